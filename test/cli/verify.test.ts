import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawQrImage } from '../../cli/qr-image.ts';
import { sha256 } from '../../host/platform-ports.ts';
import { readChallenge } from '../../shared/protocol/challenge.ts';
import { runProgram } from '../support/programs.ts';
import { VerifyWorld } from './verify-world.ts';

let world: VerifyWorld;
beforeAll(async () => void (world = await VerifyWorld.open()));
afterAll(() => world.close());

const HOUR_MS = 3_600_000;
const iso = (ms: number): string => new Date(ms).toISOString();
const stepOf = (said: Readonly<Record<string, unknown>>, id: string) =>
  (said['steps'] as { id: string; outcome: string }[]).find((step) => step.id === id)?.outcome;

describe('mleg-sim verify', () => {
  it('finds a card that is shown valid, not confirmed live; with its list from the network, or in hand', async () => {
    const online = await world.verify(['--trust', world.at('trust.json'), await world.show()]);
    expect(online.code).toBe(0);
    expect(online.said).toMatchObject({
      ...{ verdict: 'VALID_UNCHALLENGED', code: null, reason: 'GOOD_UNCHALLENGED', mode: 'shown' },
      card: { givenName: 'Jan', familyName: 'Testowy', validUntil: '2027-03-31' },
      lastListHeldUntil: null,
    });
    const list = online.said['list'] as { signedAt: string; holdsUntil: string };
    expect(Date.parse(list.holdsUntil) - Date.parse(list.signedAt)).toBe(24 * HOUR_MS - 5 * 60_000);
    const offline = await world.verify([...world.inHand('list.jwt'), await world.show()]);
    expect([offline.code, offline.said['verdict'], offline.said['list']]).toEqual([0, 'VALID_UNCHALLENGED', list]);
  });

  it('prints nothing of identity, photo or keys', async () => {
    const { code, stdout, stderr } = await runProgram('cli', [
      ...['verify', '--json', '--trust', world.at('trust.json')],
      await world.present({ groups: ['card', 'identity', 'photo'] }),
    ]);
    expect(code).toBe(0);
    expect(stdout + stderr).not.toMatch(/05710300770|data:image|"pesel"|"birthdate"|"cnf"/u);
  });

  it('takes a file, a PNG and standard input; one card is one card', async () => {
    const [text, picture] = [await world.show(), await world.show()];
    writeFileSync(world.at('shown.txt'), `${text}\n`);
    writeFileSync(world.at('shown.png'), await drawQrImage(picture, 3));
    const inHand = world.inHand('list.jwt');
    for (const [args, stdin] of [
      [[world.at('shown.txt')], ''],
      [[world.at('shown.png')], ''],
      [['-'], `${await world.show()}\n`],
      // Longer than one QR code, as frames are put together.
      [['-'], await world.show({ groups: ['card', 'photo'] })],
    ] as const)
      expect((await world.verify([...inHand, ...args], stdin)).said['verdict']).toBe('VALID_UNCHALLENGED');
  });

  it.each<[verdict: string, reason: string, exit: number, how: () => Promise<readonly string[]>]>([
    ['INVALID', 'OLD_CODE', 15, async () => [await world.show({ atMs: Date.now() - 5 * 60_000 })]],
    ['INVALID', 'JWS_SIGNATURE', 15, async () => [(await world.present()).replace(/\.[^.~]{4}([^.~]*)~/u, '.AAAA$1~')]],
    ['INVALID', 'KB_REQUIRED', 15, () => Promise.resolve([world.card.credential])],
  ])('%s by %s, exit %d', async (verdict, reason, exit, how) => {
    const args = [...world.inHand('list.jwt'), ...(await how())];
    const plain = await world.verify(args);
    expect([plain.code, plain.said['verdict'], plain.said['reason'], plain.said['card']]).toEqual([
      ...[1, verdict, reason, null],
    ]);
    expect((await world.verify(['--exit-per-verdict', ...args])).code).toBe(exit);
  });

  it('cannot tell without a list, without keys in hand, or past the end of the list, and says until when it held', async () => {
    const none = await world.verify([...world.inHand(), '--exit-per-verdict', await world.show()]);
    expect([none.code, none.said['code']]).toEqual([14, 'STATUS_UNAVAILABLE']);
    const late = world.startsAt + 24 * HOUR_MS;
    const stale = await world.verify([
      ...[...world.inHand('list.jwt'), '--at', iso(late), await world.show({ atMs: late })],
    ]);
    const signedAtS = Math.floor(world.startsAt / 1000);
    expect([stale.code, stale.said['verdict'], stale.said['code'], stale.said['lastListHeldUntil']]).toEqual([
      ...[1, 'INDETERMINATE', 'STATUS_STALE', iso((signedAtS + 24 * 3600 - 300) * 1000)],
    ]);
    const inTime = late - 10 * 60_000;
    const good = await world.verify([
      ...[...world.inHand('list.jwt'), '--at', iso(inTime), await world.show({ atMs: inTime })],
    ]);
    expect([good.code, good.said['verdict'], good.said['at']]).toEqual([0, 'VALID_UNCHALLENGED', iso(inTime)]);
  });

  it('opens no connection with --offline, whatever lists were handed over', async () => {
    const claims = Buffer.from('{"sub":"http://127.0.0.1:1/status/1"}').toString('base64url');
    writeFileSync(world.at('another.jwt'), `e30.${claims}.AAAA`);
    const args = ['--trust', world.at('trust.json'), '--status', world.at('another.jwt')];
    expect((await world.verify([...args, await world.show()])).said['verdict']).toBe('VALID_UNCHALLENGED');
    const { code, said } = await world.verify([...args, '--offline', await world.show()]);
    expect([code, said['code']]).toEqual([1, 'STATUS_UNAVAILABLE']);
  });

  it('masks whom another university’s card is about: they may be real', async () => {
    const abroad = await VerifyWorld.open({ publicUrl: 'https://uni.example' });
    try {
      const { said } = await abroad.verify([...abroad.inHand('list.jwt'), await abroad.show()]);
      expect([said['verdict'], said['card']]).toEqual([
        'VALID_UNCHALLENGED',
        expect.objectContaining({
          issuer: 'uni.example',
          givenName: '•••',
          familyName: '•••',
          validUntil: '2027-03-31',
        }),
      ]);
    } finally {
      await abroad.close();
    }
  });

  it('goes by the trust list it is given: nobody’s card is nobody’s', async () => {
    writeFileSync(world.at('nobody.json'), '{"issuers":[]}');
    const { code, said } = await world.verify(['--trust', world.at('nobody.json'), '--offline', await world.show()]);
    expect([code, said['verdict'], said['code'], said['card']]).toEqual([1, 'INVALID', 'JWS_KID_UNKNOWN', null]);
  });

  it('finds a card that answers its challenge valid, once the challenge is the right one', async () => {
    const made = await runProgram('cli', ['verify', '--new-challenge', '--name', 'Biblioteka']);
    const [challenge, other] = [
      made.stdout.trim(),
      (await runProgram('cli', ['verify', '--new-challenge'])).stdout.trim(),
    ];
    expect([made.code, challenge.startsWith('MC1:'), other === challenge]).toEqual([0, true, false]);
    const read = await readChallenge(challenge, sha256);
    if (!read.ok) throw new Error(read.code);
    expect(read.value.name).toBe('Biblioteka');
    const answer = await world.show({ nonce: read.value.nonce, audience: read.value.audience });
    const inHand = world.inHand('list.jwt');
    const right = await world.verify([...inHand, '--exit-per-verdict', '--challenge', challenge, answer]);
    expect([right.code, right.said['verdict'], right.said['mode']]).toEqual([0, 'VALID', 'challenged']);
    const wrong = await world.verify([...inHand, '--challenge', other, answer]);
    expect([wrong.code, wrong.said['code']]).toEqual([1, 'KB_NONCE']);
    const without = await world.verify([...inHand, answer]);
    expect([without.code, without.said['code']]).toEqual([1, 'KB_AUD']);
    const unasked = await world.verify([...inHand, '--challenge', challenge, await world.show()]);
    expect([unasked.code, stepOf(unasked.said, 'kb-nonce')]).toEqual([1, 'fail']);
  });

  it('says of a text that is no card that it is none', async () => {
    const { code, said } = await world.verify([...world.inHand('list.jwt'), 'hello']);
    expect([code, said]).toEqual([
      ...[1, { verdict: 'INVALID', code: 'QR_UNKNOWN_FORMAT', card: null, list: null, steps: [] }],
    ]);
  });

  it('for people: the verdict first, then why, the card, the steps; in both languages', async () => {
    const run = async (...more: readonly string[]) =>
      (await runProgram('cli', ['verify', ...world.inHand('list.jwt'), ...more, await world.show()])).stdout;
    const [english, polish] = [await run(), await run('--lang', 'pl')];
    expect(english).toMatch(
      /^=== VALID \(not confirmed live\) ===\nSIMULATION: .*\nfamilyName +Testowy\n.*✓ kb-sd-hash/su,
    );
    expect(english.trimEnd().split('\n').at(-1)).toBe('VALID_UNCHALLENGED');
    expect(polish).toMatch(/^=== WAŻNA \(niepotwierdzona na żywo\) ===\nSYMULACJA: /u);
  });

  it.each([
    [['--at', 'tomorrow', 'x']],
    [['--challenge', 'MC1:nonsense', 'x']],
    [['--wallet', 'w', '--trust', 't', 'x']],
    [['--new-challenge', '--offline']],
    [['--new-challenge', '--name', 'x'.repeat(61)]],
    [['--name', 'x', 'y']],
    [['--ask', 'everything']],
    [['--ask', 'name', 'x']],
    [['--ask', 'name', '--offline']],
    [['--ask', 'name', '--timeout', '121']],
    [['--ask', 'name', '--relay', 'http://192.0.2.1']],
    [['--relay', 'http://127.0.0.1:1', 'x']],
    [[]],
  ])('%j: called wrongly', async (args) => {
    const { code, said } = await world.verify(args);
    expect([code, said['error']]).toEqual([2, 'usage']);
  });

  it.each([
    ['a trust list that is none', ['--trust', 'list.jwt', 'x']],
    ['a status list that is none', ['--trust', 'trust.json', '--status', 'trust.json', 'x']],
    ['a missing file', ['--trust', 'none.json', 'x']],
  ])('could not run with %s', async (_what, args) => {
    const { code, said } = await world.verify(args.map((arg) => (/\.(json|jwt)$/u.test(arg) ? world.at(arg) : arg)));
    expect([code, said['error']]).toEqual([3, 'could-not-run']);
  });
});

