import { decodeBase64url, encodeBase64url } from '../protocol/base64url.ts';
import { parsePublicJwk, type PrivateJwk } from '../protocol/es256.ts';
import { isJsonObject } from '../protocol/json.ts';
import { isChallengeName } from '../protocol/challenge.ts';
import type { RandomBytes } from '../protocol/ports.ts';
import { NO_SIGNED_TIMES, type SignedTimes } from './signed-times.ts';

/** What a verifier keeps between two starts, sealed. No card, no name, no presentation. */
export interface VerifierDocument {
  /** Signs its questions; the public half is who it is. Null until it asks for the first time. */
  readonly key: PrivateJwk | null;
  /** base64url of 32 random bytes: makes the hashes of the records say nothing to anybody else. New with each clearing. */
  readonly salt: string;
  readonly times: SignedTimes;
  readonly settings: {
    readonly isOffline: boolean;
    readonly retentionDays: number;
    readonly name: string;
  };
}

const FORMAT = 1;
const SALT_BYTES = 32;
const MAX_LISTS = 5000;

export const createSalt = (randomBytes: RandomBytes): string => encodeBase64url(randomBytes(SALT_BYTES));

export const createVerifierDocument = (randomBytes: RandomBytes): VerifierDocument => ({
  key: null,
  salt: createSalt(randomBytes),
  times: NO_SIGNED_TIMES,
  settings: { isOffline: false, retentionDays: 90, name: '' },
});

export const writeVerifierDocument = (document: VerifierDocument): unknown => ({ format: FORMAT, ...document });

/** Null for what is not one of this format. */
export function parseVerifierDocument(value: unknown): VerifierDocument | null {
  if (!isJsonObject(value) || value['format'] !== FORMAT) return null;
  const { key, salt, times, settings } = value;
  const parsedKey = key === null ? null : parsePrivateJwk(key);
  const parsedTimes = parseTimes(times);
  const parsedSettings = parseSettings(settings);
  if (parsedKey === undefined || !parsedTimes || !parsedSettings) return null;
  if (typeof salt !== 'string' || decodeBase64url(salt)?.length !== SALT_BYTES) return null;
  return { key: parsedKey, salt, times: parsedTimes, settings: parsedSettings };
}

/** Undefined where it is none. */
function parsePrivateJwk(value: unknown): PrivateJwk | undefined {
  if (!isJsonObject(value)) return undefined;
  const { d, ...rest } = value;
  const key = parsePublicJwk(rest);
  return key && typeof d === 'string' ? { ...key, d } : undefined;
}

const isInstant = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function parseTimes(value: unknown): SignedTimes | null {
  if (!isJsonObject(value)) return null;
  const { newestAt, ownClockAt, lists } = value;
  if (!isInstant(newestAt) || !isInstant(ownClockAt) || !isJsonObject(lists)) return null;
  const entries = Object.entries(lists);
  if (entries.length > MAX_LISTS || !entries.every(([, at]) => isInstant(at))) return null;
  return { newestAt, ownClockAt, lists: Object.fromEntries(entries) as Record<string, number> };
}

function parseSettings(value: unknown): VerifierDocument['settings'] | null {
  if (!isJsonObject(value)) return null;
  const { isOffline, retentionDays, name } = value;
  if (typeof isOffline !== 'boolean' || !isInstant(retentionDays) || typeof name !== 'string') return null;
  return isChallengeName(name) ? { isOffline, retentionDays, name } : null;
}
