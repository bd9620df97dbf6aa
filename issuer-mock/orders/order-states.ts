/** What an order can be. `expired` and `locked` are offered orders that can no longer be redeemed (protocol.md 2). */
export type OrderState =
  'waiting' | 'processing' | 'ready' | 'collected' | 'failed' | 'cancelled' | 'invalidated' | 'expired' | 'locked';

/** Every legal move, from each state. Whatever is not here is refused with 409, or cannot happen at all. */
export const ORDER_MOVES: Readonly<Record<OrderState, readonly OrderState[]>> = {
  // Only an order that was offered before it is ready can expire or lock from here.
  waiting: ['processing', 'failed', 'cancelled', 'invalidated', 'expired', 'locked'],
  processing: ['ready', 'failed', 'cancelled', 'invalidated', 'expired', 'locked'],
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

/** In these states an order's code may be redeemed, once it has an offer: as a rule from `ready` on, with early offers from the start. */
export const REDEEMABLE_STATES: readonly OrderState[] = ['waiting', 'processing', 'ready'];

export const isLegalMove = (from: OrderState, to: OrderState): boolean => ORDER_MOVES[from].includes(to);

/** The states from which `to` can be reached, as an SQL list: the guard of every UPDATE that moves an order. */
export const sqlStatesBefore = (to: OrderState): string =>
  sqlStates((Object.keys(ORDER_MOVES) as OrderState[]).filter((from) => isLegalMove(from, to)));

export const sqlStates = (states: readonly OrderState[]): string =>
  `(${states.map((state) => `'${state}'`).join(', ')})`;
