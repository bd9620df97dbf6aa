import type { Page } from 'playwright-core';
import type { Handlers } from '../../shared/ipc/contract.ts';
import type { Step } from '../../shared/protocol/steps.ts';
import { makeCard, makeOpened, makeWallet } from '../support/sample-views.ts';
import { CARD_SCREENS } from './card-screens.ts';
import { CHECK_SCREENS } from './check-screens.ts';
import { typeQrText } from './open-page.ts';
import { asUrl, drawQr, photographUnreadable, showToCamera } from './scan-scene.ts';
import { PRESENT_SCREENS } from './present-screens.ts';
import { TRUST_SCREENS } from './trust-screens.ts';
import type { Screen } from './screen.ts';
import { VERIFIER_SCREENS } from './verifier-screens.ts';

export const SAMPLE_STEPS: readonly Step[] = [
  {
    id: 'qr-size',
    outcome: 'pass',
    rule: 'mleg-sim 1 §7: 1 to 4096 characters, printable ASCII',
    detail: '372 characters',
  },
  {
    id: 'qr-signature',
    outcome: 'fail',
    rule: 'RFC 7515 5.2: ES256 signature of that key',
    detail: 'not signed by key "qr-1", or changed after signing',
    code: 'JWS_SIGNATURE',
  },
  {
    id: 'qr-issuer',
    outcome: 'skipped',
    rule: 'mleg-sim 1 §7: iss is the issuer the key belongs to',
    detail: 'not reached',
  },
];

const signedIn = { wallet: makeWallet() };
const withCard = { wallet: makeWallet([makeCard()]) };
const opens: Partial<Handlers> = { 'activation.open': async () => ({ ok: true, value: makeOpened() }) };
const never = new Promise<never>(() => undefined);

const openCode = async (page: Page): Promise<void> => {
  await typeQrText(page, 'eyJ.a.b');
  await page.locator('#activation-code').waitFor();
};
const sendCode = async (page: Page): Promise<void> => {
  await openCode(page);
  await page.locator('#activation-code').fill('aB3dE5gH');
  await page.getByRole('button', { name: /^(Aktywuj|Activate)$/u }).click();
};
const onTheWay = { route: '/wallet/add/scan', view: signedIn, isOnTheWay: true } as const;

export const SCREENS: readonly Screen[] = [
  ...VERIFIER_SCREENS,
  ...TRUST_SCREENS,
  ...PRESENT_SCREENS,
  ...CARD_SCREENS,
  ...CHECK_SCREENS,
  { name: 'welcome', route: '/wallet' },
  { name: 'sign-in', route: '/wallet/sign-in' },
  { name: 'documents-empty', route: '/wallet', view: signedIn },
  {
    name: 'set-aside',
    route: '/wallet',
    view: { wallet: { ...makeWallet(), protection: 'none', setAside: '/data/vault.json.damaged-1' } },
  },
  { name: 'choose', route: '/wallet/add', view: signedIn },
  { name: 'terms', route: '/wallet/add/terms', view: signedIn },
  {
    name: 'break-off',
    route: '/wallet/add/terms',
    view: signedIn,
    reach: (page) => page.getByRole('button', { name: /^(Przerwij|Stop)$/u }).click(),
  },
  { name: 'scan-type', ...onTheWay },
  { name: 'scan-image', ...onTheWay, route: '/wallet/add/scan/image' },
  { name: 'link-waiting', route: '/wallet', view: { handOver: 'eyJ0eXAi.Ab3-.sig' } },
  {
    name: 'link',
    ...onTheWay,
    route: '/wallet/add/link',
    view: { ...signedIn, handOver: `eyJ0eXAi.${'Ab3-'.repeat(85)}.sig` },
    reach: (page) => page.locator('#handed-over').waitFor(),
  },
  { name: 'scan-screen', ...onTheWay, route: '/wallet/add/scan/screen' },
  {
    name: 'screen-refused',
    ...onTheWay,
    route: '/wallet/add/scan/screen',
    screen: 'NotAllowedError',
    reach: (page) =>
      page.getByRole('button', { name: /^(Wybierz ekran lub okno|Choose a screen or window)$/u }).click(),
  },
  { name: 'camera-asking', ...onTheWay, route: '/wallet/add/scan/camera', camera: 'pending' },
  { name: 'camera-refused', ...onTheWay, route: '/wallet/add/scan/camera', camera: 'NotAllowedError' },
  { name: 'camera-missing', ...onTheWay, route: '/wallet/add/scan/camera', camera: 'NotFoundError' },
  {
    name: 'camera-unread',
    ...onTheWay,
    route: '/wallet/add/scan/camera',
    camera: 'painted',
    reach: async (page) => {
      await page.evaluate(() =>
        Object.assign(window, { cameraCapabilities: { torch: true, zoom: { min: 1, max: 4, step: 0.1 } } }),
      );
      // Opened anew, by which what it can do is asked for again.
      await page.getByRole('combobox', { name: 'Kamera' }).selectOption('desk');
      await showToCamera(page, asUrl(photographUnreadable('glare')));
      await page.getByRole('status').getByText('Na kodzie jest odblask').waitFor();
      await page.locator('summary').click();
    },
  },
  {
    name: 'camera-foreign',
    ...onTheWay,
    route: '/wallet/add/scan/camera',
    camera: 'painted',
    handlers: { 'activation.open': async () => ({ ok: false, code: 'QR_UNKNOWN_FORMAT' }) },
    reach: async (page) => {
      await showToCamera(page, asUrl(await drawQr('https://example.org/menu')));
      await page.getByText(/^Odczytał/u).waitFor();
    },
  },
  { name: 'camera-busy', ...onTheWay, route: '/wallet/add/scan/camera', camera: 'NotReadableError' },
  {
    name: 'refused',
    ...onTheWay,
    handlers: { 'activation.open': async () => ({ ok: false, code: 'JWS_SIGNATURE', steps: SAMPLE_STEPS }) },
    reach: async (page) => {
      await typeQrText(page, 'eyJ.a.b');
      await page.locator('summary').click();
    },
  },
  { name: 'code', ...onTheWay, handlers: opens, reach: openCode },
  {
    name: 'code-unsigned',
    ...onTheWay,
    handlers: {
      'activation.open': async () => ({
        ok: true,
        value: makeOpened({
          isSigned: false,
          expiresAt: null,
          issuerHost: 'xn--uczelna-q5a.example',
          issuer: 'https://xn--uczelna-q5a.example',
        }),
      }),
    },
    reach: openCode,
  },
  {
    name: 'code-wrong',
    ...onTheWay,
    handlers: { ...opens, 'activation.redeem': async () => ({ ok: false, code: 'CODE_WRONG', triesLeft: 3 }) },
    reach: async (page) => {
      await sendCode(page);
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'code-locked',
    ...onTheWay,
    handlers: { ...opens, 'activation.redeem': async () => ({ ok: false, code: 'CODE_LOCKED' }) },
    reach: async (page) => {
      await sendCode(page);
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'working',
    ...onTheWay,
    handlers: { ...opens, 'activation.redeem': () => never },
    reach: sendCode,
  },
  { name: 'added', route: '/wallet/added/card-1', view: withCard },
  { name: 'university-starting', route: '/university' },
  {
    name: 'university-failed',
    route: '/university',
    view: { university: { state: 'failed', url: null, detail: 'port 4001 is in use' } },
  },
];
