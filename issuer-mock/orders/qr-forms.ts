/** How the text of the QR code is written: as it is signed, dense (protocol.md 1), or as an unsigned offer for other wallets. */
export const QR_FORMS = ['compact', 'dense', 'offer'] as const;
export type QrForm = (typeof QR_FORMS)[number];

/** `auto` takes M where that stays within version 15, else L. The others are what is asked for, however dense that becomes. */
export const QR_CORRECTIONS = ['auto', 'L', 'M', 'Q', 'H'] as const;
export type QrCorrection = (typeof QR_CORRECTIONS)[number];
