import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planQr } from '../../issuer-mock/orders/qr-image.ts';
import { PlainBrowser, readText } from './plain-browser.ts';
import { collectCard, orderReady } from './wallet-steps.ts';
import { type Answer, openWorld, SECOND_MS, type World } from './world.ts';

let world: World;
beforeEach(async () => void (world = await openWorld({ isSlow: true })));
afterEach(() => world.stop());

const ORDER = '/usosweb/mlegitymacja';

const titleOf = (page: Answer) => /<title>(.*)<\/title>/u.exec(page.text)?.[1];
const statusOf = (page: Answer) => /id="order-status"\s*>\s*([^<]+?)\s*</u.exec(page.text)?.[1];
const refreshOf = (page: Answer) => /<noscript\s*>\s*<meta http-equiv="refresh" content="(\d+)"/u.exec(page.text)?.[1];

describe('USOSweb in Polish, without JavaScript', () => {
  it('goes the whole way with the wording of the university', async () => {
    const browser = new PlainBrowser(() => world);
    const login = await browser.open('/');
    expect(readText(login)).toContain('Zaloguj się');
    const studies = await browser.logIn('zofia');
    expect(readText(studies)).toMatch(/Dla studentów.*Moje studia.*mLegitymacja/u);

    const empty = await browser.open(ORDER);
    expect(titleOf(empty)).toBe('mLegitymacja - Moje studia - USOSweb');
    expect(readText(empty)).toMatch(
      /Zamówienie mLegitymacji.*Zamów mLegitymację.*Co oznaczają poszczególne statusy\?/u,
    );

    const waiting = await browser.press(empty, '/usosweb/orders');
    expect([statusOf(waiting), refreshOf(waiting)]).toEqual(['Oczekuje', '2']);
    expect(readText(waiting)).toMatch(
      /Dane zamówienia.*Status: .*Data zamówienia: 2026-10-02 11:14:22 Planowana data ważności mLegitymacji: 2027-03-31 .*Sprawdź status zamówienia.*Anuluj zamówienie/u,
    );
    world.wait(2 * SECOND_MS);
    const processing = await browser.open(ORDER);
    expect([statusOf(processing), refreshOf(processing)]).toEqual(['W trakcie realizacji', '2']);
    expect(readText(processing)).not.toContain('Dodaj mLegitymację do mObywatela');
    world.wait(3 * SECOND_MS);
    const ready = await browser.open(ORDER);
    expect([statusOf(ready), refreshOf(ready)]).toEqual(['Do odbioru', undefined]);
    expect(ready.text).not.toContain('qr-text');
    const adding = await browser.open(`${ORDER}?add=1`);
    expect(readText(adding)).toMatch(/Dodaj mLegitymację do mObywatela .* Kod aktywacyjny: /u);
    expect(adding.text.match(/<ol class="instructions">.*?<\/ol>/su)?.[0].match(/<li>/gu)).toHaveLength(3);
  });

  it('shows the card as collected, and as cancelled once its student says so', async () => {
    const browser = new PlainBrowser(() => world);
    await browser.logIn('jan');
    await world.staff('POST', '/api/orders', { student: 'jan' });
    world.wait(5 * SECOND_MS);
    const page = await browser.open(ORDER);
    const id = /\/usosweb\/orders\/([\w-]+)\/cancel/u.exec(page.text)?.[1] ?? '';
    const cancel = await browser.open(`/usosweb/orders/${id}/cancel`);
    expect(readText(cancel)).toContain('Anulować zamówienie?');
    const cancelled = await browser.press(cancel, `/usosweb/orders/${id}/cancel`);
    expect(statusOf(cancelled)).toBe('Anulowane');
    expect(readText(cancelled)).toContain('Zamów mLegitymację');
    expect((await browser.open(`/usosweb/orders/${id}/cancel`)).status).toBe(409);
    expect((await browser.press(cancelled, '/usosweb/orders')).status).toBe(200);
  });
});

