import { createHash, timingSafeEqual } from 'node:crypto';

/** SHA-256, base64url: how tokens that open something are kept, so that the database file alone opens nothing. */
export const fingerprint = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** SECURITY: takes the same time wherever the texts differ; hashing first makes their lengths equal without telling them. */
export const isSameSecret = (given: string, expected: string): boolean =>
  timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(expected).digest());
