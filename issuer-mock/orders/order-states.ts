/** What an order can be. `expired` and `locked` are ready orders that can no longer be redeemed (protocol.md 2). */
export type OrderState =
  'waiting' | 'processing' | 'ready' | 'collected' | 'failed' | 'cancelled' | 'invalidated' | 'expired' | 'locked';

/** Every legal move, from each state. Whatever is not here is refused with 409, or cannot happen at all. */
export const ORDER_MOVES: Readonly<Record<OrderState, readonly OrderState[]>> = {
  waiting: ['processing', 'failed', 'cancelled', 'invalidated'],
  processing: ['ready', 'failed', 'cancelled', 'invalidated'],
  ready: ['collected', 'expired', 'locked', 'cancelled', 'invalidated'],
  collected: ['cancelled', 'invalidated'],
  failed: [],
  cancelled: [],
  invalidated: [],
  expired: [],
  locked: [],
};

/** While a student has an order in one of these states there is no second one. The index `orders_open` says the same. */
export const OPEN_STATES: readonly OrderState[] = ['waiting', 'processing', 'ready', 'collected'];

export const isLegalMove = (from: OrderState, to: OrderState): boolean => ORDER_MOVES[from].includes(to);

/** The states from which `to` can be reached, as an SQL list: the guard of every UPDATE that moves an order. */
export function sqlStatesBefore(to: OrderState): string {
  const states = (Object.keys(ORDER_MOVES) as OrderState[]).filter((from) => isLegalMove(from, to));
  return `(${states.map((state) => `'${state}'`).join(', ')})`;
}
