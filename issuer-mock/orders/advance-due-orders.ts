import type { InStatement } from '@libsql/client/sqlite3';
import { polishDate } from '../calendar.ts';
import type { Issuer } from '../issuer.ts';
import { drawCode, drawToken } from '../random.ts';
import { endRightsThatRanOut, SQL_RIGHTS_RAN_OUT } from './end-rights.ts';
import { type OrderState, REDEEMABLE_STATES, sqlStates, sqlStatesBefore } from './order-states.ts';
import { endOfOffer, OFFER_CODE_BYTES, signActivationQr } from './sign-activation-qr.ts';

const JTI_BYTES = 16;
const REF_BYTES = 12;

/** Offers made in one transaction: few enough that others are not kept waiting, many enough that a crowd is ready in moments. */
const AT_ONCE = 500;

/** Whether anything is due at an instant in milliseconds, for a SELECT; its arguments are those of `dueArgs`. */
export const SQL_IS_DUE = `(EXISTS (SELECT 1 FROM orders WHERE due_at <= ?) OR ${SQL_RIGHTS_RAN_OUT})`;

export const dueArgs = (now: number): readonly [number, string] => [now, polishDate(now)];

/**
 * Does everything that has fallen due, as if it had been done on time. Called before every read, so that no timer decides what is
 * right: a mock that was switched off, or whose clock was moved, answers as one that ran all along. Each move is one guarded
 * UPDATE, so that several callers at once do no harm. Where nothing is due, which is nearly always, one look at an index tells.
 */
export async function advanceDueOrders(issuer: Issuer): Promise<void> {
  while (await isAnythingDue(issuer)) {
    const other = advancing.get(issuer);
    if (!other) return advanceAlone(issuer);
    // Somebody is at it already; the same QR need not be signed by everybody who asks meanwhile.
    await other;
  }
}

async function isAnythingDue({ database, now }: Issuer): Promise<boolean> {
  const { rows } = await database.execute({ sql: `SELECT ${SQL_IS_DUE} AS is_due`, args: [...dueArgs(now())] });
  return rows[0]?.['is_due'] === 1;
}

const advancing = new WeakMap<Issuer, Promise<void>>();

function advanceAlone(issuer: Issuer): Promise<void> {
  const work = advanceAll(issuer).finally(() => advancing.delete(issuer));
  advancing.set(issuer, work);
  return work;
}

async function advanceAll(issuer: Issuer): Promise<void> {
  const { database } = issuer;
  const now = issuer.now();
  await database.execute({ sql: moveDue('processing', 'processing_at'), args: [now] });
  await offerEarly(issuer);
  await prepareDueOrders(issuer, now);
  await database.execute({ sql: moveDue('expired', 'expires_at'), args: [now] });
  await endRightsThatRanOut(issuer, now);
  await replaceSpentCodes(issuer, now);
}

const moveDue = (to: OrderState, dueAt: string): string =>
  `UPDATE orders SET state = '${to}', changed_at = ${dueAt} WHERE state IN ${sqlStatesBefore(to)} AND ${dueAt} <= ?`;

/** Orders that are offered before they are ready get their offer as if it had been made when they were placed. */
const offerEarly = (issuer: Issuer): Promise<void> =>
  makeOffers(issuer, {
    due: {
      sql: `SELECT id, placed_at AS at, planned_valid_until FROM orders
            WHERE is_offered_early = 1 AND jti IS NULL AND state IN ${sqlStates(REDEEMABLE_STATES)} LIMIT ${AT_ONCE}`,
      args: [],
    },
    offer: `UPDATE orders SET ${SET_OFFER} WHERE id = ? AND jti IS NULL AND state IN ${sqlStates(REDEEMABLE_STATES)}`,
  });

/** Processing orders become ready: QR, code and offer are made and stored in the same UPDATE that moves them, unless they exist. */
async function prepareDueOrders(issuer: Issuer, now: number): Promise<void> {
  await issuer.database.execute({ sql: `${moveDue('ready', 'ready_at')} AND jti IS NOT NULL`, args: [now] });
  await makeOffers(issuer, {
    due: {
      sql: `SELECT id, ready_at AS at, planned_valid_until FROM orders
            WHERE state IN ${sqlStatesBefore('ready')} AND ready_at <= ? LIMIT ${AT_ONCE}`,
      args: [now],
    },
    offer: `UPDATE orders SET state = 'ready', changed_at = ready_at, ${SET_OFFER}
            WHERE id = ? AND jti IS NULL AND state IN ${sqlStatesBefore('ready')}`,
  });
}

/** `due` finds the next orders that want an offer, `offer` takes the values of SET_OFFER and the order's id. */
async function makeOffers(issuer: Issuer, { due, offer }: { due: InStatement; offer: string }): Promise<void> {
  for (;;) {
    const { rows } = await issuer.database.execute(due);
    const offers = rows.map(async ({ id, at, planned_valid_until: validUntil }) => ({
      sql: offer,
      args: [...(await makeOffer(issuer, Number(at), String(validUntil))), String(id)],
    }));
    if (rows.length > 0) await issuer.database.batch(await Promise.all(offers), 'write');
    if (rows.length < AT_ONCE) return;
  }
}

const SET_OFFER = `jti = ?, ref = ?, qr = ?, qr_issuer = ?, qr_kid = ?, offered_at = ?, expires_at = ?, pre_authorized_code = ?,
  activation_code = ?, tries_left = ?`;

/** The values of SET_OFFER, in its order, for an offer made at an instant in milliseconds. */
export async function makeOffer(
  issuer: Issuer,
  offeredAt: number,
  validUntil: string,
): Promise<readonly (string | number)[]> {
  const { randomBytes, settings } = issuer;
  const [jti, ref] = [drawToken(randomBytes, JTI_BYTES), drawToken(randomBytes, REF_BYTES)];
  const expiresAt = endOfOffer(issuer, offeredAt, validUntil);
  const { qr, kid } = await signActivationQr(issuer, { jti, ref, offeredAt, expiresAt });
  return [
    ...[jti, ref, qr, issuer.url, kid, offeredAt, expiresAt],
    drawToken(randomBytes, OFFER_CODE_BYTES),
    drawCode(randomBytes, settings.codeLength, settings.codeAlphabet),
    settings.codeAttempts,
  ];
}

/**
 * A pre-authorized code is good once (OpenID4VCI 1.0 4.1.1). Where its access token ran out before a card was fetched, say because the
 * wallet crashed in between, the offer gets a fresh code instead of being lost with its order.
 */
async function replaceSpentCodes({ database, randomBytes }: Issuer, now: number): Promise<void> {
  const { rows } = await database.execute({
    sql: `SELECT id FROM orders WHERE state IN ${sqlStates(REDEEMABLE_STATES)} AND token_expires_at <= ?`,
    args: [now],
  });
  for (const { id } of rows) {
    await database.execute({
      sql: `UPDATE orders SET pre_authorized_code = ?, token_hash = NULL, token_expires_at = NULL
            WHERE id = ? AND state IN ${sqlStates(REDEEMABLE_STATES)} AND token_expires_at <= ?`,
      args: [drawToken(randomBytes, OFFER_CODE_BYTES), String(id), now],
    });
  }
}
