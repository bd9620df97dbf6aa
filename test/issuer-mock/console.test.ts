import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PlainBrowser, readText } from './plain-browser.ts';
import { type Answer, DAY_MS, openWorld, SECOND_MS, STAFF_TOKEN, type World } from './world.ts';

let world: World;
let browser: PlainBrowser;
beforeEach(async () => {
  world = await openWorld({ isSlow: true });
  browser = new PlainBrowser(() => world);
});
afterEach(() => world.stop());

const signIn = (token = STAFF_TOKEN): Promise<Answer> => browser.submit('/console/login', { token });
const act = (page: Answer, action: string, fields: Record<string, string> = {}): Promise<Answer> =>
  browser.submit(`/console/actions/${action}`, { form_token: tokenOf(page), ...fields });
const tokenOf = (page: Answer): string => /name="form_token"\s+value="([^"]+)"/u.exec(page.text)?.[1] ?? '';
const saidOn = (page: Answer): string => /class="said [\w-]+" role="status"\s*>([^<]+)</u.exec(page.text)?.[1] ?? '';

const place = async (student: string): Promise<string> =>
  String((await world.staff('POST', '/api/orders', { student })).json['id']);
const stateOf = async (id: string): Promise<unknown> => (await world.staff('GET', `/api/orders/${id}`)).json['state'];
const clock = async () => (await world.staff('GET', '/api/clock')).json;

describe('signing in to the console', () => {
  it('takes the staff token, and shows nothing about anybody before', async () => {
    await place('zofia');
    const before = await browser.open('/console');
    expect(readText(before)).toMatch(/SYMULATOR – WZÓR.*Token pracownika/u);
    expect(before.text).not.toMatch(/Zofia|zofia|data-watch/u);
    const refused = await signIn('staff-token-of-another-test');
    expect([refused.status, readText(refused)]).toEqual([403, expect.stringContaining('To nie jest token')]);
    expect(refused.headers.getSetCookie()).toEqual([]);
    expect((await browser.submit('/console/login', {})).status).toBe(403);
    expect((await browser.open('/console')).text).not.toContain('zofia');
    expect(readText(await signIn())).toMatch(/Zegar.*Zofia Przykładowa.*Awarie.*Ustawienia/u);
  });

  it('gives a cookie that goes to the console only, that no script reads and no other site sends', async () => {
    const asked = (headers: Record<string, string>) =>
      world.post('/console/login', new URLSearchParams({ token: STAFF_TOKEN }), headers);
    const { port } = new URL(world.url);
    const cookie = new RegExp(`^mleg_staff_${port}=[\\w-]{43}; Path=/console; HttpOnly; SameSite=Strict$`, 'u');
    expect((await asked({ Origin: world.url })).headers.getSetCookie().at(-1)).toMatch(cookie);
    const foreign = await asked({ Origin: 'http://evil.example' });
    expect([foreign.status, foreign.headers.getSetCookie()]).toEqual([403, []]);
    expect((await asked({})).status).toBe(403);
    await world.stop();
    world = await openWorld({ publicUrl: 'https://uni.example' });
    const secure = await asked({ Origin: 'https://uni.example', Host: 'uni.example' });
    expect(secure.headers.getSetCookie().at(-1)).toMatch(/^mleg_staff_=.*; HttpOnly; Secure; SameSite=Strict$/u);
  });

  it('ends by signing out, with the stream of events', async () => {
    const page = await signIn();
    const stream = await browser.listen('/console/events');
    const cookies = await browser.submit('/console/logout', { form_token: tokenOf(page) });
    expect(readText(cookies)).toContain('Token pracownika');
    await stream.ended;
    expect((await browser.listen('/console/events')).status).toBe(401);
  });

  it('lasts twelve hours of the computer’s time, whatever the mock’s clock says, and no cookie brings it back', async () => {
    const answer = await world.post('/console/login', new URLSearchParams({ token: STAFF_TOKEN }), {
      Origin: world.url,
    });
    const Cookie = answer.headers.getSetCookie().at(-1)?.split(';')[0] ?? '';
    const isIn = async (): Promise<boolean> => (await world.get('/console', { Cookie })).text.includes('clock-live');
    await world.staff('POST', '/api/clock/step', { by: 'P30D' });
    world.wait(DAY_MS / 2 - 1);
    expect(await isIn()).toBe(true);
    world.wait(1);
    expect(await isIn()).toBe(false);
  });

  it('leaves no key to the session there was before', async () => {
    const logIn = (headers: Record<string, string>) =>
      world.post('/console/login', new URLSearchParams({ token: STAFF_TOKEN }), { Origin: world.url, ...headers });
    const Cookie = (await logIn({})).headers.getSetCookie().at(-1)?.split(';')[0] ?? '';
    await logIn({ Cookie });
    expect((await world.get('/console', { Cookie })).text).not.toContain('clock-live');
  });

  it('keeps a hundred sessions at most: the oldest makes room', async () => {
    const logIn = () =>
      world.post('/console/login', new URLSearchParams({ token: STAFF_TOKEN }), { Origin: world.url });
    const cookieOf = (answer: Answer): string => answer.headers.getSetCookie().at(-1)?.split(';')[0] ?? '';
    const first = cookieOf(await logIn());
    const second = cookieOf(await logIn());
    for (let at = 0; at < 99; at++) await logIn();
    const isIn = async (Cookie: string) => (await world.get('/console/events', { Cookie })).status;
    expect(await isIn(first)).toBe(401);
    expect((await world.get('/console', { Cookie: second })).text).toContain('clock-live');
  });
});

