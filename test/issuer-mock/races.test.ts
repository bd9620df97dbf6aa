import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestClock } from '../../issuer-mock/clock/test-clock.ts';
import { openDatabase } from '../../issuer-mock/database/open-database.ts';
import type { Issuer } from '../../issuer-mock/issuer.ts';
import { loadIssuerKeys } from '../../issuer-mock/keys/issuer-keys.ts';
import { issueCard } from '../../issuer-mock/openid/issue-card.ts';
import { cancelOrder } from '../../issuer-mock/orders/cancel-order.ts';
import { findOrder, type Order } from '../../issuer-mock/orders/order.ts';
import { placeOrder } from '../../issuer-mock/orders/place-order.ts';
import { lockAllExhausted, redeemCode } from '../../issuer-mock/orders/redeem-code.ts';
import { createEventFeed } from '../../issuer-mock/events/event-feed.ts';
import { createEventNotes } from '../../issuer-mock/events/event-notes.ts';
import { createRealTimers } from '../../issuer-mock/events/set-timer.ts';
import { createFaultBook } from '../../issuer-mock/faults/fault-book.ts';
import { createCodeTries } from '../../issuer-mock/relay/code-tries.ts';
import { createRelay } from '../../issuer-mock/relay/relay.ts';
import { openSettings } from '../../issuer-mock/settings-book.ts';
import { DEFAULT_SETTINGS, WITHOUT_WAITING } from '../../issuer-mock/settings.ts';
import { applyStudentEvent } from '../../issuer-mock/students/apply-student-event.ts';
import { SPECIMENS_ONLY } from '../../issuer-mock/students/seeds.ts';
import { seedStudents } from '../../issuer-mock/students/students.ts';
import { publicPart } from '../../shared/protocol/es256.ts';
import { createPrivateKey, NOW_MS } from '../support/specimen-issuer.ts';
import { seedRandom } from './world.ts';

/** Below HTTP, where two things can be made to happen between any two steps of each other. */
let issuer: Issuer;

beforeEach(async () => {
  const now = () => NOW_MS;
  const randomBytes = seedRandom('races');
  const database = await openDatabase(':memory:', NOW_MS);
  await seedStudents(database, '2026-10-02');
  const keys = await loadIssuerKeys(database, NOW_MS, randomBytes);
  const clock = await openTestClock(database, now);
  const notes = createEventNotes(database, now);
  const settings = { ...DEFAULT_SETTINGS, ...WITHOUT_WAITING };
  const settingsBook = await openSettings(database, settings);
  issuer = {
    url: 'http://127.0.0.1:1',
    address: 'http://127.0.0.1:1',
    database,
    keys,
    settings,
    settingsBook,
    seed: SPECIMENS_ONLY,
    faults: createFaultBook(notes.note),
    notes,
    feed: createEventFeed({
      ...{ database, realNow: now, setTimer: createRealTimers(now) },
      ...{ doDue: async () => undefined, findNextDue: async () => null, report: () => undefined },
    }),
    staffToken: 'x',
    walletPage: null,
    clock,
    now,
    randomBytes,
    setTimer: createRealTimers(now),
    relay: createRelay({
      clock,
      randomBytes,
      setTimer: createRealTimers(now),
      note: notes.note,
      tell: () => undefined,
    }),
    codeTries: createCodeTries(now),
  };
});
afterEach(() => issuer.database.close());

async function orderReady(): Promise<Order & { readonly activation: NonNullable<Order['activation']> }> {
  const placed = await placeOrder(issuer, 'zofia');
  if (!placed.ok || !placed.order.activation) throw new Error('the order is not ready');
  return { ...placed.order, activation: placed.order.activation };
}

/** The same mock, but just before its database call number `at` something else happens, from beginning to end. */
function interruptAt(at: number, interrupt: () => Promise<unknown>): Issuer & { readonly calls: () => number } {
  let calls = 0;
  const { database } = issuer;
  const before = async () => void (calls++ === at && (await interrupt()));
  const interrupted = Object.assign(Object.create(database) as typeof database, {
    execute: async (statement: string) => (await before(), database.execute(statement)),
    batch: async (...args: Parameters<typeof database.batch>) => (await before(), database.batch(...args)),
  });
  return { ...issuer, database: interrupted, calls: () => calls };
}

