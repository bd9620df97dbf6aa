import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PlainBrowser, readText } from './plain-browser.ts';
import { collectCard, orderReady } from './wallet-steps.ts';
import { type Answer, openWorld, SECOND_MS, type World } from './world.ts';

let world: World;
beforeEach(async () => void (world = await openWorld({ isSlow: true })));
afterEach(() => world.stop());

const MY = '/mobile/mlegitymacja/my';
const ORDER = '/mobile/mlegitymacja/order';

const statusOf = (page: Answer) => /id="order-status"\s*>\s*([^<]+?)\s*</u.exec(page.text)?.[1];
const refreshOf = (page: Answer) => /<noscript\s*>\s*<meta http-equiv="refresh" content="(\d+)"/u.exec(page.text)?.[1];
const newNoticesOf = (page: Answer) => /class="bell-count"[^>]*>(\d+)</u.exec(page.text)?.[1];
const hrefOf = (page: Answer, id: string) =>
  new RegExp(`<a[^>]*id="${id}"[^>]*>`, 'u').exec(page.text)?.[0].match(/href="([^"]*)"/u)?.[1];
const tokenOf = (page: Answer) => /name="form_token"\s+value="([^"]+)"/u.exec(page.text)?.[1] ?? '';

async function visit(student: string): Promise<PlainBrowser> {
  const browser = new PlainBrowser(() => world);
  await browser.logIn(student, '/mobile');
  return browser;
}

async function restart(options: Parameters<typeof openWorld>[0]): Promise<void> {
  await world.stop();
  world = await openWorld(options);
}

