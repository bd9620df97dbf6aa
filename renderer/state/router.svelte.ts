/** Places of the rail; the first part of every route. */
export const PLACES = ['wallet', 'university', 'verifier'] as const;
export type Place = (typeof PLACES)[number];

/** Hash routes (`#/wallet/add/scan`), so that a reload and the back button work in every shell. */
export class Router {
  #path = $state(readPath());
  /** Where each place was left, so that the rail leads back to it. */
  #lastPaths: Record<Place, string> = {
    wallet: '/wallet',
    university: '/university',
    verifier: '/verifier',
  };

  constructor() {
    window.addEventListener('hashchange', () => this.#arrive());
    this.#arrive();
  }

  get path(): string {
    return this.#path;
  }

  get place(): Place {
    return placeOf(this.#path);
  }

  go(path: string): void {
    window.location.hash = path;
    this.#arrive();
  }

  /** Like `go`, but the back button skips what is shown now. */
  replace(path: string): void {
    window.history.replaceState(null, '', `#${path}`);
    this.#arrive();
  }

  goToPlace(place: Place): void {
    this.go(this.#lastPaths[place]);
  }

  #arrive(): void {
    this.#path = readPath();
    this.#lastPaths[this.place] = this.#path;
  }
}

const readPath = (): string => {
  const path = window.location.hash.slice(1);
  return PLACES.some((place) => path === `/${place}` || path.startsWith(`/${place}/`)) ? path : '/wallet';
};

const placeOf = (path: string): Place => PLACES.find((place) => path.startsWith(`/${place}`)) ?? 'wallet';
