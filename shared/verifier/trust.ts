import { parsePublicJwk } from '../protocol/es256.ts';
import { isIssuerUrl } from '../protocol/issuer-url.ts';
import { isJsonObject } from '../protocol/json.ts';
import { MAX_URL_CHARACTERS } from '../protocol/limits.ts';
import {
  findKeySetProblem,
  type IssuerKey,
  type KeyPurpose,
  type KeySetOwner,
  type OpenedKeySet,
  openKeySet,
} from '../protocol/key-set.ts';
import { readable } from '../protocol/steps.ts';
import type { Clock, PublicJwk, VerifyJws } from '../protocol/ports.ts';

/** One line of the trust list (protocol.md 6): whoever holds the anchor's private key speaks for this issuer. */
export interface TrustedIssuer {
  readonly issuer: string;
  readonly name: string;
  readonly anchor: PublicJwk;
  /** The issuer's key set as it was last fetched, still under the anchor's signature; null before the first fetch. */
  readonly keySet: string | null;
  /** Milliseconds; missing in lists of other programs, which this one's owner has not put together. */
  readonly addedAt?: number;
  /** When the key set was last taken over. */
  readonly refreshedAt?: number;
}

export const MAX_TRUSTED_ISSUERS = 200;
const MAX_NAME = 200;

/**
 * The trust list as a file: `{"issuers":[{"issuer","name","anchor","key_set"}]}`. Null where it has another shape. `allowsHttp` reads
 * issuers over plain http too, as the wallet does with its own list; whether they count is decided where they are used.
 */
export function parseTrustList(value: unknown, allowsHttp = false): readonly TrustedIssuer[] | null {
  if (!isJsonObject(value) || !Array.isArray(value['issuers']) || value['issuers'].length > MAX_TRUSTED_ISSUERS)
    return null;
  const issuers: TrustedIssuer[] = [];
  for (const member of value['issuers'] as unknown[]) {
    if (!isJsonObject(member)) return null;
    const { issuer, name, anchor, key_set: keySet, added_at: addedAt, refreshed_at: refreshedAt } = member;
    const key = parsePublicJwk(anchor);
    if (typeof issuer !== 'string' || issuer.length > MAX_URL_CHARACTERS || !key) return null;
    if (!isIssuerUrl(issuer, allowsHttp)) return null;
    if (keySet !== undefined && keySet !== null && typeof keySet !== 'string') return null;
    issuers.push({
      issuer,
      name: typeof name === 'string' ? readable(name).slice(0, MAX_NAME) : issuer,
      anchor: key,
      keySet: keySet ?? null,
      ...(isInstant(addedAt) && { addedAt }),
      ...(isInstant(refreshedAt) && { refreshedAt }),
    });
  }
  return issuers;
}

const isInstant = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

export const writeTrustList = (issuers: readonly TrustedIssuer[]): unknown => ({
  issuers: issuers.map(({ issuer, name, anchor, keySet, addedAt, refreshedAt }) => ({
    ...{ issuer, name, anchor, key_set: keySet },
    ...(addedAt !== undefined && { added_at: addedAt }),
    ...(refreshedAt !== undefined && { refreshed_at: refreshedAt }),
  })),
});

/** Keys of one purpose with this `kid`, of these issuers. */
export type KeyFinder = (
  issuers: readonly TrustedIssuer[],
  purpose: KeyPurpose,
  kid: string,
) => Promise<readonly IssuerKey[]>;

export interface KeyFinderPorts {
  readonly now: Clock;
  readonly verify: VerifyJws;
}

/** For asking once; who asks again and again makes a createKeyFinder. */
export const findTrustedKeys = (
  issuers: readonly TrustedIssuer[],
  purpose: KeyPurpose,
  kid: string,
  ports: KeyFinderPorts,
): Promise<readonly IssuerKey[]> => createKeyFinder(ports)(issuers, purpose, kid);

/**
 * SECURITY: a key set is known again only by its whole text, for the issuer and the anchor it was checked for, so a changed cache on disk
 * brings in no key, and neither does an anchor that was changed; its times are looked at each time. A set that fails is as good as none.
 */
export function createKeyFinder({ now, verify }: KeyFinderPorts): KeyFinder {
  const known = new Map<string, KnownKeySet>();
  const open = async (owner: KeySetOwner, text: string): Promise<OpenedKeySet | null> => {
    const before = known.get(text);
    if (before && isSameOwner(before.owner, owner)) return before.set;
    const opened = await openKeySet(text, owner, verify);
    const set = opened.ok ? opened.value : null;
    if (known.size >= MAX_TRUSTED_ISSUERS) known.clear();
    known.set(text, { owner, set });
    return set;
  };
  return async (issuers, purpose, kid) => {
    const found: IssuerKey[] = [];
    for (const { issuer, anchor, keySet } of issuers) {
      const set = keySet === null ? null : await open({ issuer, anchor }, keySet);
      if (!set || findKeySetProblem(set, now())) continue;
      found.push(...set.keys.filter((key) => key.purpose === purpose && key.kid === kid));
    }
    return found;
  };
}

interface KnownKeySet {
  readonly owner: KeySetOwner;
  /** Null where it is not this owner's, or cannot be read. */
  readonly set: OpenedKeySet | null;
}

const isSameOwner = (one: KeySetOwner, other: KeySetOwner): boolean =>
  one.issuer === other.issuer && one.anchor.x === other.anchor.x && one.anchor.y === other.anchor.y;
