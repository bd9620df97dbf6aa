import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCliWallet } from '../../cli/cli-wallet.ts';
import { parseGreeting } from '../../host/issuer/issuer-supervisor.ts';
import type { OpenWallet } from '../../host/wallet/open-wallet.ts';
import type { PublicJwk } from '../../shared/protocol/ports.ts';
import { ROOT } from '../support/project-root.ts';
import { type Running, startProgram } from '../support/programs.ts';

const STAFF_TOKEN = 'staff-token-of-the-test';
let folder: string;
let mock: Running;
let url: string;
let anchor: PublicJwk;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'mleg-killed-'));
  mock = await startProgram('issuer-mock', ['--db', ':memory:', '--staff-token', STAFF_TOKEN, '--fast']);
  const greeting = parseGreeting(mock.firstLine);
  if (!greeting) throw new Error('the mock has no greeting');
  ({ url, anchor } = greeting);
});
afterAll(async () => {
  await mock.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

interface Order {
  readonly id: string;
  readonly state: string;
  readonly qr: string;
  readonly activation_code: string;
}

async function staff(
  method: string,
  target: string,
  body?: unknown,
): Promise<Order & { readonly orders: readonly Order[] }> {
  const headers = { authorization: `Bearer ${STAFF_TOKEN}`, 'content-type': 'application/json' };
  const answer = await fetch(url + target, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return (await answer.json()) as Order & { readonly orders: readonly Order[] };
}

/** Makes room for a new order of the student, and places it. */
async function orderAnew(): Promise<Order> {
  const { orders } = await staff('GET', '/api/orders?student=jan&limit=1');
  await staff('POST', `/api/orders/${orders[0]?.id ?? 'none'}/cancel`);
  return staff('POST', '/api/orders', { student: 'jan' });
}

/** A wallet as the commands have it, in this process: whatever is not killed need not be started anew. */
const open = (wallet: string): Promise<OpenWallet> =>
  openCliWallet(
    wallet,
    () => undefined,
    (file) => {
      throw new Error(`a damaged wallet was set aside: ${file}`);
    },
  );

/** What the person does: starts the program, which finishes what it finds unfinished, and tries the QR and its code. */
async function activateHere(
  wallet: string,
  order: Order,
): Promise<{ readonly code: string | null; readonly cards: readonly string[] }> {
  const { trust, rounds, desk, file } = await open(wallet);
  await trust.trust({ issuer: url, name: 'Testowa', anchor });
  await rounds.resume();
  const opened = await desk.open(order.qr, 'image');
  const redeemed = opened.ok ? await desk.redeem(opened.value.activationId, order.activation_code) : opened;
  return { code: redeemed.ok ? null : redeemed.code, cards: file.document.cards.map(({ id }) => id) };
}

/** The command as it is built, killed at one of its writing steps. False where it came to its end before. */
async function isKilled(wallet: string, killAt: number, args: readonly string[], stdin = ''): Promise<boolean> {
  const program = [path.join(ROOT, 'dist', 'node', 'cli.js'), ...args, '--wallet', wallet];
  const preload = ['--import', path.join(ROOT, 'test/cli/killing/kill-at-write.mjs')];
  const child = spawn(process.execPath, [...preload, ...program], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...process.env, KILL_FOLDER: wallet, KILL_AT: String(killAt) },
  });
  child.stdin.end(stdin);
  const [, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return signal === 'SIGKILL';
}

/** Lets `attempt` run with a kill at step 1, 2, 3 … until it comes to its end; answers with how many steps there are. */
async function killAtEach(attempt: (killAt: number) => Promise<boolean>): Promise<number> {
  for (let killAt = 1; ; killAt += 1) if (!(await attempt(killAt))) return killAt - 1;
}

async function makeWallet(
  name: string,
): Promise<{ readonly wallet: string; readonly order: Order; readonly cardId: string }> {
  const wallet = path.join(folder, name);
  const order = await orderAnew();
  const { cards } = await activateHere(wallet, order);
  return { wallet, order, cardId: cards[0] ?? '' };
}

const stateOf = async ({ id }: Order): Promise<string> => (await staff('GET', `/api/orders/${id}`)).state;

describe('a wallet killed at each of its writes', () => {
  it('while it activates: the card is there once, or a new order brings it', async () => {
    let lost = 0;
    const steps = await killAtEach(async (killAt) => {
      const wallet = path.join(folder, `activate-${killAt}`);
      const order = await orderAnew();
      const args = ['activate', '--trust', `${url}/trust-list.json`, '--code', order.activation_code, '-'];
      const wasKilled = await isKilled(wallet, killAt, args, order.qr);
      const again = await activateHere(wallet, order);
      if (again.cards.length === 0) {
        // The code was right, and the program died before it had put down what it got for it. It says so, and there is a way on.
        expect([killAt, again.code]).toEqual([killAt, 'OFFER_USED']);
        lost += 1;
        expect((await activateHere(wallet, await orderAnew())).cards).toHaveLength(1);
      } else expect([killAt, again.cards.length]).toEqual([killAt, 1]);
      return wasKilled;
    });
    expect(steps).toBeGreaterThan(15);
    // Nothing but the one write that puts down what the code brought.
    expect(lost).toBeLessThan(10);
  }, 300_000);

  it('while it renews: the card is there once, and the next start goes on', async () => {
    await staff('POST', '/api/students/jan/events', { event: 'renew-els' });
    const validUntil: string[] = [];
    const steps = await killAtEach(async (killAt) => {
      const { wallet, order, cardId } = await makeWallet(`renew-${killAt}`);
      const before = (await open(wallet)).file.document.cards[0]?.card.valid_until;
      await staff('POST', `/api/orders/${order.id}/extend`);
      const wasKilled = await isKilled(wallet, killAt, ['cards', 'update']);
      const { rounds, keeper, file } = await open(wallet);
      await rounds.resume();
      const updated = await keeper.update(cardId, true);
      expect([killAt, updated.ok, file.document.cards.map(({ id }) => id)]).toEqual([killAt, true, [cardId]]);
      const [card] = file.document.cards;
      // A refresh token whose answer was lost is spent: then the card keeps its date, and says that it cannot be renewed.
      const isRenewed = card?.card.valid_until !== before;
      expect([killAt, isRenewed || card?.history.at(-1)?.kind === 'renewal-refused']).toEqual([killAt, true]);
      validUntil.push(String(isRenewed));
      return wasKilled;
    });
    expect(steps).toBeGreaterThan(15);
    expect(validUntil.filter((isRenewed) => isRenewed === 'false').length).toBeLessThan(10);
  }, 300_000);

  it('while it removes: the card is gone or there, and once it is gone its issuer comes to know', async () => {
    let [unknown, stillThere] = [0, 0];
    const steps = await killAtEach(async (killAt) => {
      const { wallet, order, cardId } = await makeWallet(`remove-${killAt}`);
      const wasKilled = await isKilled(wallet, killAt, ['cards', 'remove', cardId]);
      const { keeper, file } = await open(wallet);
      for (const removal of file.document.removals) await keeper.tellRemoval(removal);
      const left = file.document.cards.map(({ id }) => id);
      expect([[], [cardId]]).toContainEqual(left);
      if (left.length > 0) {
        stillThere += 1;
        expect(await keeper.remove(cardId)).toMatchObject({ ok: true });
      }
      expect([killAt, file.document.cards, file.document.removals]).toEqual([killAt, [], []]);
      if ((await stateOf(order)) !== 'cancelled') {
        unknown += 1;
        expect([killAt, file.document.notices.map(({ code }) => code)]).toEqual([killAt, ['REMOVAL_UNTOLD']]);
      }
      return wasKilled;
    });
    expect([steps > 15, stillThere > 0]).toEqual([true, true]);
    // A token spent, its successor not yet put down: the issuer cannot be told any more, and the student cancels in USOS.
    expect(unknown).toBeLessThan(10);
  }, 300_000);
});
