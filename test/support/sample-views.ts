import { PNG } from 'pngjs';
import type { OpenedRequest } from '../../shared/ipc/presentation-views.ts';
import type { TrustCandidate, TrustedIssuerView } from '../../shared/ipc/trust-views.ts';
import type { AppView, CardView, OpenedActivation, WaitingView } from '../../shared/ipc/views.ts';
import { fieldsOf } from '../../shared/protocol/card-query.ts';
import { SPECIMEN_UNIVERSITY, SPECIMENS } from '../../shared/student/specimens.ts';
import { makeVerifier } from './sample-verifier.ts';

/** What the page is shown in tests: specimen people, fixed instants. */

const zofia = SPECIMENS[0]!;
export const SAMPLE_PROFILE = { givenName: zofia.givenName, familyName: zofia.familyName };

/** A quarter of an hour after the sample card was added. */
export const SAMPLE_NOW = Date.UTC(2026, 9, 2, 7, 29);

const SAMPLE_HOST = {
  issuer: 'http://127.0.0.1:4001',
  host: '127.0.0.1:4001',
  hostUnicode: '127.0.0.1:4001',
  hasMixedScripts: false,
  isInsecure: false,
} as const;
export const FOREIGN_HOST = {
  ...SAMPLE_HOST,
  issuer: 'https://usos.druga.example',
  host: 'usos.druga.example',
  hostUnicode: 'usos.druga.example',
} as const;
/** Its second letter „s" is Latin, its „о" Cyrillic. */
export const LOOK_ALIKE_HOST = {
  ...SAMPLE_HOST,
  issuer: 'https://xn--uss-ted.example',
  host: 'xn--uss-ted.example',
  hostUnicode: 'us\u043es.example',
  hasMixedScripts: true,
} as const;
export const SAMPLE_FINGERPRINT = 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs';
export const OTHER_FINGERPRINT = 'cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s';

export const makeAppView = (): AppView => ({
  version: '0.1.0',
  shell: 'browser',
  settings: { language: 'pl', theme: 'light', hasSound: true, allowsHttp: false },
  wallet: { profile: null, cards: [], waiting: [], removals: [], notices: [], protection: 'file', setAside: null },
  university: { state: 'starting', url: null, detail: null },
  handOver: null,
  trust: [makeTrusted()],
  verifier: makeVerifier(),
});

/** A signed-in wallet with these cards. */
export const makeWallet = (cards: readonly CardView[] = []): AppView['wallet'] => ({
  profile: SAMPLE_PROFILE,
  cards,
  waiting: [],
  removals: [],
  notices: [],
  protection: 'file',
  setAside: null,
});

export const makeCard = (change: Partial<CardView> = {}): CardView => ({
  id: 'card-1',
  issuer: 'http://127.0.0.1:4001',
  issuerHost: '127.0.0.1:4001',
  status: 'valid',
  isSpecimen: true,
  ...SAMPLE_PROFILE,
  birthdate: '2204-05-14',
  pesel: zofia.pesel ?? '',
  albumNumber: zofia.albumNumber ?? '',
  issuedOn: '2026-10-02',
  validUntil: '2027-03-31',
  university: SPECIMEN_UNIVERSITY,
  cardNumber: '000-0000123',
  photo: drawPhoto(),
  addedAt: Date.UTC(2026, 9, 2, 7, 14),
  updatedAt: Date.UTC(2026, 9, 2, 7, 14),
  isRenewable: true,
  history: [{ at: Date.UTC(2026, 9, 2, 7, 14), kind: 'added', detail: '2027-03-31' }],
  ...change,
});

/** Promised for later, asked for every five seconds. */
export const makeWaiting = (change: Partial<WaitingView> = {}): WaitingView => ({
  id: 'waiting-1',
  issuerHost: '127.0.0.1:4001',
  issuerName: SPECIMEN_UNIVERSITY,
  since: SAMPLE_NOW - 60_000,
  nextAt: SAMPLE_NOW + 5000,
  intervalS: 5,
  ...change,
});

export const makeOpened = (change: Partial<OpenedActivation> = {}): OpenedActivation => ({
  activationId: 'activation-1',
  issuer: 'http://127.0.0.1:4001',
  issuerHost: '127.0.0.1:4001',
  issuerName: SPECIMEN_UNIVERSITY,
  isSigned: true,
  expiresAt: Date.UTC(2026, 10, 1, 7, 14),
  codeLength: 8,
  codeMode: 'text',
  ...change,
});

/** A verifier on this machine that asks for name and birthdate. */
export const makeRequest = (
  change: Partial<OpenedRequest & { readonly kind: 'online' }> = {},
): OpenedRequest & { readonly kind: 'online' } => ({
  requestId: 'request-1',
  kind: 'online',
  who: SAMPLE_HOST.host,
  isNamed: false,
  host: SAMPLE_HOST,
  groups: (['card', 'identity'] as const).map((group) => ({ group, fields: fieldsOf([group]) })),
  cardIds: ['card-1'],
  expiresAt: Date.now() + 110_000,
  ...change,
});

/** The bundled university, as the trust list shows it. */
export const makeTrusted = (change: Partial<TrustedIssuerView> = {}): TrustedIssuerView => ({
  ...SAMPLE_HOST,
  name: SPECIMEN_UNIVERSITY,
  fingerprint: SAMPLE_FINGERPRINT,
  isBundled: true,
  addedAt: Date.UTC(2026, 9, 1, 6, 2),
  refreshedAt: Date.UTC(2026, 9, 2, 7, 14),
  keys: 3,
  cards: 0,
  ...change,
});

export const makeCandidate = (change: Partial<TrustCandidate> = {}): TrustCandidate => ({
  ...FOREIGN_HOST,
  name: 'Druga Uczelnia Symulowana',
  fingerprint: OTHER_FINGERPRINT,
  keys: 3,
  standing: 'new',
  trustedFingerprint: null,
  ...change,
});

/** A face of three discs: the page only needs a picture with light and dark in it. */
function drawPhoto(): string {
  const png = new PNG({ width: 120, height: 160 });
  const discs = [
    { x: 60, y: 62, radius: 30, colour: [242, 205, 170] },
    { x: 60, y: 48, radius: 36, colour: [92, 58, 40] },
    { x: 60, y: 170, radius: 62, colour: [40, 92, 120] },
  ] as const;
  for (let y = 0; y < png.height; y++) {
    for (let x = 0; x < png.width; x++) {
      const disc = discs.find((each) => Math.hypot(x - each.x, y - each.y) < each.radius);
      png.data.set([...(disc?.colour ?? [214, 226, 230]), 255], (y * png.width + x) * 4);
    }
  }
  return `data:image/png;base64,${PNG.sync.write(png).toString('base64')}`;
}
