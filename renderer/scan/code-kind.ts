import { findActivationForm } from '../../shared/protocol/activation-qr.ts';
import { CHALLENGE_PREFIX } from '../../shared/protocol/challenge.ts';
import { OFFLINE_PREFIX } from '../../shared/protocol/offline-presentation.ts';
import { FRAME_PREFIX } from '../../shared/protocol/photo-frames.ts';
import { REQUEST_SCHEME } from '../../shared/protocol/verifier-request.ts';

/** What a code of ours is for: `frame` is one of many that make a presentation together. */
export type CodeKind = 'activation' | 'presentation' | 'frame' | 'challenge' | 'request';

const PREFIXES: readonly (readonly [string, CodeKind])[] = [
  [OFFLINE_PREFIX, 'presentation'],
  [FRAME_PREFIX, 'frame'],
  [CHALLENGE_PREFIX, 'challenge'],
  [REQUEST_SCHEME, 'request'],
];

/** By its look alone; null for what is none of ours. */
export function findCodeKind(text: string): CodeKind | null {
  const known = PREFIXES.find(([prefix]) => text.startsWith(prefix));
  if (known) return known[1];
  // An SD-JWT begins like the JWS of an activation QR, and that has no tilde.
  if (text.includes('~')) return 'presentation';
  return findActivationForm(text) ? 'activation' : null;
}
