import { deflateSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSendHttp } from '../../host/network/send-http.ts';
import { type OpenWallet, openWallet } from '../../host/wallet/open-wallet.ts';
import { publicPart } from '../../shared/protocol/es256.ts';
import { MAX_STATUS_LIST_BYTES } from '../../shared/protocol/limits.ts';
import { MemoryVault } from '../support/memory-vault.ts';
import { createPrivateKey, NOW_MS, SpecimenIssuer } from '../support/specimen-issuer.ts';
import { IndependentIssuer } from './independent-issuer.ts';

let issuer: IndependentIssuer;
let wallet: OpenWallet;
let nowMs: number;
const ignore = () => undefined;

beforeEach(async () => {
  nowMs = NOW_MS;
  issuer = await IndependentIssuer.open();
  const ports = { send: createSendHttp(), now: () => nowMs, onChange: ignore, onStage: ignore };
  wallet = await openWallet({ vault: new MemoryVault(), ...ports });
  await wallet.trust.trust({ issuer: issuer.url, name: 'Uczelnia Niezależna', anchor: publicPart(issuer.keys.anchor) });
});
afterEach(() => issuer.stop());

async function open(text: string): Promise<string> {
  const opened = await wallet.desk.open(text, 'camera');
  if (!opened.ok) throw new Error(`${opened.code} ${opened.detail}`);
  return opened.value.activationId;
}

const redeem = async (text?: string, code = issuer.ways.code) =>
  wallet.desk.redeem(await open(text ?? (await issuer.keys.activationQr())), code);

async function addCard(): Promise<string> {
  const redeemed = await redeem();
  if (!redeemed.ok || redeemed.value.kind !== 'added') throw new Error(JSON.stringify(redeemed));
  return redeemed.value.card.id;
}

const ADDED = { ok: true, value: { kind: 'added', card: { givenName: 'Zofia', status: 'valid' } } };

describe('our wallet and an issuer of @openid4vc/openid4vci', () => {
  it('redeems a signed QR, stores the card that the library made, and tells the issuer', async () => {
    expect(await redeem()).toMatchObject(ADDED);
    expect(issuer.notified).toEqual([{ notification_id: 'notification-1', event: 'credential_accepted' }]);
    expect(wallet.file.document.cards).toMatchObject([{ issuer: issuer.url, card: { family_name: 'Przykładowa' } }]);
  });

  it('redeems the library’s own offer link from an issuer it trusts, and says that nobody has signed it', async () => {
    const opened = await wallet.desk.open(await issuer.link(), 'camera');
    expect(opened).toMatchObject({
      ok: true,
      value: { isSigned: false, expiresAt: null, issuer: issuer.url, codeLength: 6, codeMode: 'numeric' },
    });
    expect(await redeem(await issuer.link())).toMatchObject(ADDED);
  });

  it('redeems a link that carries the offer itself, as the library writes it by default', async () => {
    expect(await redeem(await issuer.link(false))).toMatchObject(ADDED);
    expect(issuer.log).not.toContain('GET /uczelnia/o/ref1');
  });

  it.each([
    ['behind', true],
    ['in', false],
  ])('asks no issuer it does not trust about the offer %s a link', async (_where, isByReference) => {
    await wallet.trust.remove(issuer.url);
    const opened = await wallet.desk.open(await issuer.link(isByReference), 'camera');
    expect(opened).toMatchObject({ ok: false, code: 'ISSUER_UNTRUSTED' });
    expect(issuer.log).toEqual([]);
  });

  it('takes no carried offer in the name of somebody whose address only lies below a trusted one', async () => {
    const offer = encodeURIComponent(JSON.stringify({ credential_issuer: `${issuer.url}/inna` }));
    const opened = await wallet.desk.open(`openid-credential-offer://?credential_offer=${offer}`, 'camera');
    expect(opened).toMatchObject({ ok: false, code: 'ISSUER_UNTRUSTED' });
  });

  it('takes no link that carries an offer and an address, or an offer of nobody', async () => {
    const refused = { ok: false, code: 'QR_UNKNOWN_FORMAT' };
    const both = `${await issuer.link(false)}&credential_offer_uri=${encodeURIComponent(`${issuer.url}/o/ref1`)}`;
    expect(await wallet.desk.open(both, 'camera')).toMatchObject(refused);
    expect(await wallet.desk.open('openid-credential-offer://?credential_offer=%7B%7D', 'camera')).toMatchObject(
      refused,
    );
  });

  it('takes a wrong code for one where OAuth’s own error says so, and then the right one', async () => {
    const activationId = await open(await issuer.keys.activationQr());
    expect(await wallet.desk.redeem(activationId, '000000')).toMatchObject({ ok: false, code: 'CODE_WRONG' });
    expect(await wallet.desk.redeem(activationId, issuer.ways.code)).toMatchObject(ADDED);
  });

  it('waits for a card that comes later, and collects it', async () => {
    issuer.ways.isReady = false;
    expect(await redeem()).toMatchObject({ ok: true, value: { kind: 'waiting' } });
    nowMs += 5000;
    await wallet.rounds.run();
    expect(wallet.file.document.cards).toEqual([]);
    issuer.ways.isReady = true;
    nowMs += 5000;
    await wallet.rounds.run();
    expect(wallet.file.document.cards).toMatchObject([{ card: { given_name: 'Zofia' } }]);
    expect(issuer.log.filter((route) => route.endsWith('/deferred'))).toHaveLength(2);
  });
});

