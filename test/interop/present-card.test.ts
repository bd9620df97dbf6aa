import { createHash, sign } from 'node:crypto';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEs256Signer, parsePublicJwk, type PrivateJwk, verifyEs256 } from '../../shared/protocol/es256.ts';
import type { KeyPurpose } from '../../shared/protocol/key-set.ts';
import { createShownPresentation, unpackPresentation } from '../../shared/protocol/offline-presentation.ts';
import { createPresentation } from '../../shared/protocol/presentation.ts';
import { checkPresentation } from '../../shared/verifier/check-presentation.ts';
import { openStatusList } from '../../shared/verifier/check-status-list.ts';
import { findTrustedKeys } from '../../shared/verifier/trust.ts';
import { deflate, inflate, sha256 } from '../../host/platform-ports.ts';
import { trust } from '../issuer-mock/verifier-steps.ts';
import { collectCard } from '../issuer-mock/wallet-steps.ts';
import { openWorld, type World } from '../issuer-mock/world.ts';

let world: World;
beforeEach(async () => void (world = await openWorld()));
afterEach(() => world.stop());

const NONCE = 'n-0S6_WzA2Mj';
const AUDIENCE = 'redirect_uri:https://verifier.example/r/1';
const seconds = () => Math.floor(world.now() / 1000);
const hasher = (data: string | ArrayBuffer) =>
  createHash('sha256')
    .update(typeof data === 'string' ? data : new Uint8Array(data))
    .digest();

/** The library as a verifier that insists on key binding. Only ES256 is lent to it. */
async function openVerifier(): Promise<SDJwtVcInstance> {
  const { issuers } = await trust(world);
  const ports = { now: world.now, verify: verifyEs256 };
  return new SDJwtVcInstance({
    ...{ hasher, hashAlg: 'sha-256' },
    verifier: async (data, signature) => {
      const { kid } = JSON.parse(Buffer.from(data.split('.')[0] ?? '', 'base64url').toString()) as { kid: string };
      // It asks here for the card and for its status list.
      const find = (purpose: KeyPurpose) => findTrustedKeys(issuers, purpose, kid, ports);
      const keys = [...(await find('credential')), ...(await find('status'))];
      const good = await Promise.all(keys.map(({ key }) => verifyEs256(`${data}.${signature}`, key)));
      return good.includes(true);
    },
    kbVerifier: async (data, signature, { cnf }) => {
      const key = parsePublicJwk(cnf?.jwk);
      return key !== null && verifyEs256(`${data}.${signature}`, key);
    },
  });
}

/** The library as a wallet. */
const openWallet = ({ kty, crv, x, y, d }: PrivateJwk): SDJwtVcInstance =>
  new SDJwtVcInstance({
    ...{ hasher, hashAlg: 'sha-256', kbSignAlg: 'ES256' },
    kbSigner: (data) =>
      sign('sha256', Buffer.from(data), {
        key: { kty, crv, x, y, d },
        format: 'jwk',
        dsaEncoding: 'ieee-p1363',
      }).toString('base64url'),
  });

describe('@sd-jwt/sd-jwt-vc as the verifier', () => {
  it('accepts what our wallet presents, with its key binding', async () => {
    const { credential, key } = await collectCard(world);
    const binding = { audience: AUDIENCE, nonce: NONCE, issuedAt: seconds() };
    const shown = await createPresentation(credential, ['card'], binding, { sign: createEs256Signer(key), sha256 });
    const { payload, kb } = await (
      await openVerifier()
    ).verify(shown, { keyBindingNonce: NONCE, currentDate: seconds() });
    expect(payload).toMatchObject({ card: { given_name: 'Zofia' } });
    expect(['identity' in payload, 'photo' in payload]).toEqual([false, false]);
    expect(kb?.payload).toMatchObject({ aud: AUDIENCE, nonce: NONCE, iat: seconds() });
  });

  it('refuses it for another nonce, and with another key binding', async () => {
    const { credential, key } = await collectCard(world);
    const other = await collectCard(world, 'jan');
    const present = (by: PrivateJwk) => {
      const binding = { audience: AUDIENCE, nonce: NONCE, issuedAt: seconds() };
      return createPresentation(credential, ['card'], binding, { sign: createEs256Signer(by), sha256 });
    };
    const verifier = await openVerifier();
    const verify = async (by: PrivateJwk, keyBindingNonce: string) =>
      verifier.verify(await present(by), { keyBindingNonce, currentDate: seconds() });
    await expect(verify(key, 'another')).rejects.toThrow(/nonce/iu);
    await expect(verify(other.key, NONCE)).rejects.toThrow(/signature/iu);
  });
});

describe('@sd-jwt/sd-jwt-vc as the wallet', () => {
  it('presents what our verifier accepts, until the card is cancelled', async () => {
    const { credential, key, order } = await collectCard(world);
    const wallet = openWallet(key);
    const { issuers } = await trust(world);
    const ports = { now: world.now, verify: verifyEs256 };
    const check = async (nonce: string) => {
      const kb = { payload: { iat: seconds(), aud: AUDIENCE, nonce } };
      return checkPresentation(
        await wallet.present(credential, { card: true }, { kb }),
        { binding: { kind: 'asked', nonce: NONCE, audience: AUDIENCE }, groups: ['card'] },
        {
          ...{ ...ports, sha256, inflate, remember: null },
          findKeys: (purpose, kid) => findTrustedKeys(issuers, purpose, kid, ports),
          findStatusList: async (uri) => {
            const findStatusKeys = (kid: string) => findTrustedKeys(issuers, 'status', kid, ports);
            const { text } = await world.get(new URL(uri).pathname);
            return openStatusList(text, { ...ports, inflate, findKeys: findStatusKeys });
          },
          newestSignedAt: null,
        },
      );
    };
    const report = await check(NONCE);
    expect([report.code, report.verdict, report.presented?.card?.family_name]).toEqual([null, 'VALID', 'Przykładowa']);
    expect(report.presented).toMatchObject({ identity: null, photo: null });
    expect((await check('another')).code).toBe('KB_NONCE');
    await world.staff('POST', `/api/orders/${order.id}/cancel`);
    expect((await check(NONCE)).verdict).toBe('REVOKED');
  });
});

describe('the offline form', () => {
  it('unpacks to what the library can read as well', async () => {
    const { credential, key } = await collectCard(world);
    const ports = { sign: createEs256Signer(key), sha256, now: world.now, deflate };
    const text = await createShownPresentation(credential, {
      ...ports,
      randomBytes: (length) => new Uint8Array(length),
    });
    const unpacked = unpackPresentation(text, inflate);
    const nonce = Buffer.alloc(16).toString('base64url');
    const verifier = await openVerifier();
    const shown = await verifier.verify(unpacked.ok ? unpacked.value : '', {
      keyBindingNonce: nonce,
      currentDate: seconds(),
    });
    expect(shown.kb?.payload.aud).toBe('urn:mleg-sim:any-verifier');
  });
});
