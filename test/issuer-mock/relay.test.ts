import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPrivateKey } from '../support/specimen-issuer.ts';
import { type AskChange, drawId, place, post, readResult, withdraw, writeRequest } from './relay-world.ts';
import { openWorld, SECOND_MS, type World } from './world.ts';

let world: World;
beforeEach(async () => void (world = await openWorld()));
afterEach(() => world.stop());

const statusOf = async (answer: Promise<{ status: number }>) => (await answer).status;
const share = { vp_token: '{"mlegitymacja":["a~b~c"]}' };

describe('a verifier places a request', () => {
  it('and is told code, addresses, token and how long it has', async () => {
    const { id, placed } = await place(world);
    expect([placed.status, placed.headers.get('Cache-Control')]).toEqual([201, 'no-store']);
    expect(placed.json).toEqual({
      code: expect.stringMatching(/^\d{6}$/u) as string,
      expires_in: 120,
      request_uri: `${world.url}/q/${id}`,
      result_uri: `${world.url}/requests/${id}/result`,
      result_token: expect.stringMatching(/^[\w-]{43}$/u) as string,
    });
  });

  it.each<[what: string, change: AskChange]>([
    ['signed by another key than that of client_id', { signedBy: createPrivateKey() }],
    ['under another kid', { header: { kid: 'did:jwk:e30#0' } }],
    ['of another typ', { header: { typ: 'JWT' } }],
    ['with a key in the header', { header: { jwk: {} } }],
    ['of a client_id without a key', { claims: { client_id: 'redirect_uri:https://verifier.example/r' } }],
    ['of no client_id', { claims: { client_id: 7 } }],
    ['that is answered otherwise', { claims: { response_mode: 'direct_post.jwt' } }],
    ['that is answered elsewhere', { responseUri: `https://elsewhere.example/r/${drawId()}` }],
    ['that is answered below its id', { claims: { response_uri: 'http://127.0.0.1/r/AAAAAAAAAAAAAAAAAAAAAA/x' } }],
    ['with a short id', { id: 'AAAAAAAAAAAAAAAAAAAAA' }],
    ['with an id in two spellings', { id: 'AAAAAAAAAAAAAAAAAAAAAB' }],
    ['with an id that leads out', { id: '../../api/students/zof' }],
    ['without a state', { claims: { state: undefined } }],
    ['with a state that is no token', { state: 'a b' }],
    ['with an endless nonce', { nonce: 'n'.repeat(257) }],
    ['without an end', { claims: { exp: undefined } }],
    ['whose end is a text', { claims: { exp: '1900000000' } }],
    ['that lives longer than two minutes and a minute of skew', { endsInS: 181 }],
    ['that is over', { endsInS: -60 }],
    ['from the future', { claims: { iat: 4_000_000_000 } }],
  ])('%s: refused', async (_what, change) => {
    const { placed } = await place(world, change);
    expect([placed.status, placed.json['error']]).toEqual([400, 'invalid_request']);
  });

  it('whose clock is a minute ahead is taken; what is no request is not', async () => {
    expect((await place(world, { endsInS: 180 })).placed.status).toBe(201);
    const { text } = await writeRequest(world);
    for (const request of [`${text}\n`, text.split('.').slice(0, 2).join('.'), '', 7, undefined]) {
      expect([request, await statusOf(world.post('/requests', { request }))]).toEqual([request, 400]);
    }
    expect(await statusOf(world.post('/requests', new URLSearchParams({ request: text })))).toBe(400);
  });

  it('one id is placed once, whoever tries again: also after it was answered, and as long as the request could be used', async () => {
    const first = await place(world, { endsInS: 180 });
    const again = () => world.post('/requests', { request: first.text });
    expect((await again()).status).toBe(409);
    await post(world, first.id, { ...share, state: first.state });
    await readResult(world, first);
    world.wait(240 * SECOND_MS - 1);
    expect((await again()).status).toBe(409);
    world.wait(1);
    expect(await statusOf(again())).toBe(400);
    expect(await statusOf(readResult(world, first))).toBe(404);
  });

  it('500 can be open at once; unread answers count, read ones and ended ones do not', async () => {
    const key = createPrivateKey();
    const all = await Promise.all(Array.from({ length: 500 }, () => place(world, { key })));
    expect(new Set(all.map(({ code }) => code)).size).toBe(500);
    const [first, second] = all;
    if (!first || !second) throw new Error('none placed');
    await post(world, first.id, { ...share, state: first.state });
    const { placed } = await place(world);
    expect([placed.status, placed.headers.get('Retry-After')]).toEqual([429, '30']);
    await readResult(world, first);
    expect((await place(world)).placed.status).toBe(201);
    await withdraw(world, second);
    expect((await place(world)).placed.status).toBe(201);
    expect((await place(world)).placed.status).toBe(429);
    world.wait(120 * SECOND_MS);
    expect((await place(world)).placed.status).toBe(201);
  });

  it('over 16 KiB is not read', async () => {
    expect(await statusOf(world.post('/requests', { request: 'x'.repeat(16 * 1024) }))).toBe(413);
  });
});