describe('USOSweb in English', () => {
  it('remembers the language it was asked for', async () => {
    const browser = new PlainBrowser(() => world);
    expect(readText(await browser.open('/usosweb?lang=en'))).toContain('Log in');
    await browser.logIn('hanna');
    const page = await browser.open(ORDER);
    expect(page.text).toContain('<html lang="en">');
    expect(titleOf(page)).toBe('mLegitymacja - My studies - USOSweb');
    expect(readText(page)).toMatch(/Student's section|Student&#39;s section/u);
    expect(readText(page)).toContain('Order an ID card');
    expect(readText(await browser.press(page, '/usosweb/orders'))).toMatch(/Order details.*Status:.*Waiting/u);
    expect(readText(await browser.open(`${ORDER}?lang=pl`))).toContain('Dane zamówienia');
    expect(readText(await browser.open('/usosweb?lang=en'))).toContain('My studies');
  });

  it('explains every status in the help', async () => {
    const browser = new PlainBrowser(() => world);
    const help = readText(await browser.open('/usosweb/help/statuses'));
    for (const label of [
      'Oczekuje',
      'W trakcie realizacji',
      'Do odbioru',
      'Odebrana',
      'Błąd',
      'Anulowane',
      'Unieważnione',
    ]) {
      expect(help).toContain(label);
    }
    expect(readText(await browser.open('/usosweb/help/statuses?lang=en'))).toContain('What do the statuses mean?');
  });
});

describe('the QR on the page', () => {
  it('is black on white, at most version 15, and reads as the text beside it', async () => {
    const browser = new PlainBrowser(() => world);
    await browser.logIn('zofia');
    await world.staff('POST', '/api/orders', { student: 'zofia' });
    world.wait(5 * SECOND_MS);
    const page = await browser.open(`${ORDER}?add=1`);
    const text = /<textarea[^>]*>([^<]*)<\/textarea>/u.exec(page.text)?.[1] ?? '';
    const path = /<img\s+src="(\/usosweb\/orders\/[^"]+)"/u.exec(page.text)?.[1] ?? '';
    const answer = await browser.open(path);
    expect(answer.headers.get('Content-Type')).toBe('image/png');
    const { width, height, data } = PNG.sync.read(answer.bytes);
    expect(jsQR(new Uint8ClampedArray(data), width, height)?.data).toBe(text);
    const { version, level, pixels } = planQr(text);
    expect([version <= 15, level, pixels]).toEqual([true, 'M', width]);
    expect(new Set([...data].filter((_, at) => at % 4 !== 3))).toEqual(new Set([0, 255]));
    expect(
      Number(/width="(\d+)" height="\d+" id="qr-image"/u.exec(page.text.replace(/\s+/gu, ' '))?.[1]),
    ).toBeGreaterThan(299);
  });

  it('falls back to less correction rather than to a denser code', () => {
    expect(planQr('x'.repeat(412))).toMatchObject({ level: 'M', version: 15 });
    expect(planQr('x'.repeat(520))).toMatchObject({ level: 'L', version: 15 });
    expect(() => planQr('x'.repeat(521))).toThrow(RangeError);
  });
});

describe('the stream of an order', () => {
  it('tells its student its states and nothing else, until the session ends', async () => {
    const browser = new PlainBrowser(() => world);
    await browser.logIn('zofia');
    const place = async (student: string) => String((await world.staff('POST', '/api/orders', { student })).json['id']);
    const id = await place('zofia');
    const stream = await browser.listen(`/usosweb/orders/${id}/state`);
    expect(await stream.next()).toMatchObject({ kind: 'state', data: { state: 'waiting' } });
    await place('jan');
    world.wait(5 * SECOND_MS);
    for (const state of ['processing', 'ready']) {
      expect(await stream.next()).toMatchObject({ kind: 'order-moved', data: { state } });
    }
    const { json } = await world.staff('GET', `/api/orders/${id}`);
    expect(stream.text()).not.toContain(String(json['activation_code']));
    await browser.press(await browser.open('/usosweb/mlegitymacja'), '/usosweb/logout');
    await stream.ended;
    expect((await browser.listen(`/usosweb/orders/${id}/state`)).status).toBe(404);
  });

  it('ends when the session runs out by the mock’s clock, before telling what happened then', async () => {
    const browser = new PlainBrowser(() => world);
    await browser.logIn('zofia');
    const { json } = await world.staff('POST', '/api/orders', { student: 'zofia' });
    const stream = await browser.listen(`/usosweb/orders/${String(json['id'])}/state`);
    await stream.next();
    await world.staff('POST', '/api/clock/step', { by: 'PT13H' });
    await stream.ended;
    expect(stream.text()).not.toContain('order-moved');
  });
});

