/** Screens of the verifier's place, each at `/verifier/…`; what comes after its name is the screen's own. */
const SCREENS = ['ask', 'scan', 'queue', 'challenge', 'ready', 'records'] as const satisfies readonly string[];
export type VerifierScreenName = 'home' | (typeof SCREENS)[number];

export interface VerifierScreen {
  readonly name: VerifierScreenName;
  /** What follows the screen's name in the address, „camera" of `/verifier/scan/camera`; empty where nothing does. */
  readonly detail: string;
}

/** Which screen a route of the verifier leads to: the first one where there is none of that name. */
export function findVerifierScreen(path: string): { readonly screen: VerifierScreen; readonly path: string } {
  const [, , first = '', ...rest] = path.split('/');
  const name = SCREENS.find((known) => known === first);
  if (name === undefined) return { screen: { name: 'home', detail: '' }, path: '/verifier' };
  return { screen: { name, detail: rest.join('/') }, path };
}
