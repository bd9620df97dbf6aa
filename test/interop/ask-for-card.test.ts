import { createHash, sign } from 'node:crypto';
import { setGlobalConfig } from '@openid4vc/openid4vci';
import {
  createOpenid4vpAuthorizationResponse,
  parseOpenid4vpAuthorizationRequest,
  resolveOpenid4vpAuthorizationRequest,
  submitOpenid4vpAuthorizationResponse,
} from '@openid4vc/openid4vp';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import { DcqlQuery } from 'dcql';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ASKS, GROUPS_OF_ASK } from '../../shared/ipc/verifier-views.ts';
import { CARD_VCT } from '../../shared/protocol/card.ts';
import { createCardQuery, parseCardQuery } from '../../shared/protocol/card-query.ts';
import type { PrivateJwk } from '../../shared/protocol/es256.ts';
import { verifyEs256 } from '../../shared/protocol/es256.ts';
import { GROUPS } from '../../shared/protocol/presentation.ts';
import { createUnsignedLink, readClientId } from '../../shared/protocol/verifier-request.ts';
import { VerifierWorld } from '../host/verifier-world.ts';

/** OpenID4VP 1.0 with a wallet and a query language that are not ours. */

// The mock is at http on this computer.
setGlobalConfig({ allowInsecureUrls: true });

const QUERIES = [[], ['card'], ['card', 'photo'], GROUPS] as const;

describe('dcql', () => {
  const card = {
    ...{ credential_format: 'dc+sd-jwt' as const, vct: CARD_VCT, cryptographic_holder_binding: true },
    claims: { card: { given_name: 'Zofia' }, identity: { pesel: '04651412324' }, photo: 'data:image/png;base64,AA==' },
  };

  it.each(QUERIES.map((groups) => ({ groups })))('reads our query for $groups as we mean it', ({ groups }) => {
    const query = DcqlQuery.parse(createCardQuery(groups) as DcqlQuery.Input);
    DcqlQuery.validate(query);
    expect(DcqlQuery.query(query, [card]).can_be_satisfied).toBe(true);
    expect(DcqlQuery.query(query, [{ ...card, vct: 'urn:other' }]).can_be_satisfied).toBe(false);
    const { photo: _, ...claims } = card.claims;
    expect(DcqlQuery.query(query, [{ ...card, claims }]).can_be_satisfied).toBe(
      !groups.some((group) => group === 'photo'),
    );
  });

  it('writes out what we read back as the same', () => {
    const query = DcqlQuery.parse(createCardQuery(['card', 'photo']) as DcqlQuery.Input);
    const read = parseCardQuery(JSON.parse(JSON.stringify(query)));
    expect(read).toEqual({ ok: true, value: { credentialId: 'mlegitymacja', groups: ['card', 'photo'] } });
  });
});

/** Only ES256 is lent to the library. The key is in the did:jwk itself. */
const callbacks = {
  fetch,
  hash: (data: Uint8Array, alg: string) => createHash(alg.replace('-', '')).update(data).digest(),
  verifyJwt: async (
    signer: { readonly method: string; readonly didUrl?: string },
    { compact }: { readonly compact: string },
  ) => {
    const client = readClientId(`decentralized_identifier:${signer.didUrl?.split('#')[0] ?? ''}`);
    if (client?.kind !== 'key' || !(await verifyEs256(compact, client.key))) return { verified: false } as const;
    return { verified: true, signerJwk: { ...client.key } } as const;
  },
  decryptJwe: () => Promise.reject(new Error('nothing is encrypted here')),
  encryptJwe: () => Promise.reject(new Error('nothing is encrypted here')),
  signJwt: () => Promise.reject(new Error('the library signs nothing here')),
};

const openRequest = (link: string) => {
  const { params } = parseOpenid4vpAuthorizationRequest({ authorizationRequest: link });
  return resolveOpenid4vpAuthorizationRequest({ authorizationRequestPayload: params, callbacks });
};

