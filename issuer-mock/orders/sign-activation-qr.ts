import { createActivationQr } from '../../shared/protocol/activation-qr.ts';
import { endOfPolishDay } from '../calendar.ts';
import type { Issuer } from '../issuer.ts';

/** 256 bits; OpenID4VCI 1.0 asks only that it cannot be guessed. */
export const OFFER_CODE_BYTES = 32;

export const offerUriOf = (issuer: Pick<Issuer, 'url'>, ref: string): string => `${issuer.url}/o/${ref}`;

/**
 * When an offer ends, in milliseconds: its lifetime after it was made, and not later than the last day of its card, since a card whose last
 * day is over is not given out any more.
 */
export const endOfOffer = ({ settings }: Issuer, offeredAt: number, validUntil: string): number =>
  Math.min(Math.floor(offeredAt / 1000) + settings.offerLifetimeS, endOfPolishDay(validUntil)) * 1000;

interface Content {
  readonly jti: string;
  readonly ref: string;
  /** Milliseconds. */
  readonly offeredAt: number;
  readonly expiresAt: number;
}

export interface SignedQr {
  readonly qr: string;
  /** The key that signed it. */
  readonly kid: string;
}

/** The text of an order's QR (protocol.md 1). */
export async function signActivationQr(issuer: Issuer, { jti, ref, offeredAt, expiresAt }: Content): Promise<SignedQr> {
  const { kid, sign } = issuer.keys.current['activation-qr'];
  const pointer = {
    issuer: issuer.url,
    jti,
    issuedAt: Math.floor(offeredAt / 1000),
    expiresAt: Math.floor(expiresAt / 1000),
    offerUri: offerUriOf(issuer, ref),
  };
  return { qr: await createActivationQr(pointer, kid, sign), kid };
}
