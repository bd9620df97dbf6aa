import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectCard } from './wallet-steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.stop());

describe('what stays the same until something changes', () => {
  it.each([
    ['/.well-known/openid-credential-issuer', 'application/json', 'max-age=300'],
    ['/.well-known/oauth-authorization-server', 'application/json', 'max-age=300'],
    ['/.well-known/jwt-vc-issuer', 'application/json', 'max-age=300'],
    ['/jwks', 'application/jwk-set+json', 'no-cache'],
    ['/status-aggregation', 'application/json', 'no-cache'],
  ])('%s has its type and a tag to ask again by, also without its body', async (path, type, caching) => {
    const { headers } = await world.get(path);
    expect([headers.get('Content-Type'), headers.get('Cache-Control')]).toEqual([type, caching]);
    const tag = headers.get('ETag') ?? '';
    const again = await world.get(path, { 'If-None-Match': tag });
    expect([again.status, again.text, again.headers.get('ETag')]).toEqual([304, '', tag]);
    const head = await fetch(world.url + path, { method: 'HEAD' });
    expect([head.status, head.headers.get('ETag'), await head.text()]).toEqual([200, tag, '']);
  });

  it('a status list is sent again in the very next fetch after a card was cancelled', async () => {
    const { order } = await collectCard(world);
    const { headers } = await world.get('/status/1');
    const tag = headers.get('ETag') ?? '';
    const ask = () => world.get('/status/1', { 'If-None-Match': tag });
    expect((await ask()).status).toBe(304);
    await world.staff('POST', `/api/orders/${order.id}/cancel`);
    const changed = await ask();
    expect([changed.status, changed.headers.get('ETag') === tag]).toEqual([200, false]);
  });

  it('the issuer’s metadata leads to all status lists', async () => {
    const { json } = await world.get('/.well-known/openid-credential-issuer');
    expect(json['status_list_aggregation_endpoint']).toBe(`${world.url}/status-aggregation`);
  });
});

describe('a preflight of a wallet in a browser', () => {
  it.each(['/token', '/nonce', '/credential', '/deferred', '/notification', '/status/1', '/jwks'])(
    'is answered at %s, and refusals can be read there too',
    async (path) => {
      const Origin = 'https://wallet.example';
      const asked = { Origin, 'Access-Control-Request-Method': 'POST' };
      const { status, headers } = await fetch(world.url + path, { method: 'OPTIONS', headers: asked });
      expect([status, headers.get('Access-Control-Allow-Origin'), headers.get('Access-Control-Max-Age')]).toEqual([
        ...[204, '*', '600'],
      ]);
      const refused = await fetch(world.url + path, { method: 'DELETE', headers: { Origin } });
      expect([refused.status, refused.headers.get('Access-Control-Allow-Origin')]).toEqual([405, '*']);
      expect(await refused.json()).toMatchObject({ error: 'method_not_allowed' });
    },
  );
});
