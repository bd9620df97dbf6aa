import type { Report } from '../../shared/protocol/steps.ts';
import { parsePublicJwk } from '../../shared/protocol/es256.ts';
import { isJsonObject } from '../../shared/protocol/json.ts';
import { KEY_PURPOSES, type KeyPurpose, type SignerKey } from '../../shared/protocol/key-set.ts';
import { checkCredential } from '../../shared/verifier/check-credential.ts';
import { checkJws } from '../../shared/verifier/check-jws.ts';
import { checkOffer } from '../../shared/verifier/check-offer.ts';
import { checkPresentation, type PresentationPolicy } from '../../shared/verifier/check-presentation.ts';
import { checkStatusList, type OpenedStatusList, openStatusList } from '../../shared/verifier/check-status-list.ts';
import { checkTrustList } from '../../shared/verifier/check-trust-list.ts';
import { detectKind, type Kind, KINDS } from '../../shared/verifier/detect-kind.ts';
import { findTrustedKeys, parseTrustList, type TrustedIssuer } from '../../shared/verifier/trust.ts';
import { checkActivationQr } from '../../shared/wallet/check-activation-qr.ts';
import { inflate, sha256, verifyJws } from '../../host/platform-ports.ts';
import { readArguments, readInstant, readLanguage, readOnly } from '../arguments.ts';
import { CouldNotRun, EXIT, type ExitCode, UsageError } from '../exit.ts';
import { readInput, readJsonFile, readTextFile } from '../input.ts';
import { isGood, type Streams, writeJson, writeReport } from '../output.ts';

export const INSPECT_USAGE = `mleg-sim inspect [--as KIND] [--jwk FILE | --trust FILE] [--at ISO] [--status FILE]
                 [--nonce NONCE --aud AUD] [--trim] [--json] (TEXT|FILE|-)

Says what a text is and which of its checks hold. TEXT may be the text of a QR code, a token or an offer; FILE may also be a PNG,
JPEG or WebP with one QR code in it. Input is taken exactly as it is; --trim removes white space around it first.
  --as KIND     ${KINDS.join(', ')}
  --jwk FILE    check signatures with this public key (a JWK)
  --trust FILE  check signatures with the keys of this trust list (GET /trust-list.json of a mock)
  --at ISO      time of checking, like 2026-10-02T09:14:22Z
  --status FILE the status list a presented card names; without one, whether the card was cancelled cannot be told
  --nonce, --aud  what a presentation has to answer; without them, it must be one shown to whoever looks
Exit: 0 every check holds, 1 one does not, 2 called wrongly, 3 could not run.`;

type FindKeys = (purpose: KeyPurpose | null, kid: string | null) => Promise<readonly SignerKey[]>;

export async function runInspect(args: readonly string[], streams: Streams): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, {
    as: { type: 'string' },
    jwk: { type: 'string' },
    trust: { type: 'string' },
    at: { type: 'string' },
    status: { type: 'string' },
    nonce: { type: 'string' },
    aud: { type: 'string' },
    lang: { type: 'string' },
    trim: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  });
  if (values.jwk !== undefined && values.trust !== undefined)
    throw new UsageError('--jwk and --trust exclude each other');
  const language = readLanguage(values.lang);
  const atMs = readInstant(values.at);
  const input = await readInput(readOnly(positionals, 'TEXT, FILE or -'));
  const text = values.trim ? input.trim() : input;
  const kind = readKind(values.as) ?? detectKind(text);
  const statusList = values.status === undefined ? null : readTextFile(values.status);
  const presentation = { policy: readPolicy(values), statusList };
  const report = await inspect(text, kind, atMs, createFindKeys(values, atMs), presentation);
  const { verdict, code, steps } = report;
  if (values.json) writeJson(streams, { kind, verdict, code, steps });
  else {
    streams.out(`${kind}, checked as of ${new Date(atMs).toISOString()}\n`);
    writeReport(streams, report, language);
  }
  return isGood(report) ? EXIT.yes : EXIT.no;
}

