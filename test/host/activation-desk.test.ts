import { beforeEach, describe, expect, it } from 'vitest';
import { type OpenWallet, openWallet } from '../../host/wallet/open-wallet.ts';
import { publicPart } from '../../shared/protocol/es256.ts';
import { MemoryVault } from '../support/memory-vault.ts';
import { GOOD_CODE, PaperIssuer } from '../support/paper-issuer.ts';
import { createPrivateKey, ISSUER, NOW_MS, SpecimenIssuer } from '../support/specimen-issuer.ts';

let paper: PaperIssuer;
let vault: MemoryVault;
let wallet: OpenWallet;
let stages: string[];
let nowMs: number;

/** The program started anew over the same vault: nothing but what was saved is known. */
async function startAnew(): Promise<void> {
  stages = [];
  const onStage = ({ stage }: { stage: string }) => void stages.push(stage);
  wallet = await openWallet({ vault, send: paper.send, now: () => nowMs, onChange: () => undefined, onStage });
}

beforeEach(async () => {
  paper = new PaperIssuer();
  nowMs = NOW_MS;
  vault = new MemoryVault();
  await startAnew();
  const { issuer } = paper;
  const entry = { issuer: ISSUER, name: 'Testowa', anchor: publicPart(issuer.anchor), keySet: await issuer.keySet() };
  await wallet.file.change((document) => ({ ...document, trust: [entry] }));
});

async function open(): Promise<string> {
  const opened = await wallet.desk.open(await paper.issuer.activationQr(), 'camera');
  if (!opened.ok) throw new Error(opened.code);
  return opened.value.activationId;
}

const cards = () => wallet.file.document.cards.map(({ card }) => card.given_name);
const paths = () => paper.requests.map(({ url }) => url.slice(ISSUER.length));

it('a card of an issuer that is trusted as well, but did not sign the QR, is refused', async () => {
  const other = new SpecimenIssuer('https://other.example');
  const entry = { issuer: other.issuer, name: 'Inna', anchor: publicPart(other.anchor), keySet: await other.keySet() };
  await wallet.file.change((document) => ({ ...document, trust: [...document.trust, entry] }));
  paper.credential = await other.credential(createPrivateKey());
  expect(await wallet.desk.redeem(await open(), GOOD_CODE)).toMatchObject({ ok: false, code: 'ISSUER_MISMATCH' });
});

describe('from QR to card', () => {
  it('tells its stages, stores the card, spends the QR and tells the issuer', async () => {
    const redeemed = await wallet.desk.redeem(await open(), GOOD_CODE);
    expect(redeemed).toMatchObject({
      ok: true,
      value: { kind: 'added', card: { givenName: 'Zofia', status: 'valid', issuerHost: 'usos.example' } },
    });
    expect(stages).toEqual(['token', 'nonce', 'credential', 'check', 'store']);
    expect(cards()).toEqual(['Zofia']);
    expect(wallet.file.document.unfinished).toEqual([]);
    expect(paper.requests.at(-1)?.body).toBe('{"notification_id":"note-1","event":"credential_accepted"}');
    expect(await wallet.desk.open(await paper.issuer.activationQr(), 'camera')).toMatchObject({
      ok: false,
      code: 'OFFER_USED',
    });
  });

  it('forgives white space that was typed, not what a camera saw', async () => {
    const text = (await paper.issuer.activationQr()).replace('.', '.\n ');
    expect(await wallet.desk.open(text, 'camera')).toMatchObject({ ok: false, code: 'JWS_FORMAT' });
    expect(await wallet.desk.open(text, 'image')).toMatchObject({ ok: false, code: 'JWS_FORMAT' });
    expect(await wallet.desk.open(text, 'typed')).toMatchObject({ ok: true });
  });

  it('shows the page no secret of the offer', async () => {
    const opened = await wallet.desk.open(await paper.issuer.activationQr(), 'camera');
    expect(JSON.stringify(opened)).not.toContain('secret-pre-authorized-code');
  });

  it('has nothing for an activation it does not know', async () => {
    expect(await wallet.desk.redeem('unknown', GOOD_CODE)).toEqual({ ok: false, code: 'ACTIVATION_GONE' });
    const dropped = await open();
    wallet.desk.drop(dropped);
    expect(await wallet.desk.redeem(dropped, GOOD_CODE)).toEqual({ ok: false, code: 'ACTIVATION_GONE' });
  });
});