describe('Mobile USOS without JavaScript', () => {
  it('goes from the menu over the order and its notice to the codes', async () => {
    const browser = new PlainBrowser(() => world);
    expect(readText(await browser.open('/mobile/'))).toMatch(/SYMULATOR – WZÓR.*Zaloguj się.*Zofia Przykładowa/u);
    const home = await browser.logIn('zofia', '/mobile');
    expect(home.text).toMatch(/<details class="menu">\s*<summary>/u);
    expect(home.text).toContain('<a href="/mobile/mlegitymacja">mLegitymacja</a>');
    expect(readText(await browser.open('/mobile/mlegitymacja'))).toContain('Moja mLegitymacja');
    expect(hrefOf(await browser.open(MY), 'order-card')).toBe(ORDER);
    const order = await browser.open(ORDER);
    expect(readText(order)).toMatch(/Zamów mLegitymację.*Planowana data ważności mLegitymacji: 2027-03-31/u);

    const waiting = await browser.press(order, '/mobile/orders');
    expect([statusOf(waiting), refreshOf(waiting)]).toEqual(['Oczekuje', '2']);
    expect(readText(waiting)).toMatch(/Data zamówienia: 2026-10-02 11:14:22 Planowana data ważności/u);
    expect(refreshOf(await browser.open('/mobile'))).toBe('2');
    expect(refreshOf(await browser.open(ORDER))).toBeUndefined();
    expect(newNoticesOf(waiting)).toBeUndefined();
    world.wait(5 * SECOND_MS);

    const told = await browser.open('/mobile');
    expect([newNoticesOf(told), refreshOf(told)]).toEqual(['1', undefined]);
    expect(readText(told)).toMatch(/Nowe mLegitymacja gotowa do odbioru Kod QR .* 2026-10-02 11:14:27/u);
    const ready = await browser.press(told, '/mobile/notices/open');
    expect([statusOf(ready), newNoticesOf(ready)]).toEqual(['Do odbioru', undefined]);
    expect(readText(await browser.open('/mobile'))).toMatch(/Powiadomienia mLegitymacja gotowa do odbioru/u);

    const codes = await browser.open(hrefOf(ready, 'add-card') ?? '');
    const { json } = await world.staff('GET', '/api/orders?student=zofia');
    const [issued] = json['orders'] as { qr: string; activation_code: string }[];
    expect(hrefOf(codes, 'hand-over')).toBe(`mleg-sim:activate?qr=${encodeURIComponent(issued?.qr ?? '')}`);
    expect(hrefOf(codes, 'hand-over')).not.toContain(issued?.activation_code);
    expect(/<textarea[^>]*>([^<]*)</u.exec(codes.text)?.[1]).toBe(issued?.qr);
    expect(/id="activation-code"[^>]*>([^<]*)</u.exec(codes.text)?.[1]?.trim()).toBe(issued?.activation_code);
    // Nobody has said where the wallet is a page.
    expect(hrefOf(codes, 'hand-over-browser')).toBeUndefined();
  });

  it.each(['dense', 'offer'])('hands over the text in the form the university gives it, here %s', async (form) => {
    await world.staff('PUT', '/api/settings', { qr_form: form });
    const browser = await visit('jan');
    const { json } = await world.staff('POST', '/api/orders', { student: 'jan' });
    world.wait(5 * SECOND_MS);
    const page = await browser.open(`/mobile/orders/${String(json['id'])}/hand-over`);
    const { qr } = (await world.staff('GET', `/api/orders/${String(json['id'])}`)).json;
    expect(new URL(hrefOf(page, 'hand-over') ?? '').searchParams.get('qr')).toBe(qr);
  });

  it('says what revoking a card means, does it at once, and lets a new one be ordered', async () => {
    await restart({ walletPage: 'http://127.0.0.1:9/' });
    const browser = await visit('zofia');
    const { order } = await collectCard(world, 'zofia');
    const mine = await browser.open(MY);
    expect([statusOf(mine), hrefOf(mine, 'open-card'), hrefOf(mine, 'open-page')]).toEqual([
      ...['Odebrana', 'mleg-sim:open', 'http://127.0.0.1:9/'],
    ]);
    expect(hrefOf(mine, 'add-card')).toBeUndefined();
    // Nothing is left to hand over: what became of the order is shown instead.
    expect(statusOf(await browser.open(`/mobile/orders/${order.id}/hand-over`))).toBe('Odebrana');
    const asked = await browser.open(hrefOf(mine, 'revoke-card') ?? '');
    expect(readText(asked)).toMatch(/Anulować mLegitymację\?.*unieważniona od razu.*najwyżej przez 24 godziny/u);
    const revoked = await browser.press(asked, `/mobile/orders/${order.id}/cancel`);
    expect(statusOf(revoked)).toBe('Anulowane');
    expect((await browser.press(asked, `/mobile/orders/${order.id}/cancel`)).status).toBe(409);
    expect((await browser.open(`/mobile/orders/${order.id}/cancel`)).status).toBe(409);
    expect(statusOf(await browser.press(await browser.open(ORDER), '/mobile/orders'))).toBe('Do odbioru');
  });

  it('extends once the ELS was renewed, and says before that when it can be', async () => {
    await restart({});
    const browser = await visit('hanna');
    const { order } = await collectCard(world, 'hanna');
    const before = await browser.open(MY);
    expect(readText(before)).toContain('Przedłużysz ją tutaj po przedłużeniu ELS');
    const extend = `/mobile/orders/${order.id}/extend`;
    expect((await browser.submit(extend, { form_token: tokenOf(before) })).status).toBe(409);
    await world.staff('POST', '/api/students/hanna/events', { event: 'renew-els' });
    const extended = await browser.press(await browser.open(MY), extend);
    expect(readText(extended)).toContain('Planowana data ważności mLegitymacji: 2027-10-31');
  });

  it('is in English throughout, keeps the page when the language is switched, and shares it with USOSweb', async () => {
    const browser = await visit('piotr');
    expect(readText(await browser.open('/mobile/mlegitymacja?lang=en'))).toContain('My mLegitymacja');
    const order = await browser.open(ORDER);
    expect(readText(order)).toContain('Order mLegitymacja');
    expect(order.text).toContain(`href="${ORDER}?lang=pl"`);
    const waiting = await browser.press(order, '/mobile/orders');
    expect(readText(waiting)).toMatch(/Order details.*Status: Waiting.*What you can do.*Revoke mLegitymacja/u);
    expect(readText(await browser.open('/usosweb/mlegitymacja'))).toMatch(/Piotr Zmyślony.*Check order status/u);
  });
});

