/** What the wallet's routes depend on. */
export interface WalletFacts {
  readonly isSignedIn: boolean;
  readonly hasAcceptedTerms: boolean;
  /** An activation has passed its checks and waits for its code. */
  readonly isOpened: boolean;
  readonly cardIds: readonly string[];
}

export type WalletScreen =
  | { readonly name: 'welcome' | 'sign-in' | 'documents' | 'choose' | 'terms' | 'code' }
  | { readonly name: 'scan'; readonly way: Way }
  | { readonly name: 'added' | 'card'; readonly cardId: string };

export const WAYS = ['type', 'camera', 'screen', 'image'] as const;
export type Way = (typeof WAYS)[number];

/** Which screen a wallet route leads to now, and the route that belongs to it: one that is not open yet leads to the step before it. */
export function findWalletScreen(
  path: string,
  facts: WalletFacts,
): { readonly screen: WalletScreen; readonly path: string } {
  const [, , first = '', second = '', third = ''] = path.split('/');
  if (first === 'sign-in' && !facts.isSignedIn) return { screen: { name: 'sign-in' }, path };
  if (!facts.isSignedIn) return { screen: { name: 'welcome' }, path: '/wallet' };
  if (first === 'add') return findAddingScreen(second, third, facts);
  if ((first === 'card' || first === 'added') && facts.cardIds.includes(second)) {
    return { screen: { name: first, cardId: second }, path };
  }
  return { screen: { name: 'documents' }, path: '/wallet' };
}

function findAddingScreen(step: string, detail: string, facts: WalletFacts): ReturnType<typeof findWalletScreen> {
  if (step === '') return { screen: { name: 'choose' }, path: '/wallet/add' };
  if (step === 'terms' || !facts.hasAcceptedTerms) return { screen: { name: 'terms' }, path: '/wallet/add/terms' };
  if (step === 'code' && facts.isOpened) return { screen: { name: 'code' }, path: '/wallet/add/code' };
  const way = WAYS.find((known) => known === detail) ?? 'type';
  return { screen: { name: 'scan', way }, path: way === 'type' ? '/wallet/add/scan' : `/wallet/add/scan/${way}` };
}
