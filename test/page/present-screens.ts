import type { Page } from 'playwright-core';
import type { Handlers } from '../../shared/ipc/contract.ts';
import { encodeBase45 } from '../../shared/protocol/base45.ts';
import { makeCard, makeRequest, makeWallet } from '../support/sample-views.ts';
import type { Screen } from './screen.ts';

/** As long as the longest specimen's, which makes a QR of version 18. */
export const SHOWN_TEXT = `MP1:${'A7F3%K9.X:'.repeat(102)}`;

/** Of the size that a portrait of 4 KB makes: 14 frames. */
export const MOVING_TEXT = `MP1:${encodeBase45(Uint8Array.from({ length: 4700 }, (_byte, at) => (at * at) % 251))}`;

const withCard = { wallet: makeWallet([makeCard()]) };
const opens: Partial<Handlers> = { 'presentation.open': async () => ({ ok: true, value: makeRequest() }) };
const scanned = { route: '/wallet/card/card-1/confirm/scan', view: withCard } as const;

export const shows: Partial<Handlers> = {
  'presentation.show': async ({ withPhoto }) => ({
    ok: true,
    value: { text: withPhoto ? MOVING_TEXT : SHOWN_TEXT, redrawAt: Date.now() + 15_000 },
  }),
};

/** A challenge of „Kasa 3", and the answer to it. */
export const answersChallenge: Partial<Handlers> = {
  'presentation.open': async () => {
    const { requestId, groups, cardIds, expiresAt } = makeRequest();
    return { ok: true, value: { requestId, groups, cardIds, expiresAt, kind: 'challenge', who: 'Kasa 3' } };
  },
  'presentation.share': async ({ withPhoto }) => ({
    ok: true,
    value: { kind: 'qr', text: withPhoto ? MOVING_TEXT : SHOWN_TEXT, until: Date.now() + 110_000 },
  }),
};

/** Six digits typed and sent off. */
export async function typeDigits(page: Page, digits = '123456'): Promise<void> {
  await page.locator('#qr-text').fill(digits);
  await page.getByRole('button', { name: /^(Dalej|Continue)$/u }).click();
}
const press = (page: Page, name: RegExp): Promise<void> => page.getByRole('button', { name }).click();
const SHARE = /^(Udostępnij dane|Share data)$/u;

const reachConsent = async (page: Page): Promise<void> => {
  await typeDigits(page);
  await page.getByRole('button', { name: SHARE }).waitFor();
};
const reachAnswer = async (page: Page): Promise<void> => {
  await reachConsent(page);
  await press(page, SHARE);
  await page.getByRole('button', { name: /^(Zakończ|Finish)$/u }).waitFor();
};

/** Confirming data and showing a code, as a person can come to see them. */
export const PRESENT_SCREENS: readonly Screen[] = [
  { name: 'confirm-start', route: '/wallet/card/card-1/confirm', view: withCard },
  { name: 'confirm-scan', ...scanned },
  { name: 'consent', ...scanned, handlers: opens, reach: reachConsent },
  {
    name: 'consent-cards',
    ...scanned,
    view: { wallet: makeWallet([makeCard({ status: 'suspended' }), makeCard({ id: 'card-2', photo: null })]) },
    handlers: {
      'presentation.open': async () => ({
        ok: true,
        value: makeRequest({
          cardIds: ['card-1', 'card-2'],
          who: 'xn--uczelna-q5a.example',
          host: {
            issuer: 'https://xn--uczelna-q5a.example',
            host: 'xn--uczelna-q5a.example',
            hostUnicode: 'uczelńa.example',
            hasMixedScripts: false,
            isInsecure: false,
          },
        }),
      }),
    },
    reach: reachConsent,
  },
  {
    name: 'consent-none-fits',
    ...scanned,
    handlers: { 'presentation.open': async () => ({ ok: true, value: makeRequest({ cardIds: [] }) }) },
    reach: async (page) => {
      await typeDigits(page);
      await page.getByRole('button', { name: /^(Odmów|Refuse)$/u }).waitFor();
    },
  },
  {
    name: 'confirm-sent',
    ...scanned,
    handlers: { ...opens, 'presentation.share': async () => ({ ok: true, value: { kind: 'sent' } }) },
    reach: reachAnswer,
  },
  {
    name: 'confirm-qr',
    ...scanned,
    handlers: answersChallenge,
    reach: reachAnswer,
  },
  {
    name: 'confirm-refused',
    ...scanned,
    handlers: { 'presentation.open': async () => ({ ok: false, code: 'REQUEST_UNKNOWN', detail: 'HTTP 404' }) },
    reach: async (page) => {
      await typeDigits(page);
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'show',
    route: '/wallet/card/card-1/show',
    view: withCard,
    handlers: shows,
    reach: (page) => page.locator('svg.qr').waitFor(),
  },
  {
    name: 'show-photo',
    route: '/wallet/card/card-1/show',
    view: withCard,
    handlers: shows,
    reach: async (page) => {
      await page.getByRole('switch').check();
      await page.getByRole('img', { name: /^(Ruchomy|Moving)/u }).waitFor();
    },
  },
  {
    name: 'show-revoked',
    route: '/wallet/card/card-1/show',
    view: { wallet: makeWallet([makeCard({ status: 'invalid' })]) },
    handlers: shows,
  },
];
