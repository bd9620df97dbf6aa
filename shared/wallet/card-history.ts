/** What can happen to a card in its wallet. The detail is an ISO date for `added` and `renewed`, who saw it for those that begin with `shared`, else empty. */
export const HISTORY_KINDS = [
  'added',
  'renewed',
  'invalidated',
  'suspended',
  'restored',
  'renewal-refused',
  'shown',
  'shown-with-photo',
  'shared',
  'shared-with-photo',
] as const;
export type HistoryKind = (typeof HISTORY_KINDS)[number];

export interface HistoryEntry {
  /** Milliseconds. */
  readonly at: number;
  readonly kind: HistoryKind;
  readonly detail: string;
}

/** The newest come last; older ones than these are dropped. */
export const MAX_HISTORY = 100;
const MAX_DETAIL = 300;

/** A card with one thing more that happened to it. */
export const noteHistory = <Card extends { readonly history: readonly HistoryEntry[] }>(
  card: Card,
  kind: HistoryKind,
  at: number,
  detail = '',
): Card => ({
  ...card,
  history: [...card.history, { at, kind, detail: detail.slice(0, MAX_DETAIL) }].slice(-MAX_HISTORY),
});
