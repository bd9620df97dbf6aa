import type { Page } from 'playwright-core';
import QRCode from 'qrcode';
import type { Handlers } from '../../shared/ipc/contract.ts';
import type { Way } from '../../renderer/state/scan-way.ts';
import { makeOpened, makeWallet } from '../support/sample-views.ts';
import { acceptTerms } from './open-page.ts';
import type { Scene, SceneOptions } from './stage.ts';

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
