/** Caps and windows of the profile "mleg-sim 1", in one place. Sizes in characters or bytes, times in seconds. */

/** Longest QR text that is looked at at all (security.md: "QR over 4096 characters"). */
export const MAX_QR_CHARACTERS = 4096;
/** Longest activation QR the issuer may emit (protocol.md 1): at most QR version 15. */
export const MAX_ACTIVATION_QR_CHARACTERS = 520;
/** Deepest JSON accepted from outside. */
export const MAX_JSON_DEPTH = 16;
/** `kid` is opaque and short (protocol.md 1). */
export const MAX_KID_CHARACTERS = 16;
export const MAX_JTI_CHARACTERS = 64;
/** Issuer, endpoint and other addresses. */
export const MAX_URL_CHARACTERS = 2048;
export const MAX_CONFIGURATION_ID_CHARACTERS = 200;
/** An activation code, of whatever issuer. */
export const MAX_CODE_CHARACTERS = 100;
export const MAX_ACCESS_TOKEN_CHARACTERS = 4096;
export const MAX_NOTIFICATION_ID_CHARACTERS = 256;
export const MAX_TRANSACTION_ID_CHARACTERS = 1024;
/** Tolerated difference between two clocks (protocol.md 7). */
export const CLOCK_SKEW_S = 60;
/** An activation QR lives at most 30 days (protocol.md 1). */
export const MAX_OFFER_LIFETIME_S = 30 * 24 * 3600;
/** NumericDates at or past this are milliseconds by mistake (the year 5138). */
export const MAX_NUMERIC_DATE = 100_000_000_000;
/** Inflated status list, bytes (security.md). */
export const MAX_STATUS_LIST_BYTES = 4 * 1024 * 1024;
/** Portrait, bytes and pixels (protocol.md 3). */
export const MAX_PHOTO_BYTES = 64 * 1024;
export const MAX_PHOTO_WIDTH = 480;
export const MAX_PHOTO_HEIGHT = 640;
/** Largest credential a wallet accepts: card, identity, 64 KiB photo in base64, signature. */
export const MAX_CREDENTIAL_CHARACTERS = 160 * 1024;
/** What an offline presentation may inflate to, bytes (security.md). Its text is a QR, of MAX_QR_CHARACTERS, or comes in frames. */
export const MAX_PRESENTATION_BYTES = 64 * 1024;
/** One frame of a moving QR code: what version 12 holds at level L. */
export const MAX_FRAME_CHARACTERS = 535;
/** A packed presentation that comes in frames, bytes, and its text `MP1:` in base45. */
export const MAX_FRAMED_BYTES = 16 * 1024;
export const MAX_FRAMED_CHARACTERS = 4 + (MAX_FRAMED_BYTES / 2) * 3;
/** A photo that is shown in frames, as a data URI: 12 KiB of bytes, which leaves room for the card beside it. */
export const MAX_FRAMED_PHOTO_CHARACTERS = 16 * 1024;
/** How long a frame is shown, milliseconds: a camera takes two or three pictures of it. */
export const FRAME_MS = 100;
/** A presentation that is shown without being asked for is drawn anew this often. Milliseconds. */
export const SHOWN_REDRAW_MS = 15_000;
/** Name a verifier gives itself in a challenge, bytes of UTF-8. */
export const MAX_CHALLENGE_NAME_BYTES = 60;
/** How far back and ahead of the verifier's clock such a presentation may be dated. */
export const SHOWN_PAST_S = 60;
export const SHOWN_FUTURE_S = 30;
/** How long a verifier remembers what it has seen; longer than a shown presentation can be accepted. */
export const REPLAY_MEMORY_S = 120;
/** How long a request for a card may be answered, and its six-digit code looked up. */
export const REQUEST_LIFETIME_S = 120;
/** How old the answer to a request or challenge may be: it was made while that could be answered, by a clock that may differ. */
export const ANSWERED_PAST_S = REQUEST_LIFETIME_S + CLOCK_SKEW_S;
/** `nonce` and `state` of a request (OpenID4VP 1.0 5.2). */
export const MAX_NONCE_CHARACTERS = 256;
export const MAX_CLIENT_ID_CHARACTERS = 512;
