import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CheckSource } from '../../shared/ipc/contract.ts';
import { DAY_MS, SECOND_MS } from '../issuer-mock/world.ts';
import { VerifierWorld } from './verifier-world.ts';

/** Judging what a holder shows: the host's verifier and wallet with the real mock over real HTTP. */

const HOUR_MS = 3600 * SECOND_MS;
let world: VerifierWorld;
beforeEach(async () => {
  world = await VerifierWorld.open();
});
afterEach(() => world.close());

const listRequests = () => world.requests.filter(({ url }) => new URL(url).pathname.startsWith('/status/')).length;

async function answerChallenge() {
  const asked = await world.verifier.desk.challenge();
  if (!asked.ok) throw new Error('no challenge');
  const { shared } = await world.answer(asked.value.text);
  if (!shared.ok || shared.value.kind !== 'qr') throw new Error('no answer');
  return { ...asked.value, answer: shared.value.text };
}

describe('a card shown to whoever looks', () => {
  it('is answered with who it is, why, and what that rests on', async () => {
    const at = world.now();
    expect(await world.check(await world.show())).toMatchObject({
      ...{ at, mode: 'shown', verdict: 'VALID_UNCHALLENGED', code: null, reason: 'GOOD_UNCHALLENGED', skewMs: 0 },
      person: { isSpecimen: true, givenName: 'Zofia', photo: null },
      issuer: { name: 'Testowa' },
      list: { signedAt: at, holdsUntil: at + DAY_MS - 300 * SECOND_MS, isFresh: true },
      ...{ lastListHeldUntil: null, repeat: null, vanishesAt: at + 180 * SECOND_MS },
    });
  });

  it('is good once; shown anew it is the same card again', async () => {
    const text = await world.show();
    await world.check(text);
    expect(await world.check(text)).toMatchObject({ verdict: 'INVALID', reason: 'KB_REPLAY', person: null });
    world.holder.world.wait(15 * SECOND_MS);
    const again = await world.check(await world.show());
    expect([again.verdict, again.repeat]).toEqual([
      'VALID_UNCHALLENGED',
      { times: 1, lastAt: again.at - 15 * SECOND_MS },
    ]);
  });

  it.each([
    ['typed', (text: string) => `${text.slice(0, 40)}\r\n${text.slice(40)}\n`],
    ['pasted', (text: string) => `\t${text}\n`],
    ['reader', (text: string) => `${text}\r`],
  ] as const)('comes %s too, with line breaks but with its spaces', async (source, bend) => {
    const checked = await world.verifier.desk.check(bend(await world.show()), source, null);
    expect(checked).toMatchObject({ ok: true, value: { verdict: 'VALID_UNCHALLENGED' } });
  });

  it.each(['', 'https://example.test', 'MC1:ABC', 'openid4vp://?client_id=x', 'a.b.c'])(
    'is none where the text is %j, which is not written down either',
    async (text) => {
      expect(await world.verifier.desk.check(text, 'camera', null)).toMatchObject({ code: 'QR_UNKNOWN_FORMAT' });
      expect((await world.verifier.view()).records.total).toBe(0);
    },
  );

  it('takes a text longer than a QR code only where it came in frames', async () => {
    const long = `MP1:${'0'.repeat(5000)}`;
    const judge = async (source: CheckSource) => {
      const checked = await world.verifier.desk.check(long, source, null);
      return checked.ok ? checked.value.reason : checked.code;
    };
    expect([await judge('camera'), await judge('frames')]).toEqual(['QR_TOO_LARGE', 'QR_BASE45']);
  });

  it('brings its photo where it came in frames', async () => {
    const checked = await world.verifier.desk.check(await world.show(true), 'frames', null);
    if (!checked.ok) throw new Error(checked.code);
    expect([checked.value.verdict, checked.value.person?.photo?.slice(0, 11)]).toEqual([
      'VALID_UNCHALLENGED',
      'data:image/',
    ]);
  });

  it('keeps a person of another university masked, who could exist', async () => {
    world.bundled = 'http://127.0.0.1:1';
    const checked = await world.verifier.desk.check(await world.show(true), 'frames', null);
    expect(checked.ok && checked.value.person).toMatchObject({
      isSpecimen: false,
      givenName: '•••',
      cardNumber: '•••',
      photo: null,
    });
  });

  it.each([
    // The card itself is dated ten minutes ahead of this clock, and a university has signed that: it is this clock that is behind.
    [-10 * 60, 'INDETERMINATE', 'CLOCK_BEHIND'],
    [-45, 'INVALID', 'CLOCKS_HOLDER_AHEAD'],
    [10 * 60, 'INVALID', 'OLD_CODE'],
  ])('names a difference between the two clocks of %d s', async (skewS, verdict, reason) => {
    world.vault.saved = null;
    world.skewMs = skewS * SECOND_MS;
    await world.start();
    const { skewMs, person, ...answer } = await world.check(await world.show());
    expect([answer.verdict, answer.reason, skewMs, person]).toEqual([verdict, reason, -skewS * SECOND_MS, null]);
  });

  it('remembers a clock that was behind what a card is dated, for cards that are older too', async () => {
    const older = await world.show();
    world.holder.world.wait(HOUR_MS);
    await world.holder.addCard('jan');
    const [, younger] = world.holder.wallet.file.document.cards;
    const shown = await world.handlers['presentation.show']({ cardId: younger?.id ?? '', withPhoto: false });
    if (!shown.ok) throw new Error(shown.code);
    world.skewMs = -HOUR_MS;
    // Nor is there a list that would tell the time.
    world.isCutOff = true;
    const reasons = [(await world.check(shown.value.text)).reason, (await world.check(older)).reason];
    expect(reasons).toEqual(['CLOCK_BEHIND', 'CLOCK_BEHIND']);
  });
});

