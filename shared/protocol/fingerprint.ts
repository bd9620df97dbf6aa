import { calculateJwkThumbprint } from 'jose';
import { publicPart } from './es256.ts';
import type { PublicJwk } from './ports.ts';

/** A key's RFC 7638 thumbprint, SHA-256 in base64url: what two people compare. 43 characters. */
export const fingerprintOf = (key: PublicJwk): Promise<string> =>
  calculateJwkThumbprint({ ...publicPart(key) }, 'sha256');
