import { describe, expect, it } from 'vitest';
import { encodeBase64url } from '../../../shared/protocol/base64url.ts';
import { createCardQuery } from '../../../shared/protocol/card-query.ts';
import { createEs256Signer, publicPart, verifyEs256 } from '../../../shared/protocol/es256.ts';
import { REQUEST_LIFETIME_S } from '../../../shared/protocol/limits.ts';
import type { HttpAnswer, HttpRequest } from '../../../shared/protocol/ports.ts';
import {
  createClientId,
  createRequestLink,
  createRequestObject,
  createUnsignedLink,
  readClientId,
} from '../../../shared/protocol/verifier-request.ts';
import { openRequest, type OpenRequestPorts } from '../../../shared/wallet/presentation-request.ts';
import { createPrivateKey, NOW_MS, NOW_S, signAnything } from '../../support/specimen-issuer.ts';

const verifierKey = createPrivateKey();
const clientId = createClientId(verifierKey);
const kid = `${clientId.slice('decentralized_identifier:'.length)}#0`;
const REQUEST_URI = 'http://127.0.0.1:47801/q/abc';
const RESPONSE_URI = 'http://127.0.0.1:47801/r/abc';
const request = { responseUri: RESPONSE_URI, nonce: 'nonce-1', state: 'state-1', groups: ['card', 'photo'] } as const;
const link = createRequestLink(clientId, REQUEST_URI);
const unsigned = createUnsignedLink(request);

const genuine = (): Promise<string> =>
  createRequestObject(
    { ...request, issuedAt: NOW_S, expiresAt: NOW_S + REQUEST_LIFETIME_S },
    verifierKey,
    createEs256Signer(verifierKey),
  );

const claims = {
  aud: 'https://self-issued.me/v2',
  client_id: clientId,
  response_type: 'vp_token',
  response_mode: 'direct_post',
  response_uri: RESPONSE_URI,
  nonce: 'nonce-1',
  state: 'state-1',
  iat: NOW_S,
  exp: NOW_S + 120,
  dcql_query: createCardQuery(['card']),
};
const signed = (changes: Record<string, unknown>, header: Record<string, unknown> = {}, key = verifierKey) =>
  signAnything({ typ: 'oauth-authz-req+jwt', kid, ...header }, { ...claims, ...changes }, key);

/** A network on which the request lies; says what was asked. */
function portsWith(
  text: string,
  answer: Partial<HttpAnswer> = {},
): OpenRequestPorts & { readonly sent: HttpRequest[] } {
  const sent: HttpRequest[] = [];
  return {
    sent,
    now: () => NOW_MS,
    verify: verifyEs256,
    findVerifierName: ({ x }) => Promise.resolve(x === verifierKey.x ? 'Kasa biletowa' : null),
    send: (asked) => {
      sent.push(asked);
      return Promise.resolve({
        ok: true,
        answer: { status: 200, contentType: 'application/oauth-authz-req+jwt', text, ...answer },
      });
    },
  };
}
const unused = (): OpenRequestPorts & { readonly sent: HttpRequest[] } => portsWith('');