describe('what the standards leave to the issuer', () => {
  it.each([
    ['without a length', {}],
    ['of three', { input_mode: 'numeric', length: 3 }],
    ['of letters', { input_mode: 'text', length: 6 }],
  ] as const)('takes a code %s', async (_what, txCode) => {
    issuer.ways.txCode = txCode;
    issuer.ways.code = '493082'.slice(0, 'length' in txCode ? txCode.length : 5);
    expect(await redeem()).toMatchObject(ADDED);
  });

  it('sends no nonce to an issuer that wants none', async () => {
    issuer.ways.hasNonces = false;
    expect(await redeem()).toMatchObject(ADDED);
  });

  it('finds its card among several that one offer names', async () => {
    issuer.ways.configurationIds = ['biblioteka', 'mlegitymacja'];
    expect(await redeem()).toMatchObject(ADDED);
  });

  it('gets a new access token where the old one is refused without a word (RFC 6750 3.1)', async () => {
    issuer.ways.isReady = false;
    await redeem();
    issuer.ways.isReady = true;
    issuer.expireAccess();
    nowMs += 5000;
    await wallet.rounds.run();
    expect(wallet.file.document.cards).toMatchObject([{ card: { given_name: 'Zofia' } }]);
  });

  it('knows an offer for gone where that is answered in plain text', async () => {
    issuer.ways.isOfferGone = true;
    const opened = await wallet.desk.open(await issuer.link(), 'camera');
    expect(opened).toMatchObject({ ok: false, code: 'OFFER_UNKNOWN' });
  });
});

describe('our wallet refuses', () => {
  const refusals: readonly [string, (ways: IndependentIssuer['ways']) => void, string][] = [
    ['a card of another type', (ways) => (ways.card = { vct: 'urn:example:library-card' }), 'SDJWT_VCT'],
    ['a card in another issuer’s name', (ways) => (ways.card = { iss: 'https://usos.example' }), 'ISSUER_MISMATCH'],
    [
      'a card with a disclosure that was changed',
      (ways) => (ways.spoil = (credential) => spoilDisclosure(credential)),
      'SDJWT_DISCLOSURE',
    ],
    [
      'a card bound to another key',
      (ways) => (ways.card = { cnf: { jwk: publicPart(createPrivateKey()) } }),
      'KB_SIGNATURE',
    ],
  ];
  it.each(refusals)('%s, and tells the issuer', async (_what, spoil, code) => {
    spoil(issuer.ways);
    expect(await redeem()).toMatchObject({ ok: false, code });
    expect(wallet.file.document).toMatchObject({ cards: [], unfinished: [] });
    expect(issuer.notified).toEqual([{ notification_id: 'notification-1', event: 'credential_failure' }]);
  });

  it('a QR and keys of somebody else under this issuer’s name', async () => {
    const forger = new SpecimenIssuer(issuer.url);
    expect(await wallet.desk.open(await forger.activationQr(), 'camera')).toMatchObject({ code: 'JWS_SIGNATURE' });
  });
});

describe('the library’s status list', () => {
  it('is read: valid, suspended, invalid', async () => {
    const cardId = await addCard();
    const read = async (status: number) => {
      issuer.ways.statuses = Array.from({ length: 16 }, (_, index) => (index === 7 ? status : 0));
      const updated = await wallet.keeper.update(cardId, false);
      return updated.ok ? [updated.value.status, updated.ttlS] : updated.code;
    };
    expect(await read(0)).toEqual(['valid', 900]);
    expect(await read(2)).toEqual(['suspended', 900]);
    expect(await read(1)).toEqual(['invalid', 900]);
  });

  const huge = deflateSync(Buffer.alloc(MAX_STATUS_LIST_BYTES + 1)).toString('base64url');
  const refusals: readonly [string, () => Readonly<Record<string, unknown>>, string][] = [
    ['is another list', () => ({ sub: `${issuer.url}/status/2` }), 'STATUS_SUBJECT'],
    ['is too large once unpacked', () => ({ status_list: { bits: 2, lst: huge } }), 'STATUS_SIZE'],
    ['does not reach as far as the card', () => ({ status_list: { bits: 2, lst: 'eJxjAAAAAQAB' } }), 'STATUS_INDEX'],
    ['is over', () => ({ exp: NOW_MS / 1000 - 61 }), 'STATUS_STALE'],
  ];
  it.each(refusals)('that %s is refused, and the card stays as it was', async (_what, change, code) => {
    const cardId = await addCard();
    issuer.ways.list = change();
    expect(await wallet.keeper.update(cardId, false)).toMatchObject({ ok: false, code });
    expect(wallet.file.document.cards).toMatchObject([{ status: 0 }]);
  });
});

/** The first disclosure with another salt: well formed, and nobody's. */
function spoilDisclosure(credential: string): string {
  const [jwt, first = '', ...rest] = credential.split('~');
  const [, ...said] = JSON.parse(Buffer.from(first, 'base64url').toString()) as unknown[];
  return [jwt, Buffer.from(JSON.stringify(['another-salt', ...said])).toString('base64url'), ...rest].join('~');
}