describe('what is done at the console', () => {
  it('moves the clock', async () => {
    const page = await signIn();
    expect(saidOn(await act(page, 'freeze-clock'))).toBe('Zrobione.');
    expect(await clock()).toMatchObject({ mode: 'frozen', now: '2026-10-02T09:14:22.000Z' });
    await act(page, 'step-clock', { by: 'PT1H' });
    await act(page, 'step-clock', { by: 'PT24H' });
    expect(await clock()).toMatchObject({ now: '2026-10-03T10:14:22.000Z' });
    await act(page, 'to-semester-end');
    expect(await clock()).toMatchObject({ mode: 'frozen', now: '2027-03-31T21:59:00.000Z' });
    await act(page, 'run-clock');
    expect(await clock()).toMatchObject({ mode: 'running' });
    await act(page, 'to-real-time');
    expect(await clock()).toMatchObject({ offset_ms: 0 });
    expect(saidOn(await act(page, 'step-clock', { by: 'P99999D' }))).toContain('od roku 2000 do 2099');
    expect(saidOn(await act(page, 'step-clock', { by: 'later' }))).toContain('Tak się nie da');
  });

  it('places and moves orders, and says what the API says', async () => {
    let page = await browser.press(await signIn(), '/console/actions/place-order');
    expect(saidOn(page)).toBe('Zrobione.');
    for (const state of ['processing', 'ready']) {
      page = await browser.press(page, '/console/actions/advance-order');
      const { json } = await world.staff('GET', '/api/orders');
      expect(json['orders']).toMatchObject([{ student: 'zofia', state }]);
    }
    expect(page.text).not.toMatch(/advance-order|fail-order/u);
    page = await browser.press(page, '/console/actions/cancel-order');
    const [one, other] = [await place('jan'), await place('hanna')];
    await act(page, 'invalidate-order', { id: one });
    await act(page, 'fail-order', { id: other, reason: 'photo-unusable' });
    expect([await stateOf(one), await stateOf(other)]).toEqual(['invalidated', 'failed']);
    expect(saidOn(await act(page, 'advance-order', { id: one }))).toContain('niemożliwe');
    expect(saidOn(await act(page, 'place-order', { id: 'kacper' }))).toContain('nie może teraz zamówić');
    expect(saidOn(await act(page, 'place-order', { id: 'nobody' }))).toBe('Nie ma takiej osoby.');
    expect(readText(await browser.open('/console?lang=en'))).toMatch(/Jan Testowy Invalidated/u);
  });

  it('adds and clears faults', async () => {
    const page = await signIn();
    await act(page, 'add-fault', { target: 'token', kind: 'status', times: '2' });
    await act(page, 'add-fault', { target: 'nonce', kind: 'cut' });
    await act(page, 'add-fault', { target: 'qr', kind: 'expired', times: '1' });
    expect(saidOn(await act(page, 'add-fault', { target: 'qr', kind: 'cut' }))).toContain('nie może się tam zdarzyć');
    const list = async () => (await world.staff('GET', '/api/faults')).json['faults'];
    expect(await list()).toMatchObject([
      { target: 'token', kind: 'status', times_left: 2 },
      { target: 'nonce', kind: 'cut', times_left: null },
      { target: 'qr', kind: 'expired', times_left: 1 },
    ]);
    await world.post('/token');
    const shown = await browser.open('/console');
    expect(readText(shown)).toMatch(/token błąd serwera 500 jeszcze 1×.*nonce zerwane połączenie do odwołania/u);
    await browser.press(shown, '/console/actions/clear-fault');
    expect(await list()).toMatchObject([{ target: 'nonce' }, { target: 'qr' }]);
    expect(saidOn(await act(page, 'clear-fault', { id: '1' }))).toContain('już nie ma');
    await act(page, 'clear-faults');
    expect(await list()).toEqual([]);
  });

  it('goes back to the page it was done on, and to no other', async () => {
    const page = await signIn();
    const from = 'search=wzorcowa&state=ready&after=x&next=http://evil.example';
    const answer = await world.post(
      '/console/actions/clear-faults',
      new URLSearchParams({ form_token: tokenOf(page), from }),
      { Origin: world.url, Cookie: await cookieOfNewSession() },
    );
    // Another session's form.
    expect(answer.status).toBe(403);
    const shown = await act(page, 'clear-faults', { from });
    expect(shown.text).toContain('value="wzorcowa"');
    expect(shown.text).toMatch(/<option value="ready" selected/u);
    expect(shown.text).not.toContain('evil.example');
  });
});

