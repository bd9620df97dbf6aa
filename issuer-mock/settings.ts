import type { Regime } from '../shared/student/eligibility.ts';
import type { QrCorrection, QrForm } from './orders/qr-forms.ts';

/** Everything about the mock university that a real one may do otherwise. Durations in milliseconds unless the name says seconds. */
export interface IssuerSettings {
  /** Who may order, and how long a card is valid. */
  readonly regime: Regime;
  /** How long an order stays in each of the two states before it is ready. */
  readonly waitingMs: number;
  readonly processingMs: number;
  /** Whether an order can be redeemed while it is still waiting: the card then comes later (OpenID4VCI 1.0 9). */
  readonly offersBeforeReady: boolean;
  /** Longest time a wallet is told to wait between two questions for a card that comes later. */
  readonly deferredIntervalS: number;
  readonly offerLifetimeS: number;
  readonly codeLength: number;
  /** At most 256 different characters. */
  readonly codeAlphabet: string;
  readonly codeAttempts: number;
  readonly qrForm: QrForm;
  readonly qrErrorCorrection: QrCorrection;
  readonly accessTokenLifetimeS: number;
  readonly nonceLifetimeS: number;
  readonly sessionLifetimeMs: number;
  /** Places per status list. */
  readonly statusListSize: number;
}

/** What the default university does. Marked values are assumptions: domain facts that no public source confirms. */
export const DEFAULT_SETTINGS: IssuerSettings = {
  regime: 'legacy',
  // Assumption: "a few minutes" in reality; seconds here, so that a demonstration does not stand still.
  waitingMs: 2_000,
  processingMs: 3_000,
  // Assumption: a student gets QR and code when the order is „Do odbioru", not before.
  offersBeforeReady: false,
  deferredIntervalS: 5,
  // Assumption.
  offerLifetimeS: 30 * 24 * 3600,
  // Assumptions: eight characters, letters of both cases and digits. 0 O o, 1 I l are left out because people type these by hand.
  codeLength: 8,
  codeAlphabet: 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789',
  // Assumption.
  codeAttempts: 5,
  qrForm: 'compact',
  qrErrorCorrection: 'auto',
  accessTokenLifetimeS: 300,
  nonceLifetimeS: 300,
  sessionLifetimeMs: 12 * 3600 * 1000,
  statusListSize: 2 ** 16,
};

/** `--fast`: an order is ready as soon as it is placed. */
export const WITHOUT_WAITING: Partial<IssuerSettings> = { waitingMs: 0, processingMs: 0 };
