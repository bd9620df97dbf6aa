import type { QrSource } from '../ipc/contract.ts';
import { type Challenge, CHALLENGE_PREFIX, readChallenge } from '../protocol/challenge.ts';
import type { Sha256 } from '../protocol/ports.ts';
import { type Failure, refuse, type Result, succeed } from '../protocol/result.ts';
import { openRequest, type OpenRequestPorts, type RequestInHand } from './presentation-request.ts';
import { findRequestLink, readRequestCode } from './request-code.ts';

export type FoundRequest =
  | { readonly kind: 'online'; readonly request: RequestInHand }
  | { readonly kind: 'challenge'; readonly challenge: Challenge };

export interface FindRequestPorts extends OpenRequestPorts {
  readonly sha256: Sha256;
  /** Who is asked about six digits, in this order: addresses like an issuer's. */
  readonly relays: readonly string[];
}

/** What a verifier shows, in whichever form: challenge, link or six digits. Refusals are those of readChallenge, openRequest and findRequestLink. */
export async function findRequest(
  shown: string,
  source: QrSource,
  ports: FindRequestPorts,
): Promise<Result<FoundRequest>> {
  const isByHand = source === 'typed' || source === 'pasted';
  const text = isByHand ? forgive(shown) : shown;
  if (text.startsWith(CHALLENGE_PREFIX)) {
    const challenge = await readChallenge(text, ports.sha256);
    return challenge.ok ? succeed({ kind: 'challenge', challenge: challenge.value }) : challenge;
  }
  // Digits are for typing: a QR code that a camera happens to see is no request because there are six of them in it.
  const link = isByHand && readRequestCode(text) !== null ? await askRelays(text, ports) : succeed(text);
  if (!link.ok) return link;
  const request = await openRequest(link.value, ports);
  return request.ok ? succeed({ kind: 'online', request: request.value }) : request;
}

/** Text that was copied wraps over lines. In a challenge the space itself says something (RFC 9285), and lines do not. */
function forgive(text: string): string {
  const lines = text.trimStart().replace(/[\r\n\t]+/gu, '');
  return lines.startsWith(CHALLENGE_PREFIX) ? lines : lines.replace(/\s+/gu, '');
}

/** One after the other, until one knows the code. Where none does, the first one's answer counts: it is the likeliest to be meant. */
async function askRelays(code: string, { relays, send }: FindRequestPorts): Promise<Result<string>> {
  let first: ({ readonly ok: false } & Failure) | null = null;
  for (const relay of relays) {
    const found = await findRequestLink(code, relay, send);
    if (found.ok || !GOES_ON.has(found.code)) return found;
    first ??= found;
  }
  return first ?? refuse('REQUEST_UNREACHABLE', 'nobody is known who could be asked about six digits');
}

/** After these another relay may still know the code. */
const GOES_ON: ReadonlySet<Failure['code']> = new Set<Failure['code']>(['REQUEST_UNKNOWN', 'REQUEST_UNREACHABLE']);
