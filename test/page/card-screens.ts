import type { Page } from 'playwright-core';
import type { CardView, WalletView } from '../../shared/ipc/views.ts';
import { makeCard, makeWaiting, makeWallet, SAMPLE_NOW } from '../support/sample-views.ts';
import type { Screen } from './screen.ts';

/** The card and the documents, in every state they can be in. */

const DAY_MS = 24 * 3600_000;

export const makeHistory = (): CardView['history'] => [
  { at: SAMPLE_NOW - 40 * DAY_MS, kind: 'added', detail: '2026-10-31' },
  { at: SAMPLE_NOW - 30 * DAY_MS, kind: 'shown', detail: '' },
  { at: SAMPLE_NOW - 21 * DAY_MS, kind: 'shared', detail: 'Biblioteka Symulowana' },
  { at: SAMPLE_NOW - 14 * DAY_MS, kind: 'suspended', detail: '' },
  { at: SAMPLE_NOW - 13 * DAY_MS, kind: 'restored', detail: '' },
  { at: SAMPLE_NOW - 2 * DAY_MS, kind: 'renewal-refused', detail: '' },
  { at: SAMPLE_NOW - DAY_MS, kind: 'renewed', detail: '2027-03-31' },
];

/** A card of another university, whose person could exist. */
export const makeForeignCard = (change: Partial<CardView> = {}): CardView =>
  makeCard({
    id: 'card-foreign',
    issuer: 'https://xn--uczelna-q5a.example',
    issuerHost: 'xn--uczelna-q5a.example',
    university: 'Inna Uczelnia',
    isSpecimen: false,
    ...{ givenName: '•••', familyName: '•••', albumNumber: '•••', cardNumber: '•••' },
    ...{ birthdate: null, pesel: null, photo: null },
    ...change,
  });

const pressUpdate = (page: Page): Promise<void> => page.getByRole('button', { name: /^(Aktualizuj|Update)$/u }).click();
const oneCard = (change: Partial<CardView> = {}): Pick<Screen, 'route' | 'view'> => ({
  route: '/wallet/card/card-1',
  view: { wallet: makeWallet([makeCard(change)]) },
});
const documents = (change: Partial<WalletView>): Pick<Screen, 'route' | 'view'> => ({
  route: '/wallet',
  view: { wallet: { ...makeWallet(), ...change } },
});
const removal = {
  id: 'removal-1',
  issuerHost: '127.0.0.1:4001',
  at: SAMPLE_NOW - 7 * 60_000,
  nextAt: SAMPLE_NOW + 90_000,
};

const SCENES: readonly Screen[] = [
  {
    name: 'documents',
    ...documents({
      cards: [
        makeCard(),
        makeCard({ id: 'card-2', status: 'suspended' }),
        makeCard({ id: 'card-3', status: 'expired' }),
        makeCard({ id: 'card-4', status: 'invalid' }),
        makeCard({ id: 'card-5', updatedAt: SAMPLE_NOW - 2 * DAY_MS }),
        makeForeignCard(),
      ],
    }),
  },
  {
    name: 'documents-waiting',
    ...documents({
      cards: [makeCard()],
      waiting: [makeWaiting(), makeWaiting({ id: 'waiting-2', intervalS: 7200, nextAt: SAMPLE_NOW + 7_100_000 })],
    }),
    handlers: { 'waiting.ask': async () => ({ ok: true, value: null }) },
    reach: async (page) => {
      await page
        .getByRole('button', { name: /^(Sprawdź teraz|Check now)$/u })
        .first()
        .click();
      await page.getByText(/^(Jeszcze nie gotowa\.|Not ready yet\.)$/u).waitFor();
    },
  },
  {
    name: 'documents-notices',
    ...documents({
      notices: [{ id: 'notice-1', issuerHost: '127.0.0.1:4001', code: 'ORDER_CANCELLED', at: SAMPLE_NOW - 3_600_000 }],
      removals: [removal],
    }),
  },
  { name: 'waiting', ...documents({ waiting: [makeWaiting()] }), route: '/wallet/waiting/waiting-1' },
  {
    name: 'waiting-unreachable',
    ...documents({ waiting: [makeWaiting()] }),
    route: '/wallet/waiting/waiting-1',
    handlers: {
      'waiting.ask': async () => ({ ok: false, code: 'ISSUER_UNREACHABLE', detail: 'connect ECONNREFUSED' }),
    },
    reach: async (page) => {
      await page.getByRole('button', { name: /^(Sprawdź teraz|Check now)$/u }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'card', ...oneCard() },
  { name: 'card-expired', ...oneCard({ status: 'expired', validUntil: '2026-09-30' }) },
  { name: 'card-invalid', ...oneCard({ status: 'invalid', isRenewable: false }) },
  { name: 'card-suspended', ...oneCard({ status: 'suspended' }) },
  { name: 'card-stale', ...oneCard({ updatedAt: SAMPLE_NOW - DAY_MS - 1 }) },
  {
    name: 'card-masked',
    route: '/wallet/card/card-foreign',
    view: { wallet: makeWallet([makeForeignCard({ status: 'expired' })]) },
  },
  { name: 'card-history', ...oneCard({ history: makeHistory() }), reach: (page) => page.locator('summary').click() },
  {
    name: 'card-renewed',
    ...oneCard({ validUntil: '2026-10-31' }),
    handlers: { 'card.update': async () => ({ ok: true, value: makeCard({ updatedAt: SAMPLE_NOW }) }) },
    reach: async (page) => {
      await pressUpdate(page);
      await page.getByText(/^(Przedłużono|Renewed)\./u).waitFor();
    },
  },
  {
    name: 'card-update-failed',
    ...oneCard(),
    handlers: { 'card.update': async () => ({ ok: false, code: 'STATUS_UNAVAILABLE', detail: 'HTTP 503' }) },
    reach: async (page) => {
      await pressUpdate(page);
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'card-remove',
    ...oneCard(),
    reach: (page) => page.getByRole('button', { name: /^(Usuń dokument|Remove document)$/u }).click(),
  },
];

export const CARD_SCREENS = SCENES.map((screen): Screen => ({ ...screen, now: SAMPLE_NOW }));