describe('somebody else', () => {
  it('sees neither the order, nor its state, nor its QR', async () => {
    const { json } = await world.staff('POST', '/api/orders', { student: 'zofia' });
    world.wait(5 * SECOND_MS);
    const stranger = new PlainBrowser(() => world);
    const paths = ['state', 'qr.png', 'cancel'].map((part) => `/usosweb/orders/${String(json['id'])}/${part}`);
    for (const path of paths) expect((await stranger.open(path)).status).toBe(404);
    await stranger.logIn('jan');
    for (const path of paths) expect((await stranger.open(path)).status).toBe(404);
    expect(readText(await stranger.open(ORDER))).not.toContain('Do odbioru');
    const owner = new PlainBrowser(() => world);
    await owner.logIn('zofia');
    const stream = await owner.listen(paths[0] ?? '');
    expect((await stream.next()).data).toEqual({ state: 'ready' });
    stream.close();
  });

  it('cannot send forms in a student’s name', async () => {
    const browser = new PlainBrowser(() => world);
    await browser.logIn('zofia');
    const page = await browser.open(ORDER);
    const token = /name="form_token"\s+value="([^"]+)"/u.exec(page.text)?.[1] ?? '';
    const foreign = { Origin: 'http://evil.example' };
    const refused = [
      await browser.submit('/usosweb/orders', {}),
      await browser.submit('/usosweb/orders', { form_token: 'guessed' }),
      await browser.submit('/usosweb/orders', { form_token: token }, foreign),
      await browser.submit('/usosweb/login', { student: 'jan' }, foreign),
      await browser.submit('/usosweb/logout', {}, foreign),
    ];
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    expect(readText(refused[0] as Answer)).toContain('Formularz odrzucony');
    expect(readText(await browser.open(ORDER))).toContain('Zofia Przykładowa');
    expect((await browser.submit('/usosweb/orders', { form_token: token })).status).toBe(200);
  });
});

describe('the session', () => {
  it('is a cookie no script can read, and no other port’s', async () => {
    const { port } = new URL(world.url);
    const logIn = (headers: Record<string, string>) =>
      world.post('/usosweb/login', new URLSearchParams({ student: 'zofia' }), { Origin: world.url, ...headers });
    const own = new RegExp(`^mleg_student_${port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Lax$`, 'u');
    expect((await logIn({})).headers.getSetCookie().at(-1)).toMatch(own);
    const framed = (await logIn({ 'Sec-Fetch-Dest': 'iframe' })).headers.getSetCookie().at(-1);
    expect(framed).toMatch(/; HttpOnly; Secure; SameSite=None; Partitioned$/u);
  });

  it('ends with logging in anew: nobody keeps a key to it', async () => {
    const logIn = (headers: Record<string, string>) =>
      world.post('/usosweb/login', new URLSearchParams({ student: 'zofia' }), { Origin: world.url, ...headers });
    const Cookie = (await logIn({})).headers.getSetCookie().at(-1)?.split(';')[0] ?? '';
    expect((await world.get(ORDER, { Cookie })).status).toBe(200);
    await logIn({ Cookie });
    expect((await world.get(ORDER, { Cookie })).status).toBe(302);
  });

  it('ends with logging out', async () => {
    const browser = new PlainBrowser(() => world);
    const page = await browser.logIn('piotr');
    expect(readText(page)).toContain('Piotr Zmyślony');
    expect(readText(await browser.press(page, '/usosweb/logout'))).toContain('Zaloguj się');
    expect(readText(await browser.open(ORDER))).toContain('Zaloguj się');
  });
});

describe('the pages', () => {
  it('escape whatever comes from an address', async () => {
    const page = await new PlainBrowser(() => world).open('/usosweb/nothing?x="><script>alert(1)</script>');
    expect(page.status).toBe(404);
    expect(page.text).not.toContain('<script>alert');
    expect(readText(page)).toContain('Nie ma takiej strony');
  });

  it('carry nothing inline, and may be framed by the simulator only', async () => {
    const browser = new PlainBrowser(() => world);
    await browser.logIn('zofia');
    const page = await browser.open(ORDER);
    expect(page.text).not.toMatch(/ style=| on[a-z]+=|<style|<script(?! type="module" src="\/usosweb)/u);
    expect(page.headers.get('Content-Security-Policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; " +
        "base-uri 'none'; frame-ancestors http://127.0.0.1:* http://localhost:* app:",
    );
    expect(page.headers.get('Cache-Control')).toBe('no-store');
    expect(readText(page)).toContain('SYMULATOR – WZÓR');
  });

  it('show a collected card with its way to a new phone', async () => {
    await world.stop();
    world = await openWorld();
    await collectCard(world, 'hanna');
    const browser = new PlainBrowser(() => world);
    await browser.logIn('hanna');
    expect(statusOf(await browser.open(`${ORDER}?add=1`))).toBe('Odebrana');
    await orderReady(world, 'jan');
  });
});