const holderKey = publicPart(createPrivateKey());

describe('at the same instant', () => {
  it('four right codes get one token', async () => {
    const { activation } = await orderReady();
    const { preAuthorizedCode, activationCode } = activation;
    const all = await Promise.all(
      Array.from({ length: 4 }, () => redeemCode(issuer, preAuthorizedCode, activationCode)),
    );
    const outcomes = all.map((each) => (each.ok ? 'token' : each.code));
    expect(outcomes.sort()).toEqual(['OFFER_USED', 'OFFER_USED', 'OFFER_USED', 'token']);
  });

  it('the last try is either right or locks, and is not given out twice', async () => {
    const { id, activation } = await orderReady();
    const { preAuthorizedCode } = activation;
    const all = await Promise.all(Array.from({ length: 40 }, () => redeemCode(issuer, preAuthorizedCode, 'WrongAAA')));
    const left = all.map((each) => (each.ok ? null : (each.triesLeft ?? each.code)));
    expect(left.filter((each) => each !== 'CODE_LOCKED').sort()).toEqual([1, 2, 3, 4]);
    expect((await findOrder(issuer, 'id', id))?.state).toBe('locked');
  });

  it('cancelling leaves no valid card, wherever in the middle of collecting it falls', async () => {
    const outcomes: string[] = [];
    for (let at = 0, hasHappened = true; hasHappened; at++) {
      const order = await orderReady();
      const interrupted = interruptAt(at, () => cancelOrder(issuer, order.id));
      const issued = await issueCard(interrupted, order, holderKey);
      hasHappened = interrupted.calls() > at;
      if (!hasHappened) await cancelOrder(issuer, order.id);
      const { rows } = await issuer.database.execute({
        sql: 'SELECT status FROM cards WHERE order_id = ?',
        args: [order.id],
      });
      const state = (await findOrder(issuer, 'id', order.id))?.state;
      const statuses = rows.map(({ status }) => Number(status)).join();
      outcomes.push(`${state}, ${issued.ok ? 'issued' : issued.code}, status ${statuses || 'none'}`);
    }
    const before = 'cancelled, ORDER_CANCELLED, status none';
    const between = 'cancelled, ORDER_CANCELLED, status 1';
    const after = 'cancelled, issued, status 1';
    // In this order, and all three: the card is stored in one call, after many that only prepare it.
    expect(outcomes.join(' | ')).toMatch(new RegExp(`^(${before} \\| ){5,}${between} \\| ${after}$`, 'u'));
  });
});

describe('a student suspended in the middle', () => {
  it.each(['ordering', 'collecting'])('of %s has neither an open order nor a valid card left', async (what) => {
    const left: string[] = [];
    for (let at = 0, hasHappened = true; hasHappened; at++) {
      const order = what === 'collecting' ? await orderReady() : null;
      const interrupted = interruptAt(at, () => applyStudentEvent(issuer, 'zofia', 'suspend'));
      await (order ? issueCard(interrupted, order, holderKey) : placeOrder(interrupted, 'zofia'));
      hasHappened = interrupted.calls() > at;
      if (!hasHappened) await applyStudentEvent(issuer, 'zofia', 'suspend');
      const { rows } = await issuer.database.execute(
        `SELECT (SELECT count(*) FROM orders WHERE state IN ('waiting', 'processing', 'ready', 'collected')) AS open,
                (SELECT count(*) FROM cards WHERE status = 0) AS valid`,
      );
      left.push(`${String(rows[0]?.['open'])} open, ${String(rows[0]?.['valid'])} valid`);
      await applyStudentEvent(issuer, 'zofia', 'resume');
    }
    expect(left.length).toBeGreaterThan(5);
    expect(new Set(left)).toEqual(new Set(['0 open, 0 valid']));
  });
});

describe('a mock killed between taking the last try and locking', () => {
  it('locks the order when it starts again', async () => {
    const { id } = await orderReady();
    await issuer.database.execute('UPDATE orders SET tries_left = 0');
    await lockAllExhausted(issuer);
    expect((await findOrder(issuer, 'id', id))?.state).toBe('locked');
  });
});