describe('a wallet', () => {
  it('reads the request as often as it likes, until it is answered', async () => {
    const { id, text, state } = await place(world);
    for (let at = 0; at < 2; at++) {
      const { status, headers, text: read } = await world.get(`/q/${id}`);
      expect([status, headers.get('Content-Type'), headers.get('Cache-Control'), read]).toEqual([
        ...[200, 'application/oauth-authz-req+jwt', 'no-store', text],
      ]);
    }
    await post(world, id, { ...share, state });
    expect(await statusOf(world.get(`/q/${id}`))).toBe(410);
    expect(await statusOf(world.get(`/q/${drawId()}`))).toBe(404);
  });

  it('finds it by its six digits, once, also where two ask at once', async () => {
    const { id, code, clientId } = await place(world);
    const answers = await Promise.all([world.get(`/q?code=${code}`), world.get(`/q?code=${code}`)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
    const found = answers.find(({ status }) => status === 200);
    expect([found?.json, found?.headers.get('Cache-Control')]).toEqual([
      ...[{ client_id: clientId, request_uri: `${world.url}/q/${id}` }, 'no-store'],
    ]);
  });

  it('that asks for the headers alone uses nothing up, and learns nothing', async () => {
    const asked = await place(world);
    const head = (path: string) =>
      fetch(world.address + path, { method: 'HEAD', headers: { Authorization: `Bearer ${asked.token}` } });
    expect([(await head(`/q?code=${asked.code}`)).status, (await head('/q?code=000000')).status]).toEqual([405, 405]);
    expect((await head(`/q/${asked.id}`)).status).toBe(200);
    expect((await readResult(world, asked)).json).toEqual({ status: 'waiting' });
    await post(world, asked.id, { ...share, state: asked.state });
    expect((await head(`/requests/${asked.id}/result`)).status).toBe(405);
    expect((await readResult(world, asked)).status).toBe(200);
  });

  it.each([
    ['a wrong state', { ...share, state: 'wrong' }],
    ['no state', { ...share }],
    ['neither answer nor refusal', {}],
    ['both', { ...share, error: 'access_denied' }],
    ['an error that is no name', { error: 'a"b' }],
  ])('with %s is refused, and the request stays open', async (_what, form: Record<string, string>) => {
    const asked = await place(world);
    const wrong = await post(world, asked.id, {
      state: asked.state,
      ...form,
      ...(!('state' in form) && 'vp_token' in form && { state: '' }),
    });
    expect([wrong.status, wrong.json['error']]).toEqual([400, 'invalid_request']);
    expect((await post(world, asked.id, { ...share, state: asked.state })).status).toBe(200);
  });

  it('answers once, also where two post at once; a card with its photo goes through, more does not', async () => {
    const asked = await place(world);
    const form = { vp_token: 'x'.repeat(250_000), state: asked.state };
    expect(await statusOf(post(world, asked.id, { ...form, vp_token: 'x'.repeat(262_144) }))).toBe(413);
    const answers = await Promise.all([post(world, asked.id, form), post(world, asked.id, form)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410]);
    expect(answers.find(({ status }) => status === 200)?.json).toEqual({});
    expect((await readResult(world, asked)).json).toEqual(form);
    expect(await statusOf(post(world, drawId(), form))).toBe(404);
  });
});

describe('the verifier', () => {
  it('hears how it stands, reads the answer once, and then it is gone', async () => {
    const asked = await place(world);
    const read = () => readResult(world, asked);
    expect([(await read()).status, (await read()).json]).toEqual([202, { status: 'waiting' }]);
    await world.get(`/q/${asked.id}`);
    expect((await read()).json).toEqual({ status: 'opened' });
    await post(world, asked.id, { ...share, state: asked.state });
    const both = await Promise.all([read(), read()]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 410]);
    expect(both.find(({ status }) => status === 200)?.json).toEqual({ ...share, state: asked.state });
  });

  it('hears a refusal the same way', async () => {
    const asked = await place(world);
    await post(world, asked.id, { error: 'access_denied', state: asked.state });
    expect((await readResult(world, asked)).json).toEqual({ error: 'access_denied', state: asked.state });
  });

  it('needs its own token for everything', async () => {
    const [asked, other] = [await place(world), await place(world)];
    await post(world, asked.id, { ...share, state: asked.state });
    const without = await world.get(`/requests/${asked.id}/result`);
    expect([without.status, without.headers.get('WWW-Authenticate')]).toEqual([401, 'Bearer']);
    for (const token of [other.token, asked.token.slice(1), 'x']) {
      expect(await statusOf(readResult(world, { ...asked, token }))).toBe(401);
      expect(await statusOf(withdraw(world, { ...asked, token }))).toBe(401);
    }
    expect(await statusOf(readResult(world, asked))).toBe(200);
  });

  it('can withdraw it: it is over for everybody, and an answer that nobody read is gone', async () => {
    const [open, answered] = [await place(world), await place(world)];
    await post(world, answered.id, { ...share, state: answered.state });
    for (const asked of [open, answered]) {
      expect(await statusOf(withdraw(world, asked))).toBe(204);
      expect(await statusOf(world.get(`/q/${asked.id}`))).toBe(410);
      expect(await statusOf(world.get(`/q?code=${asked.code}`))).toBe(410);
      expect(await statusOf(post(world, asked.id, { ...share, state: asked.state }))).toBe(410);
      expect(await statusOf(readResult(world, asked))).toBe(410);
      expect(await statusOf(withdraw(world, asked))).toBe(410);
    }
  });

  it('is too late after two minutes; an answer given before waits for another one, and no longer', async () => {
    const [open, answered, unread] = [await place(world), await place(world), await place(world)];
    for (const asked of [answered, unread]) await post(world, asked.id, { ...share, state: asked.state });
    world.wait(119_999);
    expect((await readResult(world, open)).status).toBe(202);
    world.wait(1);
    expect(await statusOf(world.get(`/q/${open.id}`))).toBe(410);
    expect(await statusOf(world.get(`/q?code=${open.code}`))).toBe(410);
    expect(await statusOf(post(world, open.id, { ...share, state: open.state }))).toBe(410);
    expect(await statusOf(readResult(world, open))).toBe(410);
    world.wait(59_999);
    expect(await statusOf(readResult(world, answered))).toBe(200);
    world.wait(1);
    expect(await statusOf(readResult(world, unread))).toBe(410);
    world.wait(60_000);
    expect(await statusOf(readResult(world, unread))).toBe(404);
  });

  it('goes by the mock’s clock, and time that staff puts forward ends a request', async () => {
    const asked = await place(world);
    await world.staff('PUT', '/api/clock', { mode: 'frozen' });
    world.wait(3600 * SECOND_MS);
    expect((await readResult(world, asked)).status).toBe(202);
    await world.staff('POST', '/api/clock/step', { by: 'PT2M' });
    expect((await readResult(world, asked)).status).toBe(410);
  });
});