describe('mleg-sim verify over a wallet’s folder', () => {
  it('goes by the wallet’s trust list, remembers lists for when there is no network, and believes no clock that was set back', async () => {
    const wallet = world.at('wallet');
    const order = await world.mock.staff('POST', '/api/orders', { student: 'piotr' });
    const activated = await runProgram('cli', [
      ...['activate', '--json', '--wallet', wallet, '--trust', `${world.mock.url}/trust-list.json`],
      ...['--code', String(order.json['activation_code']), String(order.json['qr'])],
    ]);
    expect(activated.code).toBe(0);
    const check = async (...more: readonly string[]) => world.verify(['--wallet', wallet, ...more, await world.show()]);
    const before = await check('--offline');
    expect([before.code, before.said['code']]).toEqual([1, 'STATUS_UNAVAILABLE']);
    expect((await check()).said['verdict']).toBe('VALID_UNCHALLENGED');
    expect((await check('--offline')).said['verdict']).toBe('VALID_UNCHALLENGED');
    // A look into the future leaves nothing behind that would make the present seem past.
    const later = world.startsAt + HOUR_MS;
    const looked = await world.verify([
      ...['--wallet', wallet, '--offline', '--at', iso(later), await world.show({ atMs: later })],
    ]);
    expect(looked.said['verdict']).toBe('VALID_UNCHALLENGED');
    expect((await check('--offline')).said['verdict']).toBe('VALID_UNCHALLENGED');
    expect(existsSync(`${wallet}/verifier/lists`) && readdirSync(`${wallet}/verifier/lists`)).toHaveLength(1);
  });
});

describe('mleg-sim verify of a card that was cancelled', () => {
  it('is REVOKED as soon as the list says so, and the list from before says nothing else than it did', async () => {
    await world.mock.staff('POST', `/api/orders/${world.card.orderId}/cancel`);
    await world.fetchList('after.jwt');
    const trusted = ['--trust', world.at('trust.json'), '--exit-per-verdict'];
    const online = await world.verify([...trusted, await world.show()]);
    expect([online.code, online.said['verdict'], online.said['reason']]).toEqual([13, 'REVOKED', 'CARD_REVOKED']);
    const [after, before] = [
      await world.verify([...world.inHand('after.jwt'), await world.show()]),
      await world.verify([...world.inHand('list.jwt'), await world.show()]),
    ];
    expect([after.code, after.said['verdict'], before.said['verdict']]).toEqual([1, 'REVOKED', 'VALID_UNCHALLENGED']);
  });
});
