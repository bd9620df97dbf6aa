import type { Page } from 'playwright-core';
import type { Handlers } from '../../shared/ipc/contract.ts';
import { ACTIVATION_STAGES } from '../../shared/ipc/views.ts';
import { makeCard, makeOpened, makeWallet } from '../support/sample-views.ts';
import { acceptTerms, typeQrText } from './open-page.ts';
import type { Scene, SceneOptions } from './stage.ts';

/** Every QR is good. */
export const opens: Partial<Handlers> = { 'activation.open': async () => ({ ok: true, value: makeOpened() }) };
export const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();
export const readHeading = (page: Page): Promise<string | null> =>
  page.getByRole('heading', { level: 1 }).textContent();

export const readFocus = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.textContent ?? null);

/** A redeemed card is in the wallet by the time the answer comes, as the real host has it. */
export const redeems = (scene: Pick<Scene, 'host'>): Partial<Handlers> => ({
  'activation.redeem': async ({ activationId }) => {
    for (const stage of ACTIVATION_STAGES)
      scene.host.push({ name: 'activation.stage', value: { activationId, stage } });
    scene.host.push({ name: 'wallet.changed', value: makeWallet([makeCard()]) });
    return { ok: true, value: { kind: 'added', card: makeCard() } };
  },
});

/** The screen that asks for the code, reached by typing a QR's text. */
export const openCodeSceneOn =
  (openScene: (options: SceneOptions) => Promise<Scene>) =>
  async (handlers: Partial<Handlers>): Promise<Scene> => {
    const scene = await openScene({
      route: '/wallet/add/scan',
      view: { wallet: makeWallet() },
      handlers: { ...opens, ...handlers },
      script: acceptTerms,
    });
    await typeQrText(scene.page, 'eyJ.a.b');
    await scene.page.getByRole('textbox', { name: 'Kod aktywacyjny' }).waitFor();
    return scene;
  };
