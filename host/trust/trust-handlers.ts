import type { Handlers } from '../../shared/ipc/contract.ts';
import type { TrustCandidate } from '../../shared/ipc/trust-views.ts';
import { fingerprintOf } from '../../shared/protocol/fingerprint.ts';
import { succeed } from '../../shared/protocol/result.ts';
import { MAX_TRUSTED_ISSUERS } from '../../shared/verifier/trust.ts';
import { unlessUnwritable } from '../wallet/unless-unwritable.ts';
import { describeIssuer } from './describe-issuer.ts';
import { type InspectPorts, inspectIssuers, type SeenIssuer } from './inspect-issuer.ts';
import type { TrustBook } from './trust-book.ts';

export interface TrustHandlerParts extends InspectPorts {
  readonly book: TrustBook;
  /** The program's own university, once it has an address. */
  readonly bundledIssuer: () => string | null;
}

type TrustHandlers = Pick<Handlers, 'trust.inspect' | 'trust.add' | 'trust.remove' | 'trust.refresh'>;

const DONE = succeed(null);
const MAX_SEEN = 500;

export function createTrustHandlers(parts: TrustHandlerParts): TrustHandlers {
  const { book, bundledIssuer } = parts;
  /** What was inspected since the start, by issuer and fingerprint, oldest first. */
  const seen = new Map<string, SeenIssuer['entry']>();

  async function findFingerprint(issuer: string): Promise<string | null> {
    const known = book.issuers.find((entry) => entry.issuer === issuer);
    return known ? fingerprintOf(known.anchor) : null;
  }

  async function present({ entry, keys }: SeenIssuer): Promise<TrustCandidate> {
    const { issuer, name, anchor } = entry;
    const fingerprint = await fingerprintOf(anchor);
    const trusted = await findFingerprint(issuer);
    remember(`${issuer} ${fingerprint}`, entry);
    const common = { ...describeIssuer(issuer), name, fingerprint, keys };
    if (trusted === null) return { ...common, standing: 'new', trustedFingerprint: null };
    if (trusted === fingerprint) return { ...common, standing: 'trusted', trustedFingerprint: null };
    return { ...common, standing: 'anchor-changed', trustedFingerprint: trusted };
  }

  function remember(key: string, entry: SeenIssuer['entry']): void {
    seen.delete(key);
    seen.set(key, entry);
    const [oldest] = seen.keys();
    if (seen.size > MAX_SEEN && oldest !== undefined) seen.delete(oldest);
  }

  return {
    'trust.inspect': async ({ text }) => {
      const found = await inspectIssuers(text, parts);
      return found.ok ? succeed(await Promise.all(found.value.map(present))) : found;
    },
    'trust.add': async ({ issuer, fingerprint, replaces }) => {
      // SECURITY: exactly what a person was shown is trusted. Nothing is fetched again, so nothing can be exchanged in between.
      const entry = seen.get(`${issuer} ${fingerprint}`);
      const trusted = await findFingerprint(issuer);
      if (!entry) return { ok: false, code: 'TRUST_NOT_SEEN' };
      if (trusted === fingerprint) return DONE;
      if (trusted !== null && issuer === bundledIssuer()) return { ok: false, code: 'TRUST_BUNDLED' };
      // SECURITY: an anchor is replaced only by who has seen both, the new one and the one that goes.
      if (trusted !== replaces)
        return { ok: false, code: 'TRUST_NOT_SEEN', detail: 'another anchor is trusted by now' };
      if (trusted === null && book.issuers.length >= MAX_TRUSTED_ISSUERS) return { ok: false, code: 'TRUST_FULL' };
      return unlessUnwritable(async () => {
        await book.trust(entry);
        // Its keys at once where it answers, so that the list shows how many there are; else they come when they are needed.
        await book.refreshOne(issuer);
        return null;
      });
    },
    'trust.remove': async ({ issuer }) => {
      if (issuer === bundledIssuer()) return { ok: false, code: 'TRUST_BUNDLED' };
      return unlessUnwritable(async () => {
        await book.remove(issuer);
        return null;
      });
    },
    'trust.refresh': async ({ issuer }) => {
      const refreshed = await unlessUnwritable(() => book.refreshOne(issuer));
      if (!refreshed.ok) return refreshed;
      const fetched = refreshed.value;
      if (fetched === null) {
        const isListed = book.issuers.some((entry) => entry.issuer === issuer);
        return { ok: false, code: isListed ? 'TRUST_HTTP' : 'TRUST_NOT_SEEN', detail: issuer };
      }
      if (fetched.kind === 'fresh') return DONE;
      const code = fetched.kind === 'refused' ? 'TRUST_KEYS' : 'ISSUER_UNREACHABLE';
      return { ok: false, code, detail: fetched.why };
    },
  };
}