describe('who may not order', () => {
  it('learns everything that stands in the way and what to do, and is refused by the form too', async () => {
    const browser = await visit('kacper');
    const page = await browser.open(ORDER);
    for (const refusal of ['no-photo', 'els-not-renewed', 'data-changed']) {
      expect(page.text).toMatch(new RegExp(`id="refusal-${refusal}".*?Co możesz zrobić:</strong\\s*>\\s*\\S`, 'su'));
    }
    expect(page.text).not.toContain('place-order');
    const refused = await browser.submit('/mobile/orders', { form_token: tokenOf(page) });
    expect(readText(refused)).toContain('Nie możesz teraz zamówić mLegitymacji');
    expect((await world.staff('GET', '/api/orders?student=kacper')).json['orders']).toEqual([]);
  });

  it('since there is an order already is led to it', async () => {
    const browser = await visit('jan');
    const page = await browser.open(ORDER);
    await browser.press(page, '/mobile/orders');
    expect(readText(await browser.open(ORDER))).toContain('Masz już mLegitymację albo zamówienie');
    expect((await browser.press(page, '/mobile/orders')).status).toBe(409);
  });
});

describe('notices', () => {
  it('come for each order that became ready, failed or was withdrawn, newest first, with the reason', async () => {
    await restart({ isSlow: true });
    const place = async () => String((await world.staff('POST', '/api/orders', { student: 'zofia' })).json['id']);
    const browser = await visit('zofia');
    await world.staff('POST', `/api/orders/${await place()}/fail`, { reason: 'photo-unusable' });
    // Cancelled by the student before anything came of it: nothing they would not know.
    await world.staff('POST', `/api/orders/${await place()}/cancel`);
    await place();
    world.wait(5 * SECOND_MS);
    await browser.open('/mobile');
    await world.staff('POST', '/api/students/zofia/events', { event: 'suspend' });
    const home = await browser.open('/mobile');
    expect(newNoticesOf(home)).toBe('3');
    expect(readText(home)).toMatch(
      /Uczelnia unieważniła mLegitymację Studia zostały zawieszone.*mLegitymacja gotowa do odbioru 2026-.*Zamówienie mLegitymacji się nie powiodło Zdjęcia nie dało się użyć/u,
    );
    expect(readText(await browser.open('/mobile?lang=en'))).toMatch(
      /The university invalidated your mLegitymacja The studies were suspended.*mLegitymacja ready for pickup 2026-.*Your mLegitymacja order failed The photo could not be used/u,
    );
  });

  it('stay new until they are read; one that comes while others are being read stays new', async () => {
    const browser = await visit('zofia');
    const { json } = await world.staff('POST', '/api/orders', { student: 'zofia' });
    world.wait(5 * SECOND_MS);
    const before = await browser.open('/mobile');
    await world.staff('POST', `/api/orders/${String(json['id'])}/invalidate`);
    expect(newNoticesOf(await browser.press(before, '/mobile/notices/read'))).toBe('1');
    const after = await browser.press(await browser.open('/mobile'), '/mobile/notices/read');
    expect([newNoticesOf(after), after.text.includes('mark-read')]).toEqual([undefined, false]);
    expect(readText(after)).toContain('Uczelnia unieważniła mLegitymację');
  });

  it('of an order that was offered early come when it is ready, not before', async () => {
    await restart({ isSlow: true, settings: { offersBeforeReady: true } });
    const browser = await visit('zofia');
    await browser.press(await browser.open(ORDER), '/mobile/orders');
    expect(newNoticesOf(await browser.open('/mobile'))).toBeUndefined();
    world.wait(5 * SECOND_MS);
    expect(newNoticesOf(await browser.open('/mobile'))).toBe('1');
  });

  it('are nobody else’s', async () => {
    const stranger = await visit('jan');
    await world.staff('POST', '/api/orders', { student: 'zofia' });
    world.wait(5 * SECOND_MS);
    const owner = await visit('zofia');
    const home = await owner.open('/mobile');
    const [name = ''] = /notice:[\w-]+:ready/u.exec(home.text) ?? [];
    const own = await stranger.open('/mobile');
    expect(readText(own)).toContain('Nie ma powiadomień');
    await stranger.submit('/mobile/notices/read', { form_token: tokenOf(await stranger.open(ORDER)), [name]: '1' });
    expect(newNoticesOf(await owner.open('/mobile'))).toBe('1');
  });
});

