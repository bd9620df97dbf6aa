import type { Page } from 'playwright-core';
import QRCode from 'qrcode';
import type { Handlers } from '../../shared/ipc/contract.ts';
import type { Way } from '../../renderer/state/scan-way.ts';
import { makeOpened, makeWallet } from '../support/sample-views.ts';
import { type Look, photographQr, toPng } from '../support/draw-picture.ts';
import { acceptTerms } from './open-page.ts';
import type { Scene, SceneOptions } from './stage.ts';
import { stubCamera, type StubWindow } from './stub-camera.ts';

/** As long as a real activation QR, so that the code is as dense as one. */
export const TEXT = `eyJ0eXAi.${'Ab3-'.repeat(85)}.sig`;
const opens: Partial<Handlers> = { 'activation.open': async () => ({ ok: true, value: makeOpened() }) };

export const drawQr = (text: string, width = 600): Promise<Buffer> => QRCode.toBuffer(text, { width, margin: 4 });
export const asUrl = (png: Buffer): string => `data:image/png;base64,${png.toString('base64')}`;

/** The scanner, one of its ways in open, where every code is good unless a handler says otherwise. */
export const openWayOn =
  (openScene: (options: SceneOptions) => Promise<Scene>) =>
  (way: Way, options: SceneOptions = {}): Promise<Scene> =>
    openScene({
      route: way === 'type' ? '/wallet/add/scan' : `/wallet/add/scan/${way}`,
      view: { wallet: makeWallet() },
      handlers: opens,
      ...options,
      script: async (tab) => {
        await acceptTerms(tab);
        await options.script?.(tab);
      },
    });

export const reachesCode = (page: Page): Promise<void> =>
  page.getByRole('textbox', { name: 'Kod aktywacyjny' }).waitFor();
export const waitForState = (page: Page, title: string): Promise<void> =>
  page.getByRole('status').getByText(title, { exact: true }).waitFor();

/** A camera that the test paints, before a host that knows our code from others. */
export const withCamera = {
  script: (tab) => tab.addInitScript(stubCamera),
  handlers: {
    'activation.open': async ({ text }) =>
      text === TEXT ? { ok: true, value: makeOpened() } : { ok: false, code: 'QR_UNKNOWN_FORMAT' },
  },
} satisfies SceneOptions;
export const showToCamera = (page: Page, url: string): Promise<void> =>
  page.evaluate((shown) => (window as unknown as StubWindow).camera.show(shown), url);
export const readTracks = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as StubWindow).camera.tracks.map(({ readyState }) => readyState));

/** Looks of a code whose marks can be seen and whose bits nobody can read. */
const UNREADABLE_LOOKS = {
  small: { module: 2 },
  blurred: { module: 4, blur: 1 },
  dark: { module: 4, tone: (light) => 20 + (light / 255) * 30 },
  glare: { module: 4, tone: (light, x, y) => (Math.hypot(x - 190, y - 190) < 70 ? 255 : light) },
} satisfies Readonly<Record<string, Partial<Look>>>;
export type Unreadable = keyof typeof UNREADABLE_LOOKS;

/** Pixels of a side; the code is in the middle. */
export const UNREADABLE_SIZE = 350;
const drawn = new Map<Unreadable, Buffer>();

export function photographUnreadable(why: Unreadable): Buffer {
  const size = { width: UNREADABLE_SIZE, height: UNREADABLE_SIZE };
  const draw = (): Buffer =>
    toPng(photographQr(TEXT, { ...size, isDamaged: true, ...UNREADABLE_LOOKS[why] }), size.width, size.height);
  const picture = drawn.get(why) ?? draw();
  drawn.set(why, picture);
  return picture;
}
