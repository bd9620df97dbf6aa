import { count, flag, nullable, object, oneOf, text, type TypeOf } from '../shape.ts';

/** What the page is shown of the trust list. Anchors cross as fingerprints only. */

const issuerHost = {
  issuer: text(2048),
  host: text(300),
  hostUnicode: text(1000),
  hasMixedScripts: flag,
  isInsecure: flag,
};

/** One line of the trust list. Instants in milliseconds; null where nobody has written them down. */
export const trustedIssuerView = object({
  ...issuerHost,
  name: text(4000),
  fingerprint: text(43),
  /** The program's own university, which is put back at every start. */
  isBundled: flag,
  addedAt: nullable(count),
  /** When its keys were last taken over. */
  refreshedAt: nullable(count),
  /** Keys that its anchor vouches for now. */
  keys: count,
  /** Cards of it in this wallet. */
  cards: count,
});
export type TrustedIssuerView = TypeOf<typeof trustedIssuerView>;

/** An issuer that was looked at, and is trusted no more for it. */
export const trustCandidate = object({
  ...issuerHost,
  name: text(4000),
  fingerprint: text(43),
  /** Keys its anchor vouches for; null where the list brought none, and they are fetched once it is trusted. */
  keys: nullable(count),
  standing: oneOf(['new', 'trusted', 'anchor-changed']),
  /** The anchor on the list now, where this is another one. */
  trustedFingerprint: nullable(text(43)),
});
export type TrustCandidate = TypeOf<typeof trustCandidate>;
