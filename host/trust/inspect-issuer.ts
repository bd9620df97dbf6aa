import type { CallFailure } from '../../shared/ipc/contract.ts';
import { isOnCurve } from '../../shared/protocol/es256.ts';
import { isForbiddenHost, isIssuerUrl } from '../../shared/protocol/issuer-url.ts';
import { parseJsonObject } from '../../shared/protocol/json.ts';
import { readKeySet } from '../../shared/protocol/key-set.ts';
import type { Clock, SendHttp, VerifyJws } from '../../shared/protocol/ports.ts';
import { succeed, type Result } from '../../shared/protocol/result.ts';
import { parseTrustList, type TrustedIssuer } from '../../shared/verifier/trust.ts';
import { getJson } from '../../shared/wallet/issuer-client.ts';

export interface InspectPorts {
  readonly now: Clock;
  readonly verify: VerifyJws;
  readonly send: SendHttp;
  readonly allowsHttp: () => boolean;
}

/** An issuer as a list describes it. `keys` is how many its anchor vouches for, null where the list brought none. */
export interface SeenIssuer {
  readonly entry: Pick<TrustedIssuer, 'issuer' | 'name' | 'anchor'>;
  readonly keys: number | null;
}

type Seen<T> = Result<T, CallFailure>;
const TRUST_LIST_PATH = '/trust-list.json';

/** What a typed address or a pasted trust list says about issuers. Asks the network only for an address, and only that machine. */
export async function inspectIssuers(text: string, ports: InspectPorts): Promise<Seen<readonly SeenIssuer[]>> {
  const typed = text.trim();
  const listed = typed.startsWith('{') ? readPastedList(typed, ports) : await fetchList(typed, ports);
  if (!listed.ok) return listed;
  const seen: SeenIssuer[] = [];
  for (const issuer of listed.value) {
    const checked = await checkListed(issuer, ports);
    if (!checked.ok) return checked;
    seen.push(checked.value);
  }
  return succeed(seen);
}

function readPastedList(text: string, ports: InspectPorts): Seen<readonly TrustedIssuer[]> {
  const json = parseJsonObject(text);
  const issuers = json.ok ? parseTrustList(json.value, true) : null;
  if (!issuers || issuers.length === 0)
    return { ok: false, code: 'TRUST_ADDRESS', detail: json.ok ? 'JSON, but no trust list with issuers' : json.why };
  const names = issuers.map(({ issuer }) => issuer);
  if (new Set(names).size < names.length)
    return { ok: false, code: 'TRUST_ADDRESS', detail: 'the list names an issuer twice' };
  return findUnfit(names, ports) ?? succeed(issuers);
}

function findUnfit(
  issuers: readonly string[],
  { allowsHttp }: InspectPorts,
): ({ readonly ok: false } & CallFailure) | null {
  // SECURITY: the host would ask them from inside this network; what answers there is no university.
  const forbidden = issuers.find((issuer) => isForbiddenHost(new URL(issuer).hostname));
  if (forbidden !== undefined)
    return {
      ok: false,
      code: 'TRUST_ADDRESS',
      detail: `${forbidden}: link-local and metadata addresses are not asked`,
    };
  const insecure = issuers.find((issuer) => !isIssuerUrl(issuer, allowsHttp()));
  return insecure === undefined ? null : { ok: false, code: 'TRUST_HTTP', detail: insecure };
}

async function fetchList(typed: string, ports: InspectPorts): Promise<Seen<readonly TrustedIssuer[]>> {
  const issuer = readAddress(typed);
  if (issuer === null) return { ok: false, code: 'TRUST_ADDRESS', detail: 'not an address' };
  const unfit = findUnfit([issuer], ports);
  if (unfit) return unfit;
  const answer = await getJson(issuer + TRUST_LIST_PATH, ports.send);
  // A web server with a page for everything is there, but has no list.
  if (!answer.ok) return answer;
  const { status, value } = answer.value;
  const issuers = status === 200 ? parseTrustList(value, true) : null;
  // SECURITY: an issuer speaks for itself alone; whomever else its list names was not asked for.
  const own = issuers?.filter((entry) => entry.issuer === issuer) ?? [];
  return own.length === 1 ? succeed(own) : { ok: false, code: 'TRUST_NO_LIST', detail: `HTTP ${status}, ${issuer}` };
}

/** The issuer's name from what a person types: `https://` may be left out, a closing slash and the list's own path be there. */
function readAddress(typed: string): string | null {
  const spelled = /^[a-z][a-z0-9+.-]*:\/\//iu.test(typed) ? typed : `https://${typed}`;
  if (!URL.canParse(spelled)) return null;
  const url = new URL(spelled);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return null;
  const path = url.pathname.replace(/\/trust-list\.json$/u, '').replace(/\/+$/u, '');
  const issuer = url.origin + path;
  return isIssuerUrl(issuer, true) ? issuer : null;
}

async function checkListed(
  { issuer, name, anchor, keySet }: TrustedIssuer,
  ports: InspectPorts,
): Promise<Seen<SeenIssuer>> {
  if (!isOnCurve(anchor)) return { ok: false, code: 'TRUST_KEYS', detail: `${issuer}: the anchor is not on the curve` };
  if (keySet === null) return succeed({ entry: { issuer, name, anchor }, keys: null });
  const set = await readKeySet(keySet, { issuer, anchor }, ports);
  if (!set.ok) return { ok: false, code: 'TRUST_KEYS', detail: `${issuer}: ${set.code}, ${set.detail ?? ''}` };
  return succeed({ entry: { issuer, name, anchor }, keys: set.value.keys.length });
}
