import { generateKeyPairSync } from 'node:crypto';
import type { PublicJwk } from '../../shared/protocol/ports.ts';
import type { Issuer } from '../issuer.ts';
import { findRefusalsNow } from '../students/eligibility-now.ts';
import { listStudents } from '../students/students.ts';
import { collectInBulk } from './collect-in-bulk.ts';
import { placeInBulk } from './place-in-bulk.ts';

/** Done in one transaction each: few enough that others are not kept waiting. */
const AT_ONCE = 1000;

export interface BulkRequest {
  /** How far each order is brought. */
  readonly to: 'ready' | 'collected';
  /** The key that all cards are bound to; one that nobody has where it is null. */
  readonly holderKey: PublicJwk | null;
  /** The id of the student before the first. */
  readonly after: string | undefined;
  /** Students to look at. */
  readonly limit: number;
}

export interface BulkOutcome {
  readonly orders: number;
  readonly cards: number;
  /** The cards themselves, where the caller has their key; empty otherwise. */
  readonly credentials: readonly string[];
  /** The id to go on after; null once everybody has been looked at. */
  readonly next: string | null;
}

/** Orders, and cards, for everybody who may have one, by the same code that makes them one by one. Done again, it adds what is missing. */
export async function issueInBulk(issuer: Issuer, request: BulkRequest): Promise<BulkOutcome> {
  const holderKey = request.holderKey ?? makeLostKey();
  let { after, limit: left } = request;
  const counts = { orders: 0, cards: 0 };
  const credentials: string[] = [];
  for (;;) {
    const { students, hasMore } = await listStudents(issuer.database, { after, limit: Math.min(AT_ONCE, left) });
    const eligible = students.filter((student) => findRefusalsNow(issuer, student).length === 0);
    counts.orders += await placeInBulk(issuer, eligible);
    if (request.to === 'collected') {
      const issued = await collectInBulk(issuer, eligible, holderKey);
      counts.cards += issued.length;
      if (request.holderKey) credentials.push(...issued);
    }
    after = students.at(-1)?.id;
    left -= students.length;
    if (!hasMore || after === undefined) return { ...counts, credentials, next: null };
    if (left <= 0) return { ...counts, credentials, next: after };
  }
}

function makeLostKey(): PublicJwk {
  const { x = '', y = '' } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
  return { kty: 'EC', crv: 'P-256', x, y };
}