describe('a challenge without a network', () => {
  it('is answered with VALID by a verifier that is cut off', async () => {
    await world.verifier.refresh();
    world.isCutOff = true;
    const before = world.requests.length;
    const { answer, challengeId } = await answerChallenge();
    expect(await world.check(answer, challengeId)).toMatchObject({ verdict: 'VALID', mode: 'challenged' });
    expect(world.requests).toHaveLength(before);
  });

  it('takes one answer, which is good for no other challenge and for nobody else', async () => {
    const one = await answerChallenge();
    const other = await answerChallenge();
    expect(await world.check(one.answer, other.challengeId)).toMatchObject({ verdict: 'INVALID', reason: 'KB_NONCE' });
    expect(await world.check(one.answer)).toMatchObject({ verdict: 'INVALID', reason: 'KB_AUD' });
    expect(await world.check(one.answer, one.challengeId)).toMatchObject({ verdict: 'VALID' });
    expect(await world.verifier.desk.check(one.answer, 'camera', one.challengeId)).toMatchObject({
      code: 'CHALLENGE_GONE',
    });
  });

  it('takes one answer of two that come at once', async () => {
    const { text, challengeId, answer: first } = await answerChallenge();
    Object.assign(world, await world.holder.addCard('jan'));
    const { shared } = await world.answer(text);
    const second = shared.ok && shared.value.kind === 'qr' ? shared.value.text : '';
    const check = (answer: string) => world.verifier.desk.check(answer, 'camera', challengeId);
    const checked = await Promise.all([check(first), check(second)]);
    expect(checked.map((each) => (each.ok ? each.value.verdict : each.code)).sort()).toEqual([
      'CHALLENGE_GONE',
      'VALID',
    ]);
    expect((await world.verifier.view()).records.total).toBe(1);
  });

  it('is not used up by another code that comes before the camera meanwhile, and ends by itself', async () => {
    const { answer, challengeId } = await answerChallenge();
    expect(await world.check(await world.show(), challengeId)).toMatchObject({ verdict: 'INVALID' });
    world.holder.world.wait(120 * SECOND_MS);
    expect(await world.verifier.desk.check(answer, 'camera', challengeId)).toMatchObject({ code: 'CHALLENGE_GONE' });
  });
});

