import type { VerifierTexts } from '../../i18n/verifier-pl.ts';
import type { IconName } from '../../parts/icon-paths.ts';

/** The ways of checking that the first screen offers, in its order: each the name of a screen in state/verifier-route.ts. */
export const CHECKING_WAYS: readonly { readonly name: keyof VerifierTexts['ways']; readonly icon: IconName }[] = [
  { name: 'ask', icon: 'ask' },
  { name: 'scan', icon: 'camera' },
  { name: 'queue', icon: 'queue' },
  { name: 'challenge', icon: 'offline' },
];
