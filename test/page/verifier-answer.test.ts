import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { VerifierAnswer } from '../../shared/ipc/verifier-views.ts';
import { VERDICTS } from '../../shared/protocol/codes.ts';
import { makeAnswer } from '../support/sample-verifier.ts';
import { makeAppView } from '../support/sample-views.ts';
import { press, readFocus, readHeading } from './code-scene.ts';
import { type Scene, type SceneOptions, useStage } from './stage.ts';
import { ANSWERS, answers, showCode } from './verifier-screens.ts';

const openScene = useStage();

/** The answer as its screen shows it, asked for over the network. */
async function openAnswer(change: Partial<VerifierAnswer> = {}, options: SceneOptions = {}): Promise<Scene> {
  const scene = await openScene({ route: '/verifier/ask', handlers: answers(makeAnswer(change)), ...options });
  await showCode(scene.page);
  await scene.page.locator('[data-verdict]').waitFor();
  return scene;
}
const readAnswer = (page: Page): Promise<string> => page.locator('[data-verdict]').innerText();
const PERSONAL = ['Zofia', 'Przykładowa', 'SYM-000123', '000-0000123', '31.03.2027', 'data:image'];

describe('the look', () => {
  test.each([
    ['VALID', 'Ważna', 'potwierdzona na żywo'],
    ['VALID_UNCHALLENGED', 'Ważna', 'bez potwierdzenia na żywo'],
    ['EXPIRED', 'Po terminie', 'już nie obowiązuje'],
    ['SUSPENDED', 'Zawieszona', 'teraz nie obowiązuje'],
    ['REVOKED', 'Unieważniona', 'nie wolno jej uznać'],
    ['INDETERMINATE', 'Nie wiadomo', 'czy jest ważna'],
    ['INVALID', 'Odrzucona', 'nie przeszła sprawdzenia'],
  ] as const)('%s has its word, is named a simulation, and takes the focus', async (verdict, word, note) => {
    const { page } = await openAnswer({ verdict });
    await expect.poll(() => readHeading(page)).toBe(word);
    expect(await readFocus(page)).toBe(word);
    const text = await readAnswer(page);
    for (const part of ['SYMULACJA / SIMULATION', note]) expect(text).toContain(part);
    expect(await page.title()).toBe(`${word} – mLegitymacja Simulator`);
  });

  test('differs from verdict to verdict in outline, sign and field', async () => {
    const looks = new Set<string>();
    for (const verdict of VERDICTS) {
      const { page } = await openAnswer({ verdict });
      const look = await page.locator('[data-verdict]').evaluate((answer) => {
        const icon = answer.querySelector('svg');
        const outline = icon?.querySelector('.outline');
        const paths = [...(icon?.querySelectorAll('path') ?? [])].map((path) => path.getAttribute('d'));
        return [...paths, outline ? getComputedStyle(outline).strokeDasharray : ''].join(' ');
      });
      looks.add(look);
    }
    expect(looks.size).toBe(VERDICTS.length);
  });

  test('is spoken once: the verdict, and why', async () => {
    const { page } = await openAnswer({ verdict: 'SUSPENDED', reason: 'CARD_SUSPENDED' });
    const alert = page.getByRole('alert');
    const said = await alert.innerText();
    expect(said).toBe('Zawieszona, teraz nie obowiązuje. Legitymacja jest prawdziwa, ale uczelnia ją zawiesiła.');
    const element = await alert.elementHandle();
    await press(page, 'Zakończ i usuń dane');
    // Still the same element: what is spoken is not spoken again.
    expect(await alert.evaluate((now, before) => now === before, element)).toBe(true);
  });

  test('is in English whole, SIMULATION in both languages', async () => {
    const { page } = await openAnswer(
      { verdict: 'REVOKED', reason: 'CARD_REVOKED' },
      { view: { settings: { ...makeAppView().settings, language: 'en' } } },
    );
    const text = await readAnswer(page);
    for (const part of ['SYMULACJA / SIMULATION', 'must not be accepted', 'Do not accept it.'])
      expect(text).toContain(part);
    expect(text).not.toMatch(/[ąćęłńóśźż]/u);
  });
});

