import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import QRCode from 'qrcode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEs256Signer, publicPart } from '../../shared/protocol/es256.ts';
import { createShownPresentation, unpackPresentation } from '../../shared/protocol/offline-presentation.ts';
import { createStatusList, packStatuses } from '../../shared/protocol/status-list.ts';
import { writeTrustList } from '../../shared/verifier/trust.ts';
import { inflate } from '../../host/platform-ports.ts';
import { runProgram } from '../support/programs.ts';
import {
  createPrivateKey,
  deflate,
  ISSUER,
  NOW_MS,
  NOW_S,
  sha256,
  signAnything,
  SpecimenIssuer,
} from '../support/specimen-issuer.ts';

const AT = new Date(NOW_MS).toISOString();
const issuer = new SpecimenIssuer();
const folder = mkdtempSync(path.join(tmpdir(), 'mleg-inspect-'));
const file = (name: string): string => path.join(folder, name);
let qr: string;

interface Inspection {
  readonly kind: string;
  readonly verdict: string;
  readonly code: string | null;
  readonly steps: readonly {
    readonly id: string;
    readonly outcome: string;
    readonly rule: string;
    readonly detail: string;
  }[];
}

interface Inspected {
  readonly code: number | null;
  readonly answer: Inspection;
  readonly stderr: string;
}

async function inspect(args: readonly string[], stdin = ''): Promise<Inspected> {
  const { code, stdout, stderr } = await runProgram('cli', ['inspect', '--json', '--at', AT, ...args], stdin);
  return { code, answer: JSON.parse(stdout) as Inspection, stderr };
}

