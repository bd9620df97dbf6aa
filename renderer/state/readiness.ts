import type { ReadinessView } from '../../shared/ipc/verifier-views.ts';

/** What a verifier could say of an issuer's cards without a network. */
export type Readiness =
  { readonly kind: 'ready'; readonly until: number } | { readonly kind: 'no-keys' | 'no-list' | 'stale' };

/** Ready until the first of what it takes is past its end: cards may stand in any of the lists. */
export function findReadiness({ keysHoldUntil, lists }: ReadinessView, now: number): Readiness {
  if (keysHoldUntil === null || keysHoldUntil <= now) return { kind: 'no-keys' };
  if (lists.length === 0) return { kind: 'no-list' };
  const until = Math.min(keysHoldUntil, ...lists.map(({ holdsUntil }) => holdsUntil));
  return until <= now ? { kind: 'stale' } : { kind: 'ready', until };
}