describe('whom it is about', () => {
  test.each(['INVALID', 'REVOKED'] as const)('%s shows nobody, whatever the host sends', async (verdict) => {
    const { page } = await openAnswer({ ...ANSWERS.valid, verdict, reason: 'JWS_SIGNATURE', expiresAt: null });
    await page.getByText('Danych osoby nie pokazano').waitFor();
    await page.locator('summary').click();
    const everything = `${await page.content()} ${await page.title()}`;
    for (const part of PERSONAL) expect(everything).not.toContain(part);
  });

  test('is shown with name, photo, university and last day, under the mark', async () => {
    const { page } = await openAnswer(ANSWERS.valid);
    const person = page.getByRole('region', { name: 'Kogo dotyczy' });
    const text = await person.innerText();
    for (const part of ['WZÓR', 'Zofia Przykładowa', 'Testowa Uczelnia Symulowana', '31.03.2027', 'Porównaj twarz'])
      expect(text).toContain(part);
    await person.getByRole('img', { name: 'Rysowany portret: Zofia Przykładowa' }).waitFor();
    expect(await person.evaluate((element) => element.lastElementChild?.classList.contains('specimen'))).toBe(true);
  });

  test('covered data say why they are covered', async () => {
    const { page } = await openAnswer(ANSWERS.masked);
    expect(await readAnswer(page)).toContain('może dotyczyć prawdziwej osoby');
  });

  test('where nothing proves who it is, says so, not that nobody asked', async () => {
    const { page } = await openAnswer({
      ...{ ...ANSWERS.indeterminate, reason: 'ISSUER_UNREACHABLE' },
      ...{ person: null, issuer: null, expiresAt: null },
    });
    const text = await readAnswer(page);
    expect(text).toContain('nie dało się potwierdzić, że są prawdziwe');
    expect(text).not.toContain('Pytano tylko o ważność');
  });

  test('where only the validity was asked for, says so and has nothing to drop', async () => {
    const { page } = await openAnswer(ANSWERS.nameless);
    expect(await readAnswer(page)).toContain('Pytano tylko o ważność');
    expect(await page.getByRole('timer').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Zakończ i usuń dane' }).count()).toBe(0);
  });
});

describe('the data vanish', () => {
  /** The verdict is still there, and nobody with it. */
  async function expectGone(page: Page): Promise<void> {
    await page.getByText('Dane osoby usunięto z ekranu i z pamięci.', { exact: false }).waitFor();
    const content = await page.content();
    for (const part of PERSONAL.slice(0, 4)) expect(content).not.toContain(part);
    await expect.poll(() => readHeading(page)).toBe('Ważna');
  }

  test('after three minutes, with the time left in sight until then', async () => {
    const { page } = await openAnswer({}, { prepare: (tab) => tab.clock.install() });
    expect(await page.getByRole('timer').innerText()).toMatch(/^Dane znikną za [23]:\d\d$/u);
    await page.clock.fastForward(60_000);
    await page.getByText(/^Dane znikną za 1:\d\d$/u).waitFor();
    await page.getByText('Zofia Przykładowa').waitFor();
    await page.clock.fastForward(125_000);
    await expectGone(page);
  });

  test('at the latest three minutes after they came, whatever time the host says', async () => {
    const { page } = await openAnswer(
      { vanishesAt: Date.now() + 3_600_000 },
      { prepare: (tab) => tab.clock.install() },
    );
    await page.clock.runFor(180_001);
    await expectGone(page);
  });

  test('after a sleep in which no timer ran', async () => {
    const { page } = await openAnswer({}, { prepare: (tab) => tab.clock.install() });
    // Time jumps, timers do not fire: the next tick of the visible clock has to notice.
    await page.clock.setSystemTime(Date.now() + 3_600_000);
    await page.clock.runFor(1000);
    await expectGone(page);
  });

  test('when one is done with them', async () => {
    const { page } = await openAnswer();
    await press(page, 'Zakończ i usuń dane');
    await expectGone(page);
  });

  test('with the place: nothing is left of it elsewhere', async () => {
    const { page } = await openAnswer();
    await page.keyboard.press('Control+1');
    await page.getByRole('heading', { name: 'Portfel', exact: true }).waitFor();
    expect(await page.content()).not.toContain('Zofia');
  });
});

describe('why', () => {
  const at = new Date(2026, 9, 2, 14, 0).getTime();
  const MINUTE_MS = 60_000;

  test('is a sentence with its advice, and the checks below it', async () => {
    const { page } = await openAnswer({ verdict: 'REVOKED', reason: 'CARD_REVOKED' });
    const text = await readAnswer(page);
    expect(text).toContain('student ją anulował albo uczelnia ją unieważniła');
    expect(text).toContain('Nie przyjmuj jej.');
    await page.getByText('Sprawdzenia krok po kroku').click();
    await page.getByText('presentation-form').waitFor();
  });

  test.each([
    [true, 'podpisana dziś o 12:04, obowiązuje do jutra, 11:59, pobrana teraz'],
    [false, 'podpisana dziś o 12:04, obowiązuje do jutra, 11:59, z pamięci'],
  ])('tells the list that was relied on; fresh: %s', async (isFresh, sentence) => {
    const { page } = await openAnswer({
      at,
      list: {
        signedAt: new Date(2026, 9, 2, 12, 4).getTime(),
        holdsUntil: new Date(2026, 9, 3, 11, 59).getTime(),
        isFresh,
      },
    });
    expect(await readAnswer(page)).toContain(sentence);
  });

  test.each([
    [new Date(2026, 9, 1, 11, 59).getTime(), 'Ostatnia lista unieważnień obowiązywała do wczoraj, 11:59.'],
    [null, 'Nie ma żadnej listy unieważnień tego wystawcy.'],
  ])('what cannot be told says what is missing: %s', async (lastListHeldUntil, sentence) => {
    const { page } = await openAnswer({ ...ANSWERS.indeterminate, at, lastListHeldUntil });
    const text = await readAnswer(page);
    expect(text).toContain(sentence);
    expect(text).toContain('To nie znaczy, że legitymacja jest nieważna.');
  });

  test.each(['CLOCK_BEHIND', 'ISSUER_UNREACHABLE'] as const)('%s does not lack a list', async (reason) => {
    const { page } = await openAnswer({ ...ANSWERS.indeterminate, reason, lastListHeldUntil: null });
    const text = await readAnswer(page);
    expect(text).toContain('To nie znaczy, że legitymacja jest nieważna.');
    expect(text).not.toContain('Nie ma żadnej listy');
  });

  test.each([
    [{ skewMs: 95_000 }, 'Zegar telefonu spieszy się o 95 sekund'],
    [{ skewMs: -95_000, mode: 'asked' }, 'Zegar telefonu spóźnia się o 95 sekund'],
    [{ skewMs: -195_000, mode: 'challenged', reason: 'CLOCKS_HOLDER_BEHIND' }, 'Zegar telefonu spóźnia się o 3 minuty'],
    [{ skewMs: -95_000, mode: 'challenged' }, 'Według zegara telefonu kod powstał 95 sekund temu'],
    [{ skewMs: -95_000, mode: 'shown' }, 'Według zegara telefonu kod powstał 95 sekund temu'],
    [{ skewMs: 4000, reason: 'CLOCKS_HOLDER_AHEAD' }, 'Zegar telefonu spieszy się o 4 sekundy'],
  ] as const)('names clocks that differ: %o', async (change, sentence) => {
    const { page } = await openAnswer(change);
    expect(await readAnswer(page)).toContain(sentence);
  });

  test.each([9999, -9999, null])('does not speak of clocks that agree: %s', async (skewMs) => {
    const { page } = await openAnswer({ skewMs });
    expect(await readAnswer(page)).not.toContain('egar telefonu');
  });

  test('notices a card that was here before', async () => {
    const { page } = await openAnswer({ at, repeat: { times: 1, lastAt: at - 14_000 } });
    expect(await readAnswer(page)).toContain('Ta sama legitymacja: 2. raz, poprzednio 14 sekund temu.');
    const later = await openAnswer({ at, repeat: { times: 4, lastAt: at - 3 * MINUTE_MS } });
    expect(await readAnswer(later.page)).toContain('Ta sama legitymacja: 5. raz, poprzednio 3 minuty temu.');
  });
});

describe('the tone', () => {
  /** Notes that were asked for, in order, as "hertz". */
  async function listen(verdict: VerifierAnswer['verdict'], hasSound = true): Promise<string> {
    const { page } = await openAnswer(
      { verdict },
      { view: { settings: { ...makeAppView().settings, hasSound } }, prepare: (tab) => tab.addInitScript(recordNotes) },
    );
    return page.evaluate(() => (window as unknown as { notes: number[] }).notes.join(' '));
  }

  test('tells good, caution, bad and unknown apart, and among the good the one that was confirmed', async () => {
    const tones = {
      valid: await listen('VALID'),
      unchallenged: await listen('VALID_UNCHALLENGED'),
      caution: await listen('EXPIRED'),
      bad: await listen('INVALID'),
      unknown: await listen('INDETERMINATE'),
    };
    expect(Object.values(tones).every((notes) => notes !== '')).toBe(true);
    expect(new Set(Object.values(tones)).size).toBe(5);
    expect(await listen('SUSPENDED')).toBe(tones.caution);
    expect((await listen('REVOKED')).split(' ')[0]).toBe(tones.bad.split(' ')[0]);
  });

  test('is off where sound is off', async () => {
    expect(await listen('INVALID', false)).toBe('');
  });
});

/** An AudioContext that plays, as after a first click, and writes down what. */
function recordNotes(): void {
  const notes: number[] = [];
  const param = { setValueAtTime: () => undefined, exponentialRampToValueAtTime: () => undefined };
  class Recorder {
    readonly state = 'running';
    readonly currentTime = 0;
    readonly destination = {};
    createGain(): unknown {
      return { gain: param, connect: () => undefined };
    }
    createOscillator(): unknown {
      return {
        frequency: { setValueAtTime: (hz: number) => void notes.push(hz) },
        connect: () => undefined,
        start: () => undefined,
        stop: () => undefined,
      };
    }
    close(): Promise<void> {
      return Promise.resolve();
    }
  }
  Object.assign(window, { notes, AudioContext: Recorder });
}
