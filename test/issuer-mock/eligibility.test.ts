import { afterEach, describe, expect, it } from 'vitest';
import type { Refusal } from '../../shared/student/eligibility.ts';
import { REFUSAL_TEXTS } from '../../shared/student/refusal-texts.ts';
import { SPECIMENS } from '../../shared/student/specimens.ts';
import { PlainBrowser, readText } from './plain-browser.ts';
import { DAY_MS, openWorld, type World, type WorldOptions } from './world.ts';

let world: World;
const open = async (options?: WorldOptions) => (world = await openWorld(options));
afterEach(() => world.stop());

/** Who is refused for what; everybody else may order. The second column holds since 1 July 2025. */
const CASES: Readonly<Record<string, readonly [legacy: readonly Refusal[], current: readonly Refusal[]]>> = {
  zenon: [['suspended'], ['suspended']],
  sylwia: [['removed'], ['removed']],
  alicja: [['graduated', 'els-not-renewed'], ['graduated']],
  dorota: [['not-a-student'], ['not-a-student']],
  pawel: [['not-a-student'], ['not-a-student']],
  borys: [['no-pesel'], ['no-pesel']],
  adam: [['no-album-number'], ['no-album-number']],
  ela: [['no-photo'], ['no-photo']],
  lena: [['no-els'], []],
  marek: [['els-not-renewed'], []],
  nina: [['data-changed'], []],
  kacper: [['no-photo', 'els-not-renewed', 'data-changed'], ['no-photo']],
};

describe.each(['legacy', 'current'] as const)('the rules called %s', (regime) => {
  it('let each specimen order or say everything that stands in the way', async () => {
    await open({ settings: { regime } });
    const answers: Record<string, unknown> = {};
    for (const { id } of SPECIMENS) {
      const { status, json } = await world.staff('POST', '/api/orders', { student: id });
      const refusals = (json['refusals'] ?? []) as { id: string }[];
      answers[id] = [status, refusals.map((refusal) => refusal.id)];
    }
    const expected = SPECIMENS.map(({ id }) => {
      const refusals = CASES[id]?.[regime === 'legacy' ? 0 : 1] ?? [];
      return [id, [refusals.length === 0 ? 201 : 422, refusals]];
    });
    expect(answers).toEqual(Object.fromEntries(expected));
  });
});

describe('a refusal', () => {
  it('carries its criterion and its texts in both languages in the API’s answer', async () => {
    await open();
    const { status, json } = await world.staff('POST', '/api/orders', { student: 'kacper' });
    const refusals = (['no-photo', 'els-not-renewed', 'data-changed'] as const).map((id, at) => ({
      ...{ id, criterion: [4, 6, 7][at], pl: REFUSAL_TEXTS.pl[id], en: REFUSAL_TEXTS.en[id] },
    }));
    expect([status, json]).toEqual([
      422,
      { error: 'not_eligible', error_description: expect.any(String) as string, refusals },
    ]);
  });

  it.each(['pl', 'en'] as const)(
    'stands on the ordering page in %s, with its remedy and without the button',
    async (language) => {
      await open();
      for (const [student, [refusals]] of Object.entries(CASES)) {
        const browser = new PlainBrowser(() => world);
        await browser.logIn(student);
        const page = await browser.open(`/usosweb/mlegitymacja?lang=${language}`);
        const text = readText(page);
        for (const refusal of refusals) {
          const { why, remedy } = REFUSAL_TEXTS[language][refusal];
          expect([student, text.includes(why), text.includes(remedy)]).toEqual([student, true, true]);
        }
        expect([student, page.text.includes('place-order')]).toEqual([student, false]);
      }
    },
  );

  it('holds against a form sent anyway', async () => {
    await open();
    const browser = new PlainBrowser(() => world);
    await browser.logIn('ela');
    const page = await browser.open('/usosweb/mlegitymacja');
    const token = /name="form_token"\s+value="([^"]+)"/u.exec(page.text)?.[1] ?? '';
    const answer = await browser.submit('/usosweb/orders', { form_token: token });
    expect([answer.status, answer.text.includes('order-status')]).toEqual([200, false]);
    expect(readText(answer)).toContain(REFUSAL_TEXTS.pl['no-photo'].why);
  });
});

describe('the login page', () => {
  it('groups everybody by whether they may order now, and says why not', async () => {
    await open();
    const page = await new PlainBrowser(() => world).open('/usosweb');
    const [may = '', mayNot = ''] = readText(page).split('Nie mogą teraz zamówić');
    const names = SPECIMENS.map(({ id, givenName, familyName }) => ({ id, name: `${givenName} ${familyName}` }));
    expect(names.filter(({ name }) => may.includes(name)).map(({ id }) => id)).toEqual([
      'zofia',
      'hanna',
      'jan',
      'piotr',
    ]);
    expect(names.filter(({ name }) => mayNot.includes(name)).map(({ id }) => id)).toEqual(Object.keys(CASES));
    expect(mayNot).toMatch(/Ela Bez-Zdjęcia SYM-000134 bez zdjęcia|Ela Bez-Zdjęcia .*bez zdjęcia/u);
    expect(mayNot).toContain('bez zdjęcia · ELS nieprzedłużona · zmienione dane');
  });

  it('shows a portrait of everybody but those without a photo', async () => {
    await open();
    const page = await new PlainBrowser(() => world).open('/usosweb');
    for (const { id, hasPhoto } of SPECIMENS) {
      const { status } = await world.get(`/usosweb/portraits/${id}.png`);
      const isShown = page.text.includes(`/usosweb/portraits/${id}.png`);
      expect([id, status, isShown]).toEqual([id, hasPhoto ? 200 : 404, hasPhoto]);
    }
  });

  it('follows the clock: without a renewed ELS nobody may order in the next semester', async () => {
    await open();
    world.wait(200 * DAY_MS);
    const { json } = await world.staff('POST', '/api/orders', { student: 'zofia' });
    expect((json['refusals'] as { id: string }[]).map(({ id }) => id)).toEqual(['els-not-renewed']);
  });
});