interface PresentationInput {
  readonly policy: PresentationPolicy;
  readonly statusList: string | null;
}

/** What the verifier would have asked with. Nothing has to be disclosed: the inspector looks at whatever there is. */
function readPolicy({ nonce, aud }: { nonce?: string | undefined; aud?: string | undefined }): PresentationPolicy {
  if (nonce === undefined && aud === undefined) return { binding: { kind: 'any-verifier' }, groups: [] };
  if (nonce === undefined || aud === undefined) throw new UsageError('--nonce and --aud belong together');
  return { binding: { kind: 'asked', nonce, audience: aud }, groups: [] };
}

function inspect(
  text: string,
  kind: Kind,
  atMs: number,
  find: FindKeys,
  { policy, statusList }: PresentationInput,
): Promise<Report> {
  const common = { now: () => atMs, verify: verifyJws };
  switch (kind) {
    case 'activation-qr':
      return checkActivationQr(text, {
        ...common,
        findKeys: (kid) => find('activation-qr', kid),
        isUsed: null,
        findIssuerOf: () => Promise.resolve(null),
      });
    case 'credential':
      return checkCredential(text, { ...common, sha256, findKeys: (kid) => find('credential', kid) });
    case 'status-list':
      return checkStatusList(text, null, { ...common, inflate, findKeys: (kid) => find('status', kid) });
    case 'jws':
      return checkJws(text, { ...common, findKeys: (kid) => find(null, kid) });
    case 'offer':
      return Promise.resolve(checkOffer(text));
    case 'trust-list':
      return checkTrustList(text, common);
    case 'presentation':
      return checkPresentation(text, policy, {
        ...{ ...common, sha256, inflate, findKeys: find },
        findStatusList: () => openGiven(statusList, find),
        ...{ remember: null, newestSignedAt: null },
      });
  }
}

const openGiven = async (text: string | null, find: FindKeys): Promise<OpenedStatusList | null> =>
  text === null ? null : openStatusList(text, { verify: verifyJws, inflate, findKeys: (kid) => find('status', kid) });

function readKind(text: string | undefined): Kind | null {
  if (text === undefined) return null;
  const kind = KINDS.find((known) => known === text);
  if (!kind) throw new UsageError(`--as ${text}: one of ${KINDS.join(', ')}`);
  return kind;
}

/** Keys from a trust list, or the one key given, or none: then every signature is by a key nobody knows. */
function createFindKeys(values: { jwk?: string | undefined; trust?: string | undefined }, atMs: number): FindKeys {
  if (values.jwk !== undefined) return findGivenKey(readJsonFile(values.jwk), values.jwk);
  if (values.trust === undefined) return () => Promise.resolve([]);
  const issuers = parseTrustList(readJsonFile(values.trust));
  if (!issuers) throw new CouldNotRun(`${values.trust}: this is not a trust list`);
  return (purpose, kid) => findAmong(issuers, purpose, kid, atMs);
}

function findGivenKey(value: unknown, file: string): FindKeys {
  const { d: _private, ...rest } = isJsonObject(value) ? value : {};
  const key = parsePublicJwk(rest);
  if (!key) throw new CouldNotRun(`${file}: this is not a P-256 public key in JWK form`);
  return (_purpose, kid) =>
    Promise.resolve(key.kid === undefined || kid === null || key.kid === kid ? [{ issuer: null, key }] : []);
}

async function findAmong(
  issuers: readonly TrustedIssuer[],
  purpose: KeyPurpose | null,
  kid: string | null,
  atMs: number,
): Promise<readonly SignerKey[]> {
  if (kid === null) return [];
  const ports = { now: () => atMs, verify: verifyJws };
  const purposes = purpose === null ? KEY_PURPOSES : [purpose];
  const found = await Promise.all(purposes.map((each) => findTrustedKeys(issuers, each, kid, ports)));
  return found.flat();
}
