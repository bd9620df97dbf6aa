import { createHash } from 'node:crypto';
import type { CardGroup } from '../../shared/protocol/card.ts';
import type { Code } from '../../shared/protocol/codes.ts';
import { createCredential } from '../../shared/protocol/credential.ts';
import type { PublicJwk } from '../../shared/protocol/ports.ts';
import { readPesel } from '../../shared/student/pesel.ts';
import { SPECIMEN_UNIVERSITY } from '../../shared/student/specimens.ts';
import { endOfPolishDay, polishDate } from '../calendar.ts';
import type { Issuer } from '../issuer.ts';
import { findOrder, type Order } from '../orders/order.ts';
import { sqlStatesBefore } from '../orders/order-states.ts';
import { findPortrait } from '../portraits/find-portrait.ts';
import { drawToken } from '../random.ts';
import { fingerprint } from '../secrets.ts';
import { findFreePlace, type StatusPlace, statusListUri } from '../status/status-lists.ts';
import { findStudent, type Student } from '../students/students.ts';

const NOTIFICATION_BYTES = 16;
const PLACE_ATTEMPTS = 5;

export type IssuedCard =
  | { readonly ok: true; readonly credential: string; readonly notificationId: string }
  | { readonly ok: false; readonly code: Code };

/**
 * The card of a redeemed order, bound to the holder's key. Asking again with the same key gets the same card: a wallet that crashed
 * before storing it loses nothing, and there are never two.
 */
export async function issueCard(issuer: Issuer, order: Order, holderKey: PublicJwk): Promise<IssuedCard> {
  const holder = thumbprint(holderKey);
  for (let attempt = 0; attempt < PLACE_ATTEMPTS; attempt++) {
    const stored = await findStoredCard(issuer, order.id);
    if (stored) return stored.holder === holder ? { ok: true, ...stored } : { ok: false, code: 'OFFER_USED' };
    const current = await findOrder(issuer, 'id', order.id);
    if (current?.state !== 'ready') return { ok: false, code: whyNot(current) };
    await storeCard(issuer, order, holderKey, holder);
  }
  throw new Error('no free place in the status list');
}

function whyNot(order: Order | null): Code {
  switch (order?.state) {
    case 'waiting':
    case 'processing':
      return 'ORDER_PENDING';
    case 'failed':
      return 'ORDER_FAILED';
    case 'expired':
      return 'ORDER_EXPIRED';
    default:
      return 'ORDER_CANCELLED';
  }
}

/** RFC 7638: members in this order, nothing else. */
const thumbprint = ({ crv, kty, x, y }: PublicJwk): string => fingerprint(JSON.stringify({ crv, kty, x, y }));

interface StoredCard {
  readonly holder: string;
  readonly credential: string;
  readonly notificationId: string;
}

async function findStoredCard({ database }: Issuer, orderId: string): Promise<StoredCard | null> {
  const { rows } = await database.execute({
    sql: `SELECT holder, credential, notification_id AS notificationId FROM cards
          WHERE order_id = ? AND EXISTS (SELECT 1 FROM orders WHERE id = order_id AND state = 'collected')`,
    args: [orderId],
  });
  return (rows[0] as unknown as StoredCard | undefined) ?? null;
}

/** Stores the card and moves the order in one transaction. Where the order is no longer ready, or the place was taken, nothing happens. */
async function storeCard(issuer: Issuer, order: Order, holderKey: PublicJwk, holder: string): Promise<void> {
  const now = issuer.now();
  const place = await findFreePlace(issuer);
  const credential = await signCard(issuer, order, holderKey, place, now);
  // The university has taken a number back meanwhile, and withdrawn the order with it.
  if (credential === null) return;
  await issuer.database.batch(
    [
      {
        sql: `INSERT INTO cards (order_id, list, idx, holder, credential, issued_at, notification_id)
              SELECT id, ?, ?, ?, ?, ?, ? FROM orders WHERE id = ? AND state IN ${sqlStatesBefore('collected')}
              ON CONFLICT DO NOTHING`,
        args: [
          ...[place.list, place.index, holder, credential, now],
          drawToken(issuer.randomBytes, NOTIFICATION_BYTES),
          order.id,
        ],
      },
      {
        sql: `UPDATE orders SET state = 'collected', changed_at = ? WHERE id = ? AND state IN ${sqlStatesBefore('collected')}
              AND EXISTS (SELECT 1 FROM cards WHERE order_id = orders.id)`,
        args: [now, order.id],
      },
    ],
    'write',
  );
}

async function signCard(
  issuer: Issuer,
  order: Order,
  holderKey: PublicJwk,
  place: StatusPlace,
  now: number,
): Promise<string | null> {
  const student = await findStudent(issuer.database, order.student);
  if (!student) throw new Error(`order ${order.id} belongs to nobody`);
  const { pesel, albumNumber } = student;
  if (pesel === null || albumNumber === null) return null;
  const portrait = await findPortrait(student.id);
  const { kid, sign } = issuer.keys.current.credential;
  const validUntil = order.plannedValidUntil;
  return createCredential(
    {
      issuer: issuer.url,
      issuedAt: Math.floor(now / 1000),
      expiresAt: endOfPolishDay(validUntil),
      holderKey,
      status: { index: place.index, uri: statusListUri(issuer, place.list) },
      card: writeCardGroup({ ...student, albumNumber }, order, {
        issuedOn: polishDate(now),
        validUntil,
        photoDigest: digest(portrait),
      }),
      identity: { birthdate: birthdateOf(pesel), pesel },
      photo: `data:image/png;base64,${portrait.toString('base64')}`,
    },
    kid,
    { sign, sha256: async (bytes) => createHash('sha256').update(bytes).digest(), randomBytes: issuer.randomBytes },
  );
}

const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('base64url');

function birthdateOf(pesel: string): string {
  const facts = readPesel(pesel);
  if (!facts) throw new Error('a student without a valid PESEL cannot have a card');
  return facts.birthdate;
}

interface CardFacts {
  readonly issuedOn: string;
  readonly validUntil: string;
  readonly photoDigest: string;
}

const writeCardGroup = (
  student: Student & { readonly albumNumber: string },
  order: Order,
  facts: CardFacts,
): CardGroup => ({
  given_name: student.givenName,
  family_name: student.familyName,
  album_number: student.albumNumber,
  university: SPECIMEN_UNIVERSITY,
  // University code 000 belongs to no university (domain.md 7).
  card_number: `000-${facts.issuedOn.slice(0, 4)}-${String(order.serial).padStart(6, '0')}`,
  issued_on: facts.issuedOn,
  valid_until: facts.validUntil,
  photo_digest: facts.photoDigest,
});
