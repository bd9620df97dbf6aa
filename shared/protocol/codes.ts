/** The closed set of codes of protocol.md 8. Each has a text in both languages in code-texts.ts. */
export const CODES = [
  'QR_EMPTY',
  'QR_TOO_LARGE',
  'QR_UNKNOWN_FORMAT',
  'QR_BASE45',
  'JWS_FORMAT',
  'JWS_B64',
  'JWS_HEADER_JSON',
  'JWS_DUPLICATE',
  'JWS_ALG_FORBIDDEN',
  'JWS_CRIT',
  'JWS_HEADER_KEY_FORBIDDEN',
  'JWS_TYP',
  'JWS_KID_UNKNOWN',
  'JWS_SIGNATURE',
  'CLAIM_MISSING',
  'CLAIM_TYPE',
  'CLAIM_EXPIRED',
  'CLAIM_NOT_YET_VALID',
  'CLAIM_IAT_FUTURE',
  'ISSUER_UNTRUSTED',
  'ISSUER_MISMATCH',
  'ISSUER_UNREACHABLE',
  'OFFER_USED',
  'OFFER_UNKNOWN',
  'OFFER_ORIGIN',
  'CODE_FORMAT',
  'CODE_WRONG',
  'CODE_LOCKED',
  'ORDER_PENDING',
  'ORDER_FAILED',
  'ORDER_CANCELLED',
  'ORDER_EXPIRED',
  'SDJWT_FORMAT',
  'SDJWT_DISCLOSURE',
  'SDJWT_VCT',
  'REQUEST_FORMAT',
  'REQUEST_UNKNOWN',
  'REQUEST_EXPIRED',
  'REQUEST_UNREACHABLE',
  'KB_REQUIRED',
  'KB_SIGNATURE',
  'KB_NONCE',
  'KB_AUD',
  'KB_STALE',
  'KB_SDHASH',
  'KB_REPLAY',
  'CLOCK_BEHIND',
  'STATUS_UNAVAILABLE',
  'STATUS_STALE',
  'STATUS_SUBJECT',
  'STATUS_INDEX',
  'STATUS_SIGNATURE',
  'STATUS_SIZE',
  'PHOTO_TYPE',
  'PHOTO_SIZE',
  'PHOTO_DIGEST',
] as const;

export type Code = (typeof CODES)[number];

/** What can go wrong in the program itself, between page and host: not part of the protocol. */
export const HOST_CODES = [
  'CALL_UNKNOWN',
  'CALL_REFUSED',
  'CALL_ARGUMENT',
  'HOST_FAULT',
  'HOST_GONE',
  'ACTIVATION_GONE',
  'CARD_GONE',
  'REQUEST_GONE',
  'REMOVAL_UNTOLD',
  'VAULT_UNWRITABLE',
  'TRUST_ADDRESS',
  'TRUST_HTTP',
  'TRUST_NO_LIST',
  'TRUST_KEYS',
  'TRUST_NOT_SEEN',
  'TRUST_BUNDLED',
  'TRUST_FULL',
  'ASK_NO_RELAY',
  'ASK_REFUSED',
  'CHALLENGE_GONE',
] as const;
export type HostCode = (typeof HOST_CODES)[number];

/** The one answer a check ends in (protocol.md 8). */
export const VERDICTS = [
  'VALID',
  'VALID_UNCHALLENGED',
  'EXPIRED',
  'SUSPENDED',
  'REVOKED',
  'INDETERMINATE',
  'INVALID',
] as const;
export type Verdict = (typeof VERDICTS)[number];

const VERDICT_OF_CODE: Partial<Record<Code, Verdict>> = {
  CLAIM_EXPIRED: 'EXPIRED',
  ISSUER_UNREACHABLE: 'INDETERMINATE',
  CLOCK_BEHIND: 'INDETERMINATE',
  STATUS_UNAVAILABLE: 'INDETERMINATE',
  STATUS_STALE: 'INDETERMINATE',
};

/** The verdict that the first failing check leads to; codes without an entry of their own mean INVALID. */
export const verdictFor = (code: Code | null): Verdict =>
  code === null ? 'VALID' : (VERDICT_OF_CODE[code] ?? 'INVALID');
