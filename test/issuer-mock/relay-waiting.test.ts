import { request } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestClock } from '../../issuer-mock/clock/test-clock.ts';
import { openDatabase } from '../../issuer-mock/database/open-database.ts';
import { answerResult } from '../../issuer-mock/relay/own-request.ts';
import { createRelay } from '../../issuer-mock/relay/relay.ts';
import { NOW_MS } from '../support/specimen-issuer.ts';
import { place, type Placed, post, readResult, withdraw } from './relay-world.ts';
import { openWorld, SECOND_MS, seedRandom, type World } from './world.ts';

let world: World;
let isStopped = false;
beforeEach(async () => {
  world = await openWorld();
  isStopped = false;
});
afterEach(() => (isStopped ? undefined : world.stop()));

const share = { vp_token: 'x' };

/** However long it takes on a busy machine; the test's own limit ends it. */
async function untilTimers(count: number): Promise<void> {
  while (world.countTimers() !== count) await setImmediate();
}

/** Begins to ask, and comes back as soon as the mock holds the question: it has set a timer for it. */
async function hold<T>(ask: () => T): Promise<{ readonly answer: T }> {
  const before = world.countTimers();
  const answer = ask();
  await untilTimers(before + 1);
  return { answer };
}
const holdResult = (asked: Placed, query: string) => hold(() => readResult(world, asked, query));

describe('a question that is held', () => {
  it.each([
    ['?wait=20', 'what is so when it comes'],
    ['?wait=20&seen=waiting', 'what the verifier has seen'],
  ])('%s ends as soon as a wallet has opened the request: another status than %s', async (query) => {
    const asked = await place(world);
    const { answer } = await holdResult(asked, query);
    await world.get(`/q/${asked.id}`);
    expect([(await answer).status, (await answer).json]).toEqual([202, { status: 'opened' }]);
    expect((await readResult(world, asked, '?wait=20&seen=waiting')).json).toEqual({ status: 'opened' });
  });

  it('ends with the answer; of two questions one gets it', async () => {
    const asked = await place(world);
    const [one, other] = [await holdResult(asked, '?wait=20'), await holdResult(asked, '?wait=20')];
    await post(world, asked.id, { ...share, state: asked.state });
    const answers = await Promise.all([one.answer, other.answer]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410]);
  });

  it('ends when the request is withdrawn, and when its time is over', async () => {
    const [withdrawn, late] = [await place(world), await place(world)];
    const first = await holdResult(withdrawn, '?wait=20');
    await withdraw(world, withdrawn);
    expect((await first.answer).status).toBe(410);
    world.wait(110 * SECOND_MS);
    const second = await holdResult(late, '?wait=20');
    world.wait(10 * SECOND_MS);
    expect((await second.answer).status).toBe(410);
  });

  it('ends with the time it was to be held, in real time', async () => {
    const asked = await place(world);
    await world.staff('PUT', '/api/clock', { mode: 'frozen' });
    const { answer } = await holdResult(asked, '?wait=7&seen=waiting');
    world.wait(7 * SECOND_MS);
    expect([(await answer).status, (await answer).json]).toEqual([202, { status: 'waiting' }]);
  });

  it('of a verifier that has hung up takes no answer away', async () => {
    const asked = await place(world);
    const { answer: outgoing } = await hold(() =>
      request(`${world.address}/requests/${asked.id}/result?wait=20`, {
        headers: { Authorization: `Bearer ${asked.token}` },
      })
        .on('error', () => undefined)
        .end(),
    );
    const before = world.countTimers();
    outgoing.destroy();
    await untilTimers(before - 1);
    await post(world, asked.id, { ...share, state: asked.state });
    expect((await readResult(world, asked)).status).toBe(200);
  });

  it('ends with the mock itself', async () => {
    const asked = await place(world);
    const { answer } = await holdResult(asked, '?wait=20');
    isStopped = true;
    await world.stop();
    expect((await answer).status).toBe(404);
  });

  it.each(['?wait=21', '?wait=-1', '?wait=1.5', '?wait=x', '?wait=5&seen=answered'])('%s: refused', async (query) => {
    expect((await readResult(world, await place(world), query)).status).toBe(400);
  });

  it('needs the token before anything is held', async () => {
    const asked = await place(world);
    expect((await readResult(world, { ...asked, token: 'x' }, '?wait=20')).status).toBe(401);
  });

  it('that was hung up on by the time there is an answer leaves it for the next question', async () => {
    const database = await openDatabase(':memory:', NOW_MS);
    const clock = await openTestClock(database, () => NOW_MS);
    const setTimer = () => () => undefined;
    const relay = createRelay({
      ...{ clock, setTimer, randomBytes: seedRandom('hung up'), note: () => undefined, tell: () => undefined },
    });
    const placed = relay.place({ id: 'id', clientId: 'client', state: 'state', text: 'x' });
    if (typeof placed === 'string' || !('token' in placed)) throw new Error('not placed');
    relay.answer('id', 'state', { kind: 'shared', vpToken: 'x' });
    const app = new Hono().get('/:id', (c) => answerResult(c, { relay, setTimer, clock }, c.req.param('id')));
    const ask = (signal: AbortSignal) =>
      app.request(new Request('http://mock/id', { signal, headers: { Authorization: `Bearer ${placed.token}` } }));
    await ask(AbortSignal.abort());
    expect((await ask(new AbortController().signal)).status).toBe(200);
    database.close();
  });
});