describe('somebody else', () => {
  it('reaches neither order, nor codes, nor state', async () => {
    await restart({});
    const { id } = await orderReady(world, 'zofia');
    const paths = ['state', 'cancel', 'hand-over'].map((part) => `/mobile/orders/${id}/${part}`);
    const visitor = new PlainBrowser(() => world);
    for (const path of paths) expect((await visitor.open(path)).status).toBe(404);
    const stranger = await visit('jan');
    for (const path of paths) expect((await stranger.open(path)).status).toBe(404);
    const token = tokenOf(await stranger.open(ORDER));
    for (const action of ['cancel', 'extend']) {
      expect((await stranger.submit(`/mobile/orders/${id}/${action}`, { form_token: token })).status).toBe(404);
    }
    const owner = await visit('zofia');
    const stream = await owner.listen(paths[0] ?? '');
    expect((await stream.next()).data).toEqual({ state: 'ready' });
    stream.close();
    for (const path of ['/mobile/mlegitymacja', MY, ORDER]) {
      expect(readText(await new PlainBrowser(() => world).open(path))).toContain('Zaloguj się');
    }
  });

  it('cannot send forms in a student’s name', async () => {
    const browser = await visit('zofia');
    await browser.press(await browser.open(ORDER), '/mobile/orders');
    const page = await browser.open(MY);
    const own = { form_token: tokenOf(page) };
    const id = /\/mobile\/orders\/([\w-]+)\/cancel/u.exec(page.text)?.[1] ?? '';
    const foreign = { Origin: 'http://evil.example' };
    const paths = ['orders', `orders/${id}/cancel`, `orders/${id}/extend`, 'notices/read', 'notices/open', 'logout'];
    for (const path of paths) {
      expect([path, (await browser.submit(`/mobile/${path}`, own, foreign)).status]).toEqual([path, 403]);
      expect([path, (await browser.submit(`/mobile/${path}`, {})).status]).toEqual([path, 403]);
      expect([path, (await browser.submit(`/mobile/${path}`, { form_token: 'guessed' })).status]).toEqual([path, 403]);
    }
    const refused = await browser.submit('/mobile/login', { student: 'jan' }, foreign);
    expect([refused.status, readText(refused).includes('Formularz odrzucony')]).toEqual([403, true]);
    expect(statusOf(await browser.open(MY))).toBe('Oczekuje');
  });
});

describe('the pages of both sites', () => {
  it('share one login, and each leads to the other', async () => {
    const browser = await visit('zofia');
    const usosweb = await browser.open('/usosweb');
    expect(readText(usosweb)).toContain('Zofia Przykładowa');
    expect(usosweb.text).toContain('href="/mobile"');
    const mobile = await browser.open('/mobile');
    expect(mobile.text).toContain('href="/usosweb"');
    await browser.press(mobile, '/mobile/logout');
    expect(readText(await browser.open('/usosweb/mlegitymacja'))).toContain('Zaloguj się');
  });

  it('look like the site they belong to where something is wrong, and are as guarded', async () => {
    const browser = await visit('zofia');
    const missing = await browser.open('/mobile/nothing?x="><script>alert(1)</script>');
    expect([missing.status, missing.text.includes('<script>alert')]).toEqual([404, false]);
    expect(missing.text).toContain('Nie ma takiej strony - Mobilny USOS');
    expect((await browser.open('/mobile/notices/read')).status).toBe(405);
    const page = await browser.open(MY);
    expect(page.text).not.toMatch(/ style=| on[a-z]+=|<style|<script(?! type="module" src="\/mobile\/assets)/u);
    const usosweb = await browser.open('/usosweb/mlegitymacja');
    for (const header of ['Content-Security-Policy', 'Cache-Control', 'X-Content-Type-Options', 'Referrer-Policy']) {
      expect(page.headers.get(header)).toBe(usosweb.headers.get(header));
    }
    expect(page.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
  });
});