describe('when something goes wrong, nothing is lost and the person goes on', () => {
  it('after a wrong code, with the right one', async () => {
    const id = await open();
    expect(await wallet.desk.redeem(id, 'Wrong234')).toMatchObject({ ok: false, code: 'CODE_WRONG', triesLeft: 4 });
    expect(await wallet.desk.redeem(id, GOOD_CODE)).toMatchObject({ ok: true });
  });

  it('after the lock, with a new QR only', async () => {
    const id = await open();
    paper.instead.set('/token', { status: 400, value: { error: 'invalid_grant', mleg_code: 'CODE_LOCKED' } });
    expect(await wallet.desk.redeem(id, 'Wrong234')).toMatchObject({ ok: false, code: 'CODE_LOCKED' });
    expect(await wallet.desk.redeem(id, GOOD_CODE)).toEqual({ ok: false, code: 'ACTIVATION_GONE' });
  });

  it.each(['/nonce', '/credential'])(
    'after the issuer was out of reach at %s, without the code being spent twice',
    async (path) => {
      const id = await open();
      paper.instead.set(path, 'unreachable');
      expect(await wallet.desk.redeem(id, GOOD_CODE)).toMatchObject({ ok: false, code: 'ISSUER_UNREACHABLE' });
      paper.instead.delete(path);
      expect(await wallet.desk.redeem(id, GOOD_CODE)).toMatchObject({ ok: true });
      expect(paths().filter((asked) => asked === '/token')).toHaveLength(1);
      expect(cards()).toEqual(['Zofia']);
    },
  );

  it('after the disk was full: the card comes once there is room', async () => {
    const id = await open();
    vault.isFull = true;
    expect(await wallet.desk.redeem(id, GOOD_CODE)).toMatchObject({ ok: false, code: 'VAULT_UNWRITABLE' });
    expect(cards()).toEqual([]);
    vault.isFull = false;
    expect(await wallet.desk.redeem(id, GOOD_CODE)).toMatchObject({ ok: true });
    expect(paths().filter((asked) => asked === '/token')).toHaveLength(1);
  });

  it('after the disk was full when a new key of the issuer was to be written down', async () => {
    await wallet.file.change((document) => ({
      ...document,
      trust: document.trust.map((entry) => ({ ...entry, keySet: null })),
    }));
    const { issuer } = paper;
    paper.instead.set('/.well-known/jwt-vc-issuer', { status: 200, value: { signed_jwks_uri: `${ISSUER}/jwks.jwt` } });
    const keySet = { status: 200, contentType: 'application/jwks+jwt', text: await issuer.keySet() };
    paper.instead.set('/jwks.jwt', keySet);
    vault.isFull = true;
    expect(await wallet.desk.open(await issuer.activationQr(), 'camera')).toMatchObject({
      ok: false,
      code: 'VAULT_UNWRITABLE',
    });
    vault.isFull = false;
    expect(await wallet.desk.open(await issuer.activationQr(), 'camera')).toMatchObject({ ok: true });
  });

  it('after the program ended between the right code and the card: the next start fetches it', async () => {
    paper.instead.set('/credential', 'unreachable');
    await wallet.desk.redeem(await open(), GOOD_CODE);
    await startAnew();
    await wallet.rounds.resume();
    expect(cards()).toEqual([]);
    paper.instead.delete('/credential');
    await startAnew();
    await wallet.rounds.resume();
    expect(cards()).toEqual(['Zofia']);
    expect(wallet.file.document.unfinished).toEqual([]);
    expect(wallet.file.document.usedQrs).toEqual([{ issuer: ISSUER, jti: 'qr-jti-1' }]);
    await wallet.rounds.resume();
    expect(cards()).toEqual(['Zofia']);
  });

  it('gives up at the next start on a card the issuer refuses for good', async () => {
    paper.instead.set('/credential', 'unreachable');
    await wallet.desk.redeem(await open(), GOOD_CODE);
    paper.instead.set('/credential', { status: 400, value: { error: 'x', mleg_code: 'ORDER_CANCELLED' } });
    await startAnew();
    await wallet.rounds.resume();
    expect([cards(), wallet.file.document.unfinished]).toEqual([[], []]);
  });

  it('does not store a card that fails its checks, and shows which', async () => {
    paper.credential = 'nonsense';
    const refused = await wallet.desk.redeem(await open(), GOOD_CODE);
    expect(refused).toMatchObject({ ok: false, code: 'SDJWT_FORMAT' });
    expect(refused).not.toHaveProperty('notificationId');
    expect(paper.requests.at(-1)?.body).toBe('{"notification_id":"note-1","event":"credential_failure"}');
    expect([cards(), wallet.file.document.unfinished]).toEqual([[], []]);
  });

  it('after the clock jumped back while the card was on its way: it comes once the clock is right', async () => {
    const id = await open();
    nowMs = NOW_MS - 3_600_000;
    expect(await wallet.desk.redeem(id, GOOD_CODE)).toMatchObject({ ok: false });
    expect(paper.requests.at(-1)?.url).not.toContain('/notification');
    await startAnew();
    await wallet.rounds.resume();
    expect(cards()).toEqual([]);
    nowMs = NOW_MS;
    await startAnew();
    await wallet.rounds.resume();
    expect([cards(), wallet.file.document.unfinished]).toEqual([['Zofia'], []]);
  });

  it('makes one card of two clicks', async () => {
    const id = await open();
    const [first, second] = await Promise.all([wallet.desk.redeem(id, GOOD_CODE), wallet.desk.redeem(id, GOOD_CODE)]);
    expect([first.ok, second]).toEqual([true, first]);
    expect(paths().filter((asked) => asked === '/credential')).toHaveLength(1);
    expect(cards()).toEqual(['Zofia']);
  });

  it('tells a page that was loaded anew what became of it', async () => {
    const id = await open();
    expect(await wallet.desk.join(id)).toEqual({ ok: true, value: null });
    const redeemed = wallet.desk.redeem(id, GOOD_CODE);
    const joined = await wallet.desk.join(id);
    expect(joined).toEqual(await redeemed);
    expect(joined).toMatchObject({ ok: true, value: { kind: 'added', card: { givenName: 'Zofia' } } });
    expect(await wallet.desk.join('unknown')).toEqual({ ok: false, code: 'ACTIVATION_GONE' });
  });

  it('tells it as well when the attempt ended the activation', async () => {
    const id = await open();
    paper.instead.set('/token', { status: 400, value: { error: 'invalid_grant', mleg_code: 'CODE_LOCKED' } });
    void wallet.desk.redeem(id, 'Wrong234');
    expect(await wallet.desk.join(id)).toEqual({ ok: false, code: 'ACTIVATION_GONE' });
  });

  it('keeps the twenty activations opened last', async () => {
    const first = await open();
    const second = await open();
    for (let opened = 2; opened < 21; opened++) await open();
    expect(await wallet.desk.join(first)).toMatchObject({ ok: false, code: 'ACTIVATION_GONE' });
    expect(await wallet.desk.join(second)).toEqual({ ok: true, value: null });
  });
});