describe('@openid4vc/openid4vp and @sd-jwt/sd-jwt-vc as the wallet', () => {
  let world: VerifierWorld;
  beforeEach(async () => {
    world = await VerifierWorld.open();
    // The library asks nobody else for the time.
    vi.useFakeTimers({ toFake: ['Date'], now: world.now() });
  });
  afterEach(async () => {
    vi.useRealTimers();
    await world.close();
  });

  /** The card that our wallet has, shown by the public library. */
  async function present(audience: string, nonce: string, frame: Record<string, true>): Promise<string> {
    const stored = world.holder.wallet.file.document.cards[0];
    if (!stored) throw new Error('there is a card');
    const { kty, crv, x, y, d }: PrivateJwk = stored.holderKey;
    const wallet = new SDJwtVcInstance({
      ...{ hashAlg: 'sha-256', kbSignAlg: 'ES256' },
      hasher: (data: string | ArrayBuffer) =>
        createHash('sha256')
          .update(typeof data === 'string' ? data : new Uint8Array(data))
          .digest(),
      kbSigner: (data) =>
        sign('sha256', Buffer.from(data), {
          key: { kty, crv, x, y, d },
          format: 'jwk',
          dsaEncoding: 'ieee-p1363',
        }).toString('base64url'),
    });
    const kb = { payload: { iat: Math.floor(world.now() / 1000), aud: audience, nonce } };
    return wallet.present(stored.credential, frame, { kb });
  }

  async function answer(link: string, change: { readonly nonce?: string; readonly audience?: string } = {}) {
    const { authorizationRequestPayload, dcql, client, jar } = await openRequest(link);
    const query = DcqlQuery.parse(dcql?.query as DcqlQuery.Input);
    DcqlQuery.validate(query);
    const [asked] = query.credentials;
    const frame = Object.fromEntries(
      (asked.claims ?? []).map((claim) => ['path' in claim ? claim.path[0] : '', true] as const),
    );
    const nonce = authorizationRequestPayload.nonce;
    const presentation = await present(change.audience ?? client.effective, change.nonce ?? nonce, frame);
    const { authorizationResponsePayload } = await createOpenid4vpAuthorizationResponse({
      ...{ authorizationRequestPayload, callbacks },
      authorizationResponsePayload: { vp_token: { [asked.id]: [presentation] } },
    });
    const submitted = await submitOpenid4vpAuthorizationResponse({
      ...{
        authorizationRequestPayload: authorizationRequestPayload as { response_uri?: string },
        authorizationResponsePayload,
        callbacks,
      },
    });
    return { status: submitted.response.status, prefix: client.prefix, isSigned: jar?.signer.method };
  }

  it.each(ASKS)('reads our signed request for %s and answers it; our verifier says valid', async (ask) => {
    const asked = await world.verifier.asking.ask(ask);
    if (!asked.ok) throw new Error(asked.code);
    expect(await answer(asked.value.link)).toEqual({
      status: 200,
      prefix: 'decentralized_identifier',
      isSigned: 'did',
    });
    const { answer: judged } = await world.asking('answered');
    expect(judged).toMatchObject({ verdict: 'VALID', reason: 'GOOD', mode: 'asked' });
    expect(judged?.person?.familyName ?? null).toBe(GROUPS_OF_ASK[ask].includes('card') ? 'Przykładowa' : null);
  });

  it.each([
    [{ nonce: 'another' }, 'KB_NONCE'],
    [{ audience: 'decentralized_identifier:did:jwk:e30' }, 'KB_AUD'],
  ])('is refused with %j', async (change, reason) => {
    const asked = await world.verifier.asking.ask('name');
    if (!asked.ok) throw new Error(asked.code);
    await answer(asked.value.link, change);
    expect((await world.asking('answered')).answer).toMatchObject({ verdict: 'INVALID', reason, person: null });
  });

  it('refuses our request where somebody has changed who asks', async () => {
    const asked = await world.verifier.asking.ask('name');
    if (!asked.ok) throw new Error(asked.code);
    const link = new URL(asked.value.link);
    link.searchParams.set('client_id', 'decentralized_identifier:did:jwk:e30');
    await expect(openRequest(link.href)).rejects.toThrow(/client_id/u);
  });
});

describe('@openid4vc/openid4vp as the wallet', () => {
  it.each(QUERIES.map((groups) => ({ groups })))(
    'reads our request that nobody has signed, for $groups',
    async ({ groups }) => {
      const responseUri = 'https://verifier.example/r/1';
      const link = createUnsignedLink({ responseUri, nonce: 'n-0S6_WzA2Mj', state: 'state-1', groups });
      const { authorizationRequestPayload, client, dcql, jar } = await openRequest(link);
      expect([client.prefix, client.identifier, jar]).toEqual(['redirect_uri', responseUri, undefined]);
      expect(authorizationRequestPayload).toMatchObject({
        ...{ response_type: 'vp_token', response_mode: 'direct_post', response_uri: responseUri },
        ...{ nonce: 'n-0S6_WzA2Mj', state: 'state-1' },
      });
      expect(dcql?.query).toEqual(createCardQuery(groups));
    },
  );
});
