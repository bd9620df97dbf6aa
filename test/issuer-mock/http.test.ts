import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readIssuerMetadata } from '../../shared/protocol/issuer-metadata.ts';
import { readKeySet } from '../../shared/protocol/key-set.ts';
import { verifyEs256 } from '../../shared/protocol/es256.ts';
import { CARD_CONFIGURATION_ID } from '../../shared/protocol/offer.ts';
import { SPECIMENS } from '../../shared/student/specimens.ts';
import { openWorld, STAFF_TOKEN, type World } from './world.ts';

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.stop());

describe('what the mock says about itself', () => {
  it('is enough for a wallet, and every address lies under its name', async () => {
    const issuer = await world.get('/.well-known/openid-credential-issuer');
    const server = await world.get('/.well-known/oauth-authorization-server');
    expect(readIssuerMetadata(world.url, [CARD_CONFIGURATION_ID], issuer.json, server.json)).toEqual({
      ok: true,
      value: {
        configurationId: CARD_CONFIGURATION_ID,
        endpoints: {
          credential: `${world.url}/credential`,
          token: `${world.url}/token`,
          nonce: `${world.url}/nonce`,
          notification: `${world.url}/notification`,
          deferred: `${world.url}/deferred`,
        },
      },
    });
    expect(issuer.json['credential_configurations_supported']).toMatchObject({
      mlegitymacja: {
        format: 'dc+sd-jwt',
        vct: 'urn:mleg-sim:mlegitymacja:1',
        cryptographic_binding_methods_supported: ['jwk'],
        credential_signing_alg_values_supported: ['ES256'],
        proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256'] } },
      },
    });
    expect(server.json['pre-authorized_grant_anonymous_access_supported']).toBe(true);
  });

  it('names the same keys plainly and under the anchor’s signature', async () => {
    const { json } = await world.get('/.well-known/jwt-vc-issuer');
    expect(json).toEqual({
      issuer: world.url,
      jwks_uri: `${world.url}/jwks`,
      signed_jwks_uri: `${world.url}/jwks.jwt`,
    });
    const signed = await world.get('/jwks.jwt');
    expect(signed.headers.get('Content-Type')).toBe('application/jwks+jwt');
    const expected = { issuer: world.url, anchor: world.anchor };
    const set = await readKeySet(signed.text, expected, { now: world.now, verify: verifyEs256 });
    if (!set.ok) throw new Error(set.code);
    const plain = (await world.get('/jwks')).json['keys'] as { kid: string; mleg_use: string; d?: string }[];
    expect(plain.map(({ kid, mleg_use: use }) => [kid, use])).toEqual(
      set.value.keys.map(({ kid, purpose }) => [kid, purpose]),
    );
    expect(new Set(plain.map(({ kid }) => kid)).size).toBe(3);
    expect(plain.filter((key) => 'd' in key)).toEqual([]);
    expect(set.value.expiresAt - set.value.issuedAt).toBe(7 * 24 * 3600);
  });
});

describe('every answer', () => {
  it.each(['/api/health', '/jwks', '/usosweb', '/nothing', '/usosweb/nothing', '/usosweb/assets/usosweb.js'])(
    '%s is read as what it says it is, by nobody else',
    async (path) => {
      const { headers } = await world.get(path);
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    },
  );

  it('that is no page can be framed by nobody', async () => {
    const { headers } = await world.get('/jwks');
    expect(headers.get('Content-Security-Policy')).toBe("default-src 'none'; frame-ancestors 'none'");
  });

  it.each([
    ['GET', '/nothing', 404, 'not_found'],
    ['GET', '/token', 405, 'method_not_allowed'],
    ['POST', '/jwks', 405, 'method_not_allowed'],
    ['GET', '/api/reset', 405, 'method_not_allowed'],
  ])('%s %s is %i in JSON', async (method, path, status, error) => {
    const answer = method === 'GET' ? await world.staff('GET', path) : await world.post(path, {});
    expect([answer.status, answer.json['error']]).toEqual([status, error]);
    if (status === 405) expect(answer.headers.get('Allow')).toMatch(/POST|GET, HEAD/u);
  });

  it('comes for a body of 64 KiB at most', async () => {
    const { status, json } = await world.post('/token', new URLSearchParams({ tx_code: 'x'.repeat(70_000) }));
    expect([status, json['error']]).toEqual([413, 'request_too_large']);
  });
});

describe('wallets in browsers', () => {
  const origin = { Origin: 'https://wallet.example' };

  it('may use the OpenID side', async () => {
    for (const path of ['/.well-known/openid-credential-issuer', '/o/any', '/jwks.jwt', '/trust-list.json']) {
      expect((await world.get(path, origin)).headers.get('Access-Control-Allow-Origin')).toBe('*');
    }
    const preflight = await fetch(`${world.url}/credential`, {
      method: 'OPTIONS',
      headers: {
        ...origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization',
      },
    });
    expect([preflight.status, preflight.headers.get('Access-Control-Allow-Headers')]).toEqual([
      204,
      'Authorization,Content-Type,If-None-Match',
    ]);
  });

  it('may not use the university’s side', async () => {
    for (const path of ['/api/health', '/api/students', '/usosweb']) {
      expect((await world.get(path, origin)).headers.has('Access-Control-Allow-Origin')).toBe(false);
    }
  });
});

describe('the Host header', () => {
  const askAs = async (host: string) => (await world.get('/api/health', { Host: host })).status;

  it('must be the mock’s own', async () => {
    const { port } = new URL(world.url);
    expect(await askAs(`127.0.0.1:${port}`)).toBe(200);
    expect(await askAs(`localhost:${port}`)).toBe(200);
    for (const host of [`evil.example:${port}`, '127.0.0.1', `127.0.0.1:${port}.evil.example`, `127.0.0.2:${port}`]) {
      expect([host, [400, 421].includes(await askAs(host))]).toEqual([host, true]);
    }
  });
});

describe('the staff token', () => {
  it.each(['/api/students', '/api/orders/any', '/api/anything'])('opens %s, and nothing else does', async (path) => {
    const refused = [
      {},
      { Authorization: 'Bearer wrong' },
      { Authorization: STAFF_TOKEN },
      { Authorization: 'Bearer ' },
    ];
    for (const headers of refused) {
      const { status, json } = await world.get(path, headers);
      expect([status, json['error']]).toEqual([401, 'invalid_token']);
    }
    expect((await world.staff('GET', path)).status).not.toBe(401);
  });

  it('is not needed to ask how the mock is', async () => {
    const { status, json } = await world.get('/api/health');
    expect([status, json['status'], json['url']]).toEqual([200, 'ok', world.url]);
  });

  it('shows the students without their PESEL', async () => {
    const { json, text } = await world.staff('GET', '/api/students');
    expect((json['students'] as { id: string }[]).map(({ id }) => id)).toEqual(SPECIMENS.map(({ id }) => id));
    expect(text).not.toMatch(/\d{11}/u);
  });
});