beforeAll(async () => {
  qr = await issuer.activationQr();
  const trust = writeTrustList([
    { issuer: ISSUER, name: 'T', anchor: publicPart(issuer.anchor), keySet: await issuer.keySet() },
  ]);
  writeFileSync(file('trust.json'), JSON.stringify(trust));
  writeFileSync(file('key.jwk'), JSON.stringify(publicPart(issuer.keys['activation-qr'])));
  writeFileSync(file('private.jwk'), JSON.stringify(issuer.keys['activation-qr']));
  writeFileSync(file('other-kid.jwk'), JSON.stringify({ ...publicPart(issuer.keys['activation-qr']), kid: 'other' }));
  writeFileSync(file('stranger.jwk'), JSON.stringify(publicPart(createPrivateKey())));
  writeFileSync(file('qr.txt'), qr);
  writeFileSync(file('qr-newline.txt'), `${qr}\n`);
  writeFileSync(file('qr.png'), await QRCode.toBuffer(qr, { scale: 4 }));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('mleg-sim inspect', () => {
  it('says of a genuine activation QR that all holds, by a trust list or by one key', async () => {
    const trusted: Inspected = await inspect(['--trust', file('trust.json'), qr]);
    expect([trusted.code, trusted.stderr]).toEqual([0, '']);
    expect(trusted.answer).toMatchObject({ kind: 'activation-qr', verdict: 'VALID', code: null });
    expect(trusted.answer.steps.map(({ id, outcome }) => `${id} ${outcome}`)).toContain('qr-unused skipped');
    for (const key of ['key.jwk', 'private.jwk']) {
      const { code, answer } = await inspect(['--jwk', file(key), '--as', 'activation-qr', qr]);
      expect([code, answer.verdict, answer.code]).toEqual([0, 'VALID', null]);
    }
  });

  it('reads text, a file, standard input and a picture alike', async () => {
    for (const [argument, stdin] of [
      [qr, ''],
      [file('qr.txt'), ''],
      ['-', qr],
      [file('qr.png'), ''],
    ] as const) {
      expect((await inspect(['--trust', file('trust.json'), argument], stdin)).answer.verdict).toBe('VALID');
    }
  });

  it('takes the input exactly as it is, unless told to trim it', async () => {
    const exact = await inspect(['--trust', file('trust.json'), file('qr-newline.txt')]);
    expect([exact.code, exact.answer.code]).toEqual([1, 'JWS_FORMAT']);
    expect((await inspect(['--trust', file('trust.json'), '--trim', file('qr-newline.txt')])).code).toBe(0);
  });

  it.each([
    ['nothing', (): string => '', 'QR_EMPTY', 'INVALID'],
    ['random text', (): string => 'ala ma kota', 'QR_UNKNOWN_FORMAT', 'INVALID'],
    ['5,000 characters', (): string => 'x'.repeat(5000), 'QR_TOO_LARGE', 'INVALID'],
    ['four parts', (): string => `${qr}.x`, 'JWS_FORMAT', 'INVALID'],
  ] as const)('says of %s %s', async (_what, text, code, verdict) => {
    const { code: exit, answer } = await inspect(['--as', 'activation-qr', '--trust', file('trust.json'), text()]);
    expect([exit, answer.code, answer.verdict]).toEqual([1, code, verdict]);
  });

  it('says EXPIRED a month later, and knows no key without being given any', async () => {
    const later = await runProgram('cli', [
      'inspect',
      '--json',
      '--at',
      '2026-11-22T00:00:00Z',
      '--trust',
      file('trust.json'),
      qr,
    ]);
    // The key set has run out by then as well, which comes first; with the key itself only the time is left.
    expect(JSON.parse(later.stdout)).toMatchObject({ code: 'JWS_KID_UNKNOWN' });
    const byKey = await runProgram('cli', [
      'inspect',
      '--json',
      '--at',
      '2026-11-22T00:00:00Z',
      '--jwk',
      file('key.jwk'),
      qr,
    ]);
    expect(JSON.parse(byKey.stdout)).toMatchObject({ verdict: 'EXPIRED', code: 'CLAIM_EXPIRED' });
    expect((await inspect([qr])).answer.code).toBe('JWS_KID_UNKNOWN');
    expect((await inspect(['--jwk', file('other-kid.jwk'), qr])).answer.code).toBe('JWS_KID_UNKNOWN');
    expect((await inspect(['--jwk', file('stranger.jwk'), qr])).answer.code).toBe('JWS_SIGNATURE');
  });

  it('tells kinds apart by itself', async () => {
    const credential = await issuer.credential(createPrivateKey());
    const statusList = await createStatusList(
      { uri: `${ISSUER}/status/1`, issuedAt: NOW_S, statuses: packStatuses(100, new Map()) },
      issuer.kids.status,
      { sign: createEs256Signer(issuer.keys.status), deflate },
    );
    const offer = JSON.stringify({
      credential_issuer: ISSUER,
      credential_configuration_ids: ['mlegitymacja'],
      grants: {
        'urn:ietf:params:oauth:grant-type:pre-authorized_code': { 'pre-authorized_code': 'x', tx_code: { length: 8 } },
      },
    });
    const jws = await signAnything({ typ: 'note+jwt', kid: 'qr-1' }, { iat: NOW_S }, issuer.keys['activation-qr']);
    for (const [text, kind] of [
      [credential, 'credential'],
      [statusList, 'status-list'],
      [offer, 'offer'],
      [jws, 'jws'],
      [file('trust.json'), 'trust-list'],
      [`openid-credential-offer://?credential_offer_uri=${encodeURIComponent(`${ISSUER}/o/1`)}`, 'offer'],
    ] as const) {
      const { code, answer } = await inspect(['--trust', file('trust.json'), text]);
      expect([answer.kind, answer.verdict, code]).toEqual([kind, 'VALID', 0]);
    }
  });

  it.each([
    [0, 'VALID_UNCHALLENGED', 0],
    [1, 'REVOKED', 1],
    [2, 'SUSPENDED', 1],
  ] as const)('says of a shown card with status %i %s, in either form', async (status, verdict, exit) => {
    const list = await createStatusList(
      { uri: `${ISSUER}/status/1`, issuedAt: NOW_S, statuses: packStatuses(100, new Map([[7, status]])) },
      issuer.kids.status,
      { sign: createEs256Signer(issuer.keys.status), deflate },
    );
    writeFileSync(file('list.jwt'), list);
    const holder = createPrivateKey();
    const ports = { sign: createEs256Signer(holder), sha256, now: () => NOW_MS, randomBytes, deflate };
    const offline = await createShownPresentation(await issuer.credential(holder), ports);
    const unpacked = unpackPresentation(offline, inflate);
    for (const text of [offline, unpacked.ok ? unpacked.value : '']) {
      const { code, answer } = await inspect(['--trust', file('trust.json'), '--status', file('list.jwt'), text]);
      expect([answer.kind, answer.verdict, answer.code, code]).toEqual(['presentation', verdict, null, exit]);
    }
    expect((await inspect(['--trust', file('trust.json'), offline])).answer).toMatchObject({
      ...{ verdict: 'INDETERMINATE', code: 'STATUS_UNAVAILABLE' },
    });
    const asked = ['--nonce', 'n', '--aud', 'a'];
    expect((await inspect(['--trust', file('trust.json'), ...asked, offline])).answer.code).toBe('KB_NONCE');
  });

  it('explains itself to a person, in either language', async () => {
    const english = await runProgram('cli', ['inspect', '--trust', file('trust.json'), '--at', AT, `${qr}\n`]);
    expect(english.code).toBe(1);
    expect(english.stdout).toContain('✗ jws-parts');
    expect(english.stdout).toContain('INVALID (JWS_FORMAT)');
    expect(english.stdout).toContain('it ends with white space or a line break');
    const polish = await runProgram('cli', ['inspect', '--lang', 'pl', '']);
    expect(polish.stdout).toContain('W tym kodzie nie ma tekstu.');
  });

  it.each([
    [['inspect'], 2],
    [['inspect', 'a', 'b'], 2],
    [['inspect', '--as', 'banana', 'x'], 2],
    [['inspect', '--at', 'yesterday', 'x'], 2],
    [['inspect', '--what', 'x'], 2],
    [['inspect', '--as', 'presentation', '--nonce', 'n', 'x'], 2],
    [['inspect', '--status', './no-such-list.jwt', 'x'], 3],
    [['inspect', './no-such-file.txt'], 3],
    [['inspect', '--jwk', './no-such-key.json', 'x'], 3],
    [['inspect', '--trust', file('qr.txt'), 'x'], 3],
    [['banana'], 2],
    [['--help'], 0],
    [['inspect', '--help'], 0],
  ])('%j exits %i', async (args, exit) => {
    const { code, stdout, stderr } = await runProgram('cli', args);
    expect(code).toBe(exit);
    expect(exit === 0 ? stdout : stderr).toMatch(/mleg-sim/u);
    expect(exit === 0 ? stderr : stdout).toBe('');
  });
});