describe('a signed request', () => {
  it('names the verifier that the trust list knows, and says where the answer goes and what is asked', async () => {
    const ports = portsWith(await genuine());
    expect(await openRequest(link, ports)).toEqual({
      ok: true,
      value: {
        asked: {
          who: 'Kasa biletowa',
          isNamed: true,
          host: '127.0.0.1:47801',
          fields: [
            ...['given_name', 'family_name', 'album_number', 'university', 'card_number', 'issued_on', 'valid_until'],
            'photo',
          ],
        },
        ...{ clientId, responseUri: RESPONSE_URI, nonce: 'nonce-1', state: 'state-1' },
        ...{ credentialId: 'mlegitymacja', groups: ['card', 'photo'], expiresAt: NOW_S + 120 },
      },
    });
    expect(ports.sent).toEqual([
      { method: 'GET', url: REQUEST_URI, headers: { accept: 'application/oauth-authz-req+jwt' } },
    ]);
  });

  it('of a verifier nobody knows is shown under its host, as not proven', async () => {
    const ports = { ...portsWith(await genuine()), findVerifierName: () => Promise.resolve(null) };
    const opened = await openRequest(link, ports);
    expect(opened.ok && opened.value.asked).toMatchObject({ who: '127.0.0.1:47801', isNamed: false });
  });

  it.each(['get', 'post'])('is fetched by GET where the link says %s', async (method) => {
    const ports = portsWith(await genuine());
    expect(await openRequest(`${link}&request_uri_method=${method}`, ports)).toMatchObject({ ok: true });
    expect(ports.sent.map((asked) => asked.method)).toEqual(['GET']);
  });

  it('may leave out its times', async () => {
    const opened = await openRequest(link, portsWith(await signed({ iat: undefined, exp: undefined })));
    expect(opened).toMatchObject({ ok: true, value: { expiresAt: null } });
  });

  it.each([
    ['another typ', () => signed({}, { typ: 'JWT' })],
    ['no typ', () => signed({}, { typ: undefined })],
    ['another algorithm', () => signed({}, { alg: 'none' })],
    ['a key in the header', () => signed({}, { jwk: publicPart(verifierKey) })],
    ['a demand nobody knows', () => signed({}, { crit: ['exp'] })],
    ['another kid', () => signed({}, { kid: 'card-1' })],
    ['no kid', () => signed({}, { kid: undefined })],
    ['another key’s signature', () => signed({}, {}, createPrivateKey())],
    ['white space around it', async () => `${await signed({})}\n`],
    ['no JSON inside', () => signAnything({ typ: 'oauth-authz-req+jwt', kid }, 'ala', verifierKey)],
    ['a member twice', () => signAnything({ typ: 'oauth-authz-req+jwt', kid }, '{"aud":1,"aud":2}', verifierKey)],
    ['another client', () => signed({ client_id: createClientId(createPrivateKey()) })],
    ['another audience', () => signed({ aud: 'urn:mleg-sim:any-verifier' })],
    ['no audience', () => signed({ aud: undefined })],
    ['a time as text', () => signed({ exp: '1790932582' })],
    ['another response type', () => signed({ response_type: 'code' })],
    ['another response mode', () => signed({ response_mode: 'direct_post.jwt' })],
    ['no response mode', () => signed({ response_mode: undefined })],
    ['an answer to another host', () => signed({ response_uri: 'https://evil.example/r/abc' })],
    ['an answer to another port', () => signed({ response_uri: 'http://127.0.0.1:47802/r/abc' })],
    ['an answer to nowhere', () => signed({ response_uri: undefined })],
    ['an address with a user', () => signed({ response_uri: 'http://a@127.0.0.1:47801/r/abc' })],
    ['an address to go to besides', () => signed({ redirect_uri: RESPONSE_URI })],
    ['a scope besides', () => signed({ scope: 'card' })],
    ['a transaction', () => signed({ transaction_data: ['e30'] })],
    ['a request within', () => signed({ request_uri: REQUEST_URI })],
    ['no nonce', () => signed({ nonce: undefined })],
    ['an empty nonce', () => signed({ nonce: '' })],
    ['a nonce with a space', () => signed({ nonce: 'a b' })],
    ['a long nonce', () => signed({ nonce: 'a'.repeat(257) })],
    ['no state', () => signed({ state: undefined })],
    ['a state with a quote', () => signed({ state: 'a"b' })],
    ['no query', () => signed({ dcql_query: undefined })],
    ['a query for what no card has', () => signed({ dcql_query: { credentials: [] } })],
  ])('with %s is refused', async (_what, make) => {
    expect(await openRequest(link, portsWith(await make()))).toMatchObject({ ok: false, code: 'REQUEST_FORMAT' });
  });

  it.each([
    ['exp 60 s ago', { iat: NOW_S - 180, exp: NOW_S - 60 }, 'REQUEST_EXPIRED'],
    ['iat 61 s ahead', { iat: NOW_S + 61 }, 'CLAIM_IAT_FUTURE'],
    ['nbf 61 s ahead', { nbf: NOW_S + 61 }, 'CLAIM_NOT_YET_VALID'],
  ])('with %s is %s', async (_what, changes, code) => {
    expect(await openRequest(link, portsWith(await signed(changes)))).toMatchObject({ ok: false, code });
  });

  it.each([
    [404, 'REQUEST_UNKNOWN'],
    [410, 'REQUEST_EXPIRED'],
    [302, 'REQUEST_UNREACHABLE'],
    [500, 'REQUEST_UNREACHABLE'],
  ])('behind HTTP %i is %s', async (status, code) => {
    expect(await openRequest(link, portsWith(await genuine(), { status }))).toMatchObject({ ok: false, code });
  });

  it('served as anything else is none, and an unreachable one is said to be so', async () => {
    const asJson = portsWith(await genuine(), { contentType: 'application/json' });
    expect(await openRequest(link, asJson)).toMatchObject({ ok: false, code: 'REQUEST_FORMAT' });
    const silent = { ...unused(), send: () => Promise.resolve({ ok: false, why: 'nothing answers' } as const) };
    expect(await openRequest(link, silent)).toMatchObject({ ok: false, code: 'REQUEST_UNREACHABLE' });
  });
});

