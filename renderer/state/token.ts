const TOKEN_KEY = 'mleg.token';

type Place = Pick<Location, 'hash'>;
type Past = Pick<History, 'replaceState'>;
type Memory = Pick<Storage, 'getItem' | 'setItem'>;

/**
 * The browser shell's token. It arrives once as the address's fragment (`#token=…`), which no server is ever sent; it is kept for this
 * tab alone and the fragment becomes a route. Null where this tab was never given one.
 */
export function takeToken(place: Place, past: Past, memory: Memory): string | null {
  const arrived = /^#token=([\w.~-]+)$/u.exec(place.hash)?.[1];
  if (arrived === undefined) return memory.getItem(TOKEN_KEY);
  memory.setItem(TOKEN_KEY, arrived);
  // SECURITY: a token left in the address would be copied, bookmarked and shown on projectors.
  past.replaceState(null, '', '#/wallet');
  return arrived;
}
