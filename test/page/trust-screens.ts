import type { Page } from 'playwright-core';
import type { TrustCandidate } from '../../shared/ipc/trust-views.ts';
import {
  LOOK_ALIKE_HOST,
  FOREIGN_HOST,
  makeCandidate,
  makeCard,
  makeTrusted,
  makeWallet,
  OTHER_FINGERPRINT,
  SAMPLE_FINGERPRINT,
} from '../support/sample-views.ts';
import { typeQrText } from './open-page.ts';
import type { Screen } from './screen.ts';

const signedIn = { wallet: makeWallet() };
export const makeForeign = () =>
  makeTrusted({
    ...{ ...FOREIGN_HOST, name: 'Druga Uczelnia Symulowana', fingerprint: OTHER_FINGERPRINT },
    ...{ isBundled: false, cards: 2 },
  });

export const look = (page: Page): Promise<void> => page.getByRole('button', { name: /^(Sprawdź|Look)$/u }).click();
const finds = (candidate: TrustCandidate): Screen => ({
  name: `trust-${candidate.standing}`,
  route: `/wallet/trust/add?issuer=${encodeURIComponent(candidate.issuer)}`,
  view: signedIn,
  handlers: { 'trust.inspect': async () => ({ ok: true, value: [candidate] }) },
  reach: async (page) => {
    await look(page);
    await page.getByRole('heading', { level: 2, name: candidate.name }).waitFor();
  },
});

/** The trust list and the ways to it. */
export const TRUST_SCREENS: readonly Screen[] = [
  {
    name: 'trust',
    route: '/wallet/trust',
    view: {
      ...signedIn,
      trust: [
        makeTrusted(),
        makeForeign(),
        makeTrusted({ ...LOOK_ALIKE_HOST, name: 'USOS', isBundled: false, keys: 0, refreshedAt: null, addedAt: null }),
        makeTrusted({
          ...{ issuer: 'http://10.0.0.7:8080', host: '10.0.0.7:8080', hostUnicode: '10.0.0.7:8080', isInsecure: true },
          ...{ name: 'Pracownia 2', isBundled: false },
        }),
      ],
    },
  },
  { name: 'trust-empty', route: '/wallet/trust', view: { ...signedIn, trust: [] } },
  {
    name: 'trust-remove',
    route: '/wallet/trust',
    view: { ...signedIn, trust: [makeTrusted(), makeForeign()] },
    reach: (page) => page.getByRole('button', { name: /^(Usuń|Remove)$/u }).click(),
  },
  {
    name: 'trust-not-refreshed',
    route: '/wallet/trust',
    view: { ...signedIn, trust: [makeForeign()] },
    handlers: { 'trust.refresh': async () => ({ ok: false, code: 'TRUST_KEYS', detail: 'JWS_SIGNATURE' }) },
    reach: async (page) => {
      await page.getByRole('button', { name: /^(Odśwież klucze|Refresh keys)$/u }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'trust-add', route: '/wallet/trust/add', view: signedIn },
  {
    name: 'trust-add-refused',
    route: '/wallet/trust/add',
    view: signedIn,
    handlers: { 'trust.inspect': async () => ({ ok: false, code: 'TRUST_HTTP', detail: 'http://10.0.0.7' }) },
    reach: async (page) => {
      await page.locator('#trust-text').fill('http://10.0.0.7');
      await look(page);
      await page.getByRole('alert').waitFor();
    },
  },
  finds(makeCandidate()),
  finds(makeCandidate({ standing: 'trusted', keys: null })),
  finds(makeCandidate({ ...LOOK_ALIKE_HOST, standing: 'anchor-changed', trustedFingerprint: SAMPLE_FINGERPRINT })),
  {
    name: 'refused-stranger',
    route: '/wallet/add/scan',
    view: signedIn,
    isOnTheWay: true,
    handlers: { 'activation.open': async () => ({ ok: false, code: 'JWS_KID_UNKNOWN', issuer: LOOK_ALIKE_HOST }) },
    reach: async (page) => {
      await typeQrText(page, 'eyJ.a.b');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'card-issuer-gone',
    route: '/wallet/card/card-1',
    view: { wallet: makeWallet([makeCard({ issuer: FOREIGN_HOST.issuer, issuerHost: FOREIGN_HOST.host })]) },
  },
  {
    name: 'documents-issuer-gone',
    route: '/wallet',
    view: { wallet: makeWallet([makeCard(), makeCard({ id: 'card-2', issuer: FOREIGN_HOST.issuer })]) },
  },
];