describe('an unsigned request', () => {
  it('is read from the link, shown under the host of its answer, and asks nobody', async () => {
    const ports = unused();
    expect(await openRequest(unsigned, ports)).toMatchObject({
      ok: true,
      value: {
        asked: { who: '127.0.0.1:47801', isNamed: false, host: '127.0.0.1:47801' },
        ...{ clientId: `redirect_uri:${RESPONSE_URI}`, responseUri: RESPONSE_URI, nonce: 'nonce-1', expiresAt: null },
        groups: ['card', 'photo'],
      },
    });
    expect(ports.sent).toEqual([]);
  });

  it('may leave out the address that its client already is', async () => {
    const text = unsigned.replace(/&response_uri=[^&]+/u, '');
    expect(text).not.toBe(unsigned);
    expect(await openRequest(text, unused())).toMatchObject({ ok: true, value: { responseUri: RESPONSE_URI } });
  });
});

const withClient = (id: string): string => createRequestLink(id, REQUEST_URI);
const didOf = (jwk: unknown): string =>
  `decentralized_identifier:did:jwk:${encodeBase64url(new TextEncoder().encode(JSON.stringify(jwk)))}`;

describe('a link that must be refused, before anyone is asked', () => {
  it.each([
    ['nothing', '', 'QR_EMPTY'],
    ['5,000 characters', `${link}&x=${'x'.repeat(5000)}`, 'QR_TOO_LARGE'],
    ['another scheme', link.replace('openid4vp', 'https'), 'QR_UNKNOWN_FORMAT'],
    ['an offer', 'openid-credential-offer://?credential_offer_uri=x', 'QR_UNKNOWN_FORMAT'],
    ['no client', `openid4vp://?request_uri=${encodeURIComponent(REQUEST_URI)}`, 'REQUEST_FORMAT'],
    ['a client that nobody registered', withClient('verifier-1'), 'REQUEST_FORMAT'],
    ['a client by certificate', withClient('x509_san_dns:verifier.example'), 'REQUEST_FORMAT'],
    ['a client by another DID', withClient('decentralized_identifier:did:web:verifier.example'), 'REQUEST_FORMAT'],
    ['a client whose key is none', withClient(didOf({ kty: 'RSA' })), 'REQUEST_FORMAT'],
    ['a client that gives its private key away', withClient(didOf(verifierKey)), 'REQUEST_FORMAT'],
    ['a client of 600 characters', withClient(`redirect_uri:${RESPONSE_URI}${'x'.repeat(600)}`), 'REQUEST_FORMAT'],
    ['two clients', `${link}&client_id=x`, 'REQUEST_FORMAT'],
    ['two addresses', `${link}&request_uri=x`, 'REQUEST_FORMAT'],
    ['no address', `openid4vp://?client_id=${encodeURIComponent(clientId)}`, 'REQUEST_FORMAT'],
    ['http to another machine', createRequestLink(clientId, 'http://verifier.example/q/1'), 'REQUEST_FORMAT'],
    ['a file', createRequestLink(clientId, 'file:///etc/passwd'), 'REQUEST_FORMAT'],
    ['an address with a fragment', createRequestLink(clientId, `${REQUEST_URI}#x`), 'REQUEST_FORMAT'],
    ['an address that climbs', createRequestLink(clientId, 'https://verifier.example/a/../q'), 'REQUEST_FORMAT'],
    ['a method nobody knows', `${link}&request_uri_method=PUT`, 'REQUEST_FORMAT'],
    ['a request besides', `${link}&request=eyJ`, 'REQUEST_FORMAT'],
    ['an unsigned client by reference', withClient(`redirect_uri:${RESPONSE_URI}`), 'REQUEST_FORMAT'],
    [
      'an unsigned answer elsewhere',
      unsigned.replace(/(&response_uri=)[^&]+/u, '$1https%3A%2F%2Fevil.example%2F'),
      'REQUEST_FORMAT',
    ],
    [
      'an unsigned answer by http',
      createUnsignedLink({ ...request, responseUri: 'http://verifier.example/r' }),
      'REQUEST_FORMAT',
    ],
    ['an unsigned method', `${unsigned}&request_uri_method=get`, 'REQUEST_FORMAT'],
    ['an unsigned query that is none', unsigned.replace(/(&dcql_query=)[^&]+/u, '$1x'), 'REQUEST_FORMAT'],
  ])('%s', async (_what, text, code) => {
    const ports = unused();
    expect(await openRequest(text, ports)).toMatchObject({ ok: false, code });
    expect(ports.sent).toEqual([]);
  });
});

describe('a client id', () => {
  it('carries the public key and nothing else', () => {
    expect(readClientId(clientId)).toEqual({ kind: 'key', key: publicPart(verifierKey), kid });
    expect(Buffer.from(clientId.split(':').at(-1) ?? '', 'base64url').toString()).not.toContain('"d"');
  });
});