describe('without a network', () => {
  it('needs none at all once keys and lists are in hand, and says how old they are', async () => {
    await world.verifier.refresh();
    const at = world.now();
    world.holder.world.wait(2 * HOUR_MS);
    await world.verifier.changeSettings({ isOffline: true, retentionDays: 90, name: '' });
    const before = world.requests.length;
    const { verdict, list } = await world.check(await world.show());
    expect([verdict, list]).toEqual([
      'VALID_UNCHALLENGED',
      { signedAt: at, holdsUntil: at + DAY_MS - 300 * SECOND_MS, isFresh: false },
    ]);
    expect(world.requests).toHaveLength(before);
  });

  it('cannot tell where it has no list, and where the last one is over', async () => {
    await world.verifier.changeSettings({ isOffline: true, retentionDays: 90, name: '' });
    expect(await world.judge()).toEqual(['INDETERMINATE', 'STATUS_UNAVAILABLE']);
    await world.verifier.changeSettings({ isOffline: false, retentionDays: 90, name: '' });
    await world.verifier.refresh();
    const heldUntil = world.now() + DAY_MS - 300 * SECOND_MS;
    world.isCutOff = true;
    world.holder.world.wait(DAY_MS);
    expect(await world.check(await world.show())).toMatchObject({
      ...{ verdict: 'INDETERMINATE', reason: 'STATUS_STALE', list: null, lastListHeldUntil: heldUntil },
    });
  });

  it('takes an unknown key of a trusted university for one it has not heard of, and shows nobody', async () => {
    world.holder.isOffline = true;
    await world.holder.wallet.file.change((document) => ({
      ...document,
      trust: document.trust.map((entry) => ({ ...entry, keySet: null })),
    }));
    const answer = await world.check(await world.show());
    expect([answer.verdict, answer.reason, answer.person, answer.issuer]).toEqual([
      ...['INDETERMINATE', 'ISSUER_UNREACHABLE', null, null],
    ]);
  });

  it('does not wait for a network again and again: one failure is enough for half a minute', async () => {
    await world.check(await world.show());
    world.isCutOff = true;
    world.holder.world.wait(2 * 60 * SECOND_MS);
    const before = listRequests();
    for (let card = 0; card < 5; card++) await world.check(await world.show());
    expect(listRequests() - before).toBe(1);
    world.holder.world.wait(31 * SECOND_MS);
    await world.check(await world.show());
    expect(listRequests() - before).toBe(2);
  });

  it('has everything in hand by itself while there is a network, asked for once an hour', async () => {
    await world.verifier.keepReady();
    const first = world.requests.length;
    await world.verifier.keepReady();
    expect([listRequests(), world.requests.length]).toEqual([1, first]);
    world.isCutOff = true;
    expect(await world.judge()).toEqual(['VALID_UNCHALLENGED', 'GOOD_UNCHALLENGED']);
    world.holder.world.wait(HOUR_MS);
    world.isCutOff = false;
    await world.verifier.keepReady();
    expect(listRequests()).toBe(2);
  });

  it('fetches nothing by itself where it is to do without', async () => {
    await world.verifier.changeSettings({ isOffline: true, retentionDays: 90, name: '' });
    await world.verifier.keepReady();
    expect(world.requests).toEqual([]);
  });

  it('finds its lists again after a restart', async () => {
    await world.verifier.refresh();
    world.isCutOff = true;
    await world.start();
    expect(await world.judge()).toEqual(['VALID_UNCHALLENGED', 'GOOD_UNCHALLENGED']);
  });
});

describe('what lies on the disk', () => {
  const lists = () => path.join(world.folder, 'lists');

  it('is believed only with its signature: a changed list is as good as none', async () => {
    await world.verifier.refresh();
    world.isCutOff = true;
    for (const file of readdirSync(lists())) {
      const text = readFileSync(path.join(lists(), file), 'utf8');
      writeFileSync(path.join(lists(), file), text.replace(/(\.[A-Za-z0-9_-]{10})./u, '$1_'));
    }
    writeFileSync(path.join(lists(), 'torn.json'), '{"uri":');
    await world.start();
    expect(await world.judge()).toEqual(['INDETERMINATE', 'STATUS_UNAVAILABLE']);
  });

  it('may be gone: folder and all', async () => {
    await world.verifier.refresh();
    rmSync(world.folder, { recursive: true });
    await world.start();
    expect(await world.judge()).toEqual(['VALID_UNCHALLENGED', 'GOOD_UNCHALLENGED']);
  });

  it('is left where the verifier’s own memory is gone', async () => {
    await world.verifier.refresh();
    world.isCutOff = true;
    world.vault.saved = null;
    await world.start();
    expect(await world.judge()).toEqual(['INDETERMINATE', 'STATUS_UNAVAILABLE']);
  });

  it('answers with a full disk too', async () => {
    world.vault.isFull = true;
    rmSync(world.folder, { recursive: true });
    mkdirSync(path.dirname(world.folder), { recursive: true });
    writeFileSync(world.folder, 'a file where the folder was');
    expect(await world.judge()).toEqual(['VALID_UNCHALLENGED', 'GOOD_UNCHALLENGED']);
    expect(world.faults).not.toEqual([]);
  });
});
