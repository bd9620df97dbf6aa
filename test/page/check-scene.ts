import type { Page } from 'playwright-core';
import type { Handlers } from '../../shared/ipc/contract.ts';
import type { VerifierAnswer } from '../../shared/ipc/verifier-views.ts';
import type { FakeHost } from '../support/fake-host.ts';
import { makeAnswer } from '../support/sample-verifier.ts';
import { asUrl, drawQr } from './scan-scene.ts';
import type { Scene, SceneOptions } from './stage.ts';
import { stubCamera, type StubWindow } from './stub-camera.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

/** The text of a card's code: another one for each number, as long as a real one unless told otherwise, with spaces in it. */
export function cardText(number: number, length = 700): string {
  let state = number + 1;
  const next = (): string => {
    state = (state * 48_271) % 2_147_483_647;
    return ALPHABET.charAt(state % ALPHABET.length);
  };
  return `MP1:${Array.from({ length }, next).join('')}X Y`;
}

/** A host that answers each text with what a table says of it, and refuses what is not in there as it would any replay. */
export const judges = (table: ReadonlyMap<string, Partial<VerifierAnswer>>): Partial<Handlers> => ({
  'verifier.check': async ({ text }) => {
    const change = table.get(text);
    if (!change) return { ok: false, code: 'QR_UNKNOWN_FORMAT' };
    return { ok: true, value: makeAnswer({ answerId: `answer-${text.slice(4, 24)}`, ...change }) };
  },
});

/** A screen of the verifier where every card is good unless a handler says otherwise, before a camera that the test paints. */
export const openCheckOn =
  (openScene: (options: SceneOptions) => Promise<Scene>) =>
  (route: string, options: SceneOptions = {}): Promise<Scene> =>
    openScene({
      route: `/verifier/${route}`,
      ...options,
      handlers: {
        'verifier.check': async ({ text }) => ({
          ok: true,
          value: makeAnswer({ answerId: `answer-${text.slice(4, 24)}` }),
        }),
        ...options.handlers,
      },
      prepare: async (page) => {
        await page.addInitScript(stubCamera);
        await page.addInitScript(holdLongTimers);
        await options.prepare?.(page);
      },
    });

export const showPicture = (page: Page, png: Buffer): Promise<void> =>
  page.evaluate((shown) => (window as unknown as StubWindow).camera.show(shown), asUrl(png));

export const showToCamera = async (page: Page, text: string): Promise<void> => showPicture(page, await drawQr(text));

export const readTracks = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as StubWindow).camera.tracks.map(({ readyState }) => readyState));

/** Timers of four seconds and more wait until a test lets them go off, so that nothing vanishes from under it. Runs in the page. */
export function holdLongTimers(): void {
  const held = new Map<number, { readonly ms: number; readonly run: () => void }>();
  let lastId = 1_000_000_000;
  const [start, stop] = [window.setTimeout.bind(window), window.clearTimeout.bind(window)];
  window.setTimeout = ((run: () => void, ms = 0) => {
    if (ms < 4000) return start(run, ms);
    held.set(++lastId, { ms, run });
    return lastId;
  }) as typeof window.setTimeout;
  window.clearTimeout = (id) => void (held.delete(id as number) || stop(id));
  const goOff = (ms: number): void => {
    for (const [id, timer] of held) if (timer.ms <= ms && held.delete(id)) timer.run();
  };
  Object.assign(window, { goOff });
}

/** As if so much time had passed since everything that waits was begun. */
export const passTime = (page: Page, ms: number): Promise<void> =>
  page.evaluate((passed) => (window as unknown as { goOff: (ms: number) => void }).goOff(passed), ms);

/** What the host was asked to judge, in order. */
export const judgedBy = (host: FakeHost): unknown[] =>
  host.calls.filter(({ name }) => name === 'verifier.check').map(({ argument }) => argument);
