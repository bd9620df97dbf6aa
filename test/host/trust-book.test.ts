import { describe, expect, it } from 'vitest';
import { TrustBook } from '../../host/trust/trust-book.ts';
import { publicPart, verifyEs256 } from '../../shared/protocol/es256.ts';
import type { SendHttp } from '../../shared/protocol/ports.ts';
import { checkTrustList } from '../../shared/verifier/check-trust-list.ts';
import { parseTrustList, type TrustedIssuer, writeTrustList } from '../../shared/verifier/trust.ts';
import { createPrivateKey, DAY_S, ISSUER, NOW_MS, NOW_S, SpecimenIssuer } from '../support/specimen-issuer.ts';

const issuer = new SpecimenIssuer();
const entry = { issuer: ISSUER, name: 'Testowa', anchor: publicPart(issuer.anchor) };

/** A trust book over a plain list, and an issuer that serves the key set it is given. */
function createBook(serve: { keySet: string | null; address?: string }, nowMs = NOW_MS) {
  let list: readonly TrustedIssuer[] = [];
  const asked: string[] = [];
  const send: SendHttp = ({ url }) => {
    asked.push(url);
    if (serve.keySet === null) return Promise.resolve({ ok: false, why: 'nothing answers' });
    const isMetadata = url.includes('.well-known');
    const text = isMetadata ? JSON.stringify({ signed_jwks_uri: serve.address ?? `${ISSUER}/jwks.jwt` }) : serve.keySet;
    return Promise.resolve({
      ok: true,
      answer: { status: 200, contentType: isMetadata ? 'application/json' : 'application/jwks+jwt', text },
    });
  };
  const store = {
    read: () => list,
    change: (step: (issuers: readonly TrustedIssuer[]) => readonly TrustedIssuer[]) => {
      list = step(list);
      return Promise.resolve();
    },
  };
  return { book: new TrustBook(store, { now: () => nowMs, verify: verifyEs256, send }), asked, read: () => list };
}

describe('keys of trusted issuers', () => {
  it('are fetched once, then known', async () => {
    const { book, asked } = createBook({ keySet: await issuer.keySet() });
    await book.trust(entry);
    expect(await book.findKeys('activation-qr', 'qr-1')).toEqual([issuer.key('activation-qr')]);
    expect(await book.findKeys('credential', 'card-1')).toEqual([issuer.key('credential')]);
    expect(asked).toEqual([`${ISSUER}/.well-known/jwt-vc-issuer`, `${ISSUER}/jwks.jwt`]);
  });

  it('are good for their own purpose only', async () => {
    const { book } = createBook({ keySet: await issuer.keySet() });
    await book.trust(entry);
    expect(await book.findKeys('credential', 'qr-1')).toEqual([]);
  });

  it.each([
    ['a set signed by another anchor', async () => new SpecimenIssuer().keySet()],
    [
      'a set of another issuer',
      async () => Object.assign(new SpecimenIssuer('https://evil.example'), { anchor: issuer.anchor }).keySet(),
    ],
    ['a set past its exp', async () => issuer.keySet(NOW_S - 8 * DAY_S)],
    ['a set from the future', async () => issuer.keySet(NOW_S + 3600)],
    ['nonsense', () => Promise.resolve('nonsense')],
    ['an issuer that does not answer', () => Promise.resolve(null)],
  ])('are not taken from %s', async (_what, keySet) => {
    const { book, read } = createBook({ keySet: await keySet() });
    await book.trust(entry);
    expect(await book.findKeys('activation-qr', 'qr-1')).toEqual([]);
    expect(read()[0]?.keySet).toBeNull();
  });

  it('are not fetched from an address outside the issuer', async () => {
    const { book, asked } = createBook({ keySet: await issuer.keySet(), address: 'https://evil.example/jwks.jwt' });
    await book.trust(entry);
    expect(await book.findKeys('activation-qr', 'qr-1')).toEqual([]);
    expect(asked.some((url) => url.includes('evil'))).toBe(false);
  });

  it('do not go back to an older set', async () => {
    const serve = { keySet: await issuer.keySet(NOW_S) };
    const { book, read } = createBook(serve);
    await book.trust(entry);
    await book.refresh();
    serve.keySet = await issuer.keySet(NOW_S - 100);
    await book.refresh();
    expect(read()[0]?.keySet).not.toBe(serve.keySet);
  });

  it('go with their anchor when it is replaced', async () => {
    const { book, read } = createBook({ keySet: await issuer.keySet() });
    await book.trust(entry);
    await book.refresh();
    await book.trust(entry);
    expect(read()[0]?.keySet).not.toBeNull();
    await book.trust({ ...entry, anchor: publicPart(createPrivateKey()) });
    expect(read().map(({ keySet }) => keySet)).toEqual([null]);
  });
});

describe('a trust list file', () => {
  it('comes back as it was written, and is checked against its anchors', async () => {
    const list = [{ ...entry, keySet: await issuer.keySet() }];
    const text = JSON.stringify(writeTrustList(list));
    expect(parseTrustList(JSON.parse(text))).toEqual(list);
    expect(await checkTrustList(text, { now: () => NOW_MS, verify: verifyEs256 })).toMatchObject({
      verdict: 'VALID',
      code: null,
    });
    const forged = JSON.stringify(writeTrustList([{ ...entry, keySet: await new SpecimenIssuer().keySet() }]));
    expect(await checkTrustList(forged, { now: () => NOW_MS, verify: verifyEs256 })).toMatchObject({
      code: 'JWS_SIGNATURE',
    });
  });

  it.each([
    ['no list', {}],
    ['an issuer over http', { issuers: [{ ...entry, issuer: 'http://usos.example' }] }],
    ['a private anchor', { issuers: [{ ...entry, anchor: issuer.anchor }] }],
    ['a key set that is no text', { issuers: [{ ...entry, key_set: 1 }] }],
  ])('with %s is refused', (_what, value) => expect(parseTrustList(value)).toBeNull());
});
