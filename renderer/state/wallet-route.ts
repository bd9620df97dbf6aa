import { type Way, WAYS } from './scan-way.ts';

/** What the wallet's routes depend on. */
export interface WalletFacts {
  readonly isSignedIn: boolean;
  readonly hasAcceptedTerms: boolean;
  /** An activation has passed its checks and waits for its code. */
  readonly isOpened: boolean;
  readonly cardIds: readonly string[];
  /** A link has brought something. */
  readonly hasHandOver: boolean;
  readonly waitingIds: readonly string[];
  /** Orders that have become a card while the page was open. */
  readonly arrivals: ReadonlyMap<string, string>;
}

export type WalletScreen =
  | { readonly name: 'welcome' | 'sign-in' | 'documents' | 'choose' | 'terms' | 'link' | 'code' }
  | { readonly name: 'scan'; readonly way: Way }
  | { readonly name: 'trust' }
  /** `issuer` is whom a refused QR names; empty where a person starts from nothing. */
  | { readonly name: 'trust-add'; readonly issuer: string }
  | PresentingScreen
  | { readonly name: 'added' | 'card'; readonly cardId: string }
  | { readonly name: 'waiting'; readonly waitingId: string };

/** Where a card is shown to somebody. */
export type PresentingScreen =
  | { readonly name: 'confirm-scan'; readonly cardId: string; readonly way: Way }
  | { readonly name: 'confirm' | 'show'; readonly cardId: string };

/** Which screen a wallet route leads to now, and the route that belongs to it: one that is not open yet leads to the step before it. */
export function findWalletScreen(
  path: string,
  facts: WalletFacts,
): { readonly screen: WalletScreen; readonly path: string } {
  const [, , first = '', second = '', third = '', fourth = '', fifth = ''] = path.split('/');
  if (first === 'sign-in' && !facts.isSignedIn) return { screen: { name: 'sign-in' }, path };
  if (!facts.isSignedIn) return { screen: { name: 'welcome' }, path: '/wallet' };
  if (first === 'trust') return findTrustScreen(path);
  if (first === 'add') return findAddingScreen(second, third, facts);
  if (first === 'waiting') return findWaitingScreen(second, facts);
  if (first === 'card' && third !== '' && facts.cardIds.includes(second))
    return findPresentingScreen(second, third, fourth, fifth);
  if ((first === 'card' || first === 'added') && facts.cardIds.includes(second)) {
    return { screen: { name: first, cardId: second }, path };
  }
  return { screen: { name: 'documents' }, path: '/wallet' };
}

function findTrustScreen(path: string): ReturnType<typeof findWalletScreen> {
  const [place, query = ''] = path.split('?', 2);
  if (place !== '/wallet/trust/add') return { screen: { name: 'trust' }, path: '/wallet/trust' };
  const issuer = new URLSearchParams(query).get('issuer') ?? '';
  return { screen: { name: 'trust-add', issuer }, path: issuer === '' ? place : addIssuerPath(issuer) };
}

export const addIssuerPath = (issuer: string): string => `/wallet/trust/add?issuer=${encodeURIComponent(issuer)}`;

/** An order that has become a card leads to the card. */
function findWaitingScreen(
  waitingId: string,
  { waitingIds, arrivals, cardIds }: WalletFacts,
): ReturnType<typeof findWalletScreen> {
  if (waitingIds.includes(waitingId))
    return { screen: { name: 'waiting', waitingId }, path: `/wallet/waiting/${waitingId}` };
  const cardId = arrivals.get(waitingId);
  return cardId !== undefined && cardIds.includes(cardId)
    ? { screen: { name: 'added', cardId }, path: `/wallet/added/${cardId}` }
    : { screen: { name: 'documents' }, path: '/wallet' };
}

function findAddingScreen(step: string, detail: string, facts: WalletFacts): ReturnType<typeof findWalletScreen> {
  if (step === '') return { screen: { name: 'choose' }, path: '/wallet/add' };
  if (step === 'terms' || !facts.hasAcceptedTerms) return { screen: { name: 'terms' }, path: '/wallet/add/terms' };
  if (step === 'link' && facts.hasHandOver) return { screen: { name: 'link' }, path: '/wallet/add/link' };
  if (step === 'code' && facts.isOpened) return { screen: { name: 'code' }, path: '/wallet/add/code' };
  const way = WAYS.find((known) => known === detail) ?? 'type';
  return { screen: { name: 'scan', way }, path: way === 'type' ? '/wallet/add/scan' : `/wallet/add/scan/${way}` };
}

function findPresentingScreen(
  cardId: string,
  action: string,
  step: string,
  detail: string,
): ReturnType<typeof findWalletScreen> {
  const card = `/wallet/card/${cardId}`;
  if (action === 'show') return { screen: { name: 'show', cardId }, path: `${card}/show` };
  if (action !== 'confirm') return { screen: { name: 'card', cardId }, path: card };
  if (step !== 'scan') return { screen: { name: 'confirm', cardId }, path: `${card}/confirm` };
  const way = WAYS.find((known) => known === detail) ?? 'type';
  return { screen: { name: 'confirm-scan', cardId, way }, path: confirmPath(cardId, way) };
}

export const confirmPath = (cardId: string, way: Way): string =>
  `/wallet/card/${cardId}/confirm/scan${way === 'type' ? '' : `/${way}`}`;
