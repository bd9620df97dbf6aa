/** The ways in for a QR; the last part of the routes that scan. */
export const WAYS = ['type', 'camera', 'screen', 'image'] as const;
export type Way = (typeof WAYS)[number];