const cookieOfNewSession = async (): Promise<string> => {
  const answer = await world.post('/console/login', new URLSearchParams({ token: STAFF_TOKEN }), { Origin: world.url });
  return answer.headers.getSetCookie().at(-1)?.split(';')[0] ?? '';
};

describe('somebody else’s page', () => {
  it('cannot act: neither without the session, nor without its form token, nor from elsewhere', async () => {
    const page = await signIn();
    const fault = { target: 'token', kind: 'cut' };
    const form_token = tokenOf(page);
    const send = (path: string, fields: Record<string, string>, headers: Record<string, string>) =>
      browser.submit(path, fields, headers);
    const path = '/console/actions/add-fault';
    const refused = [
      await send(path, { form_token: 'guessed', ...fault }, {}),
      await send(path, fault, {}),
      await send(path, { form_token, ...fault }, { Origin: 'http://evil.example' }),
      await send(path, { form_token, ...fault }, { Origin: 'http://127.0.0.1:1' }),
      await send(path, { form_token, ...fault }, { Cookie: '' }),
      await send('/console/logout', { form_token }, { Origin: 'http://evil.example' }),
      await send('/console/logout', {}, {}),
    ];
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403, 403]);
    expect((await world.staff('GET', '/api/faults')).json['faults']).toEqual([]);
    expect((await browser.open('/console')).text).toContain('clock-live');
  });

  it('reaches no call that is not in the table', async () => {
    const page = await signIn();
    const id = await place('zofia');
    for (const action of ['reset', 'constructor', '__proto__']) expect((await act(page, action)).status).toBe(404);
    await act(page, 'clear-fault', { id: '../orders' });
    await act(page, 'cancel-order', { id: `${id}/advance?` });
    await act(page, 'advance-order', { id: `${id}/../${id}` });
    expect(await stateOf(id)).toBe('waiting');
    expect((await act(page, 'clear-faults')).status).toBe(200);
  });

  it('frames nothing of it, and no answer is kept', async () => {
    for (const page of [await browser.open('/console'), await signIn(), await browser.open('/console/nothing')]) {
      expect(page.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
      expect(page.headers.get('Cache-Control')).toBe('no-store');
      expect(page.text).not.toMatch(/ style=| on[a-z]+=|<style|<script(?! type="module" src="\/console)/u);
    }
    expect(readText(await browser.open('/console/nothing'))).toContain('Nie ma takiej strony');
  });

  it('puts no text on it by an address', async () => {
    await signIn();
    const page = await browser.open('/console?part=clock&said=%3Cb%3Epwned&search=%22%3E%3Cscript%3E&state=%3Ci%3E');
    expect(saidOn(page)).toContain('Tak się nie da');
    expect(page.text).not.toMatch(/<b>|"><script>|<i>/u);
    expect(saidOn(await browser.open('/console?part=clock&said=constructor'))).toContain('Tak się nie da');
    expect(saidOn(await browser.open('/console?part=nothing&said=done'))).toBe('');
  });
});

describe('the console', () => {
  it('shows no code, no QR and no PESEL, on the page or in the stream', async () => {
    const page = await signIn();
    const stream = await browser.listen('/console/events');
    const id = await place('zofia');
    world.wait(5 * SECOND_MS);
    const { json } = await world.staff('GET', `/api/orders/${id}`);
    const shown = await browser.open('/console');
    await act(page, 'clear-faults');
    for (const kind of ['order-placed', 'order-moved', 'order-moved']) {
      // The page asks itself what it was.
      expect(await stream.next()).toEqual({ id: expect.any(String) as string, kind, data: {} });
    }
    for (const secret of [json['activation_code'], json['qr'], STAFF_TOKEN]) {
      expect(shown.text).not.toContain(String(secret));
      expect(stream.text()).not.toContain(String(secret));
    }
    expect(shown.text).not.toMatch(/\b\d{11}\b/u);
  });

  it('goes through many students in pages, and finds them', async () => {
    await world.stop();
    world = await openWorld({ students: 'crowd:40' });
    const first = await signIn();
    const rows = (page: Answer) => page.text.split('id="students-live"')[1]?.match(/<li class="row">/gu)?.length;
    expect(rows(first)).toBeGreaterThanOrEqual(12);
    const next = /href="(\/console\?after=[^"]+)"/u.exec(first.text)?.[1] ?? '';
    expect(readText(await browser.open(next.replace(/#.*/u, '')))).not.toContain('Zofia Przykładowa');
    const found = readText(await browser.open('/console?search=SYM-0000007'));
    expect(found).toContain('SYM-0000007');
    expect(found).not.toContain('SYM-0000008');
    expect(readText(await browser.open('/console?search=Nikt+Taki'))).toContain('Nikogo takiego nie ma');
  });

  it('shows orders of one state, and the newest events first', async () => {
    await place('zofia');
    await world.staff('POST', `/api/orders/${await place('jan')}/cancel`);
    await signIn();
    const orders = (await browser.open('/console?state=cancelled')).text.split('id="orders-live"')[1] ?? '';
    expect(orders.split('</section>')[0]).toMatch(/Jan Testowy/u);
    expect(orders.split('</section>')[0]).not.toMatch(/Zofia/u);
    const events = readText(await browser.open('/console?lang=en')).split('Latest events')[2] ?? '';
    expect(events).toMatch(/Order moved: jan.*Order placed: jan.*Order placed: zofia/u);
  });
});
