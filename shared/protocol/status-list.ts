import { encodeBase64url } from './base64url.ts';
import type { Deflate, SignJws } from './ports.ts';

export const STATUS_LIST_TYP = 'statuslist+jwt';
export const BITS_PER_CARD = 2;
const CARDS_PER_BYTE = 8 / BITS_PER_CARD;

/** Token Status List values used by the profile (protocol.md 4). */
export const CARD_STATUS = { valid: 0, invalid: 1, suspended: 2 } as const;
export type CardStatusValue = (typeof CARD_STATUS)[keyof typeof CARD_STATUS];

/** SECURITY: this and not `ttl` is what ends an old list's life; a list never outlives 24 h (protocol.md 4). Seconds. */
export const STATUS_LIST_LIFETIME_S = 24 * 3600 - 300;
export const STATUS_LIST_TTL_S = 3600;

/** Packs `size` cards, lowest bits first (Token Status List 4.1). Cards not named are valid. */
export function packStatuses(size: number, statuses: ReadonlyMap<number, CardStatusValue>): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.ceil(size / CARDS_PER_BYTE));
  for (const [index, status] of statuses) {
    const at = Math.floor(index / CARDS_PER_BYTE);
    bytes[at] = (bytes[at] ?? 0) | (status << ((index % CARDS_PER_BYTE) * BITS_PER_CARD));
  }
  return bytes;
}

/** The status at `index`; null past the end of the list. */
export function unpackStatus(bytes: Uint8Array, index: number): number | null {
  const byte = bytes[Math.floor(index / CARDS_PER_BYTE)];
  if (byte === undefined) return null;
  return (byte >> ((index % CARDS_PER_BYTE) * BITS_PER_CARD)) & 3;
}

/** A signed status list token (5.1). `issuedAt` in seconds; `exp` and `ttl` follow from it. `aggregationUri`: where all lists are named (9.2). */
export const createStatusList = (
  list: {
    readonly uri: string;
    readonly issuedAt: number;
    readonly statuses: Uint8Array;
    readonly aggregationUri?: string;
  },
  kid: string,
  ports: { readonly sign: SignJws; readonly deflate: Deflate },
): Promise<string> => {
  const claims = {
    sub: list.uri,
    iat: list.issuedAt,
    exp: list.issuedAt + STATUS_LIST_LIFETIME_S,
    ttl: STATUS_LIST_TTL_S,
    status_list: {
      bits: BITS_PER_CARD,
      lst: encodeBase64url(ports.deflate(list.statuses)),
      ...(list.aggregationUri !== undefined && { aggregation_uri: list.aggregationUri }),
    },
  };
  return ports.sign({ typ: STATUS_LIST_TYP, kid }, new TextEncoder().encode(JSON.stringify(claims)));
};
