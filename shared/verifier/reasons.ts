import type { Code, Verdict } from '../protocol/codes.ts';
import { CODES } from '../protocol/codes.ts';
import type { Step } from '../protocol/steps.ts';
import type { Binding } from './check-key-binding.ts';

/**
 * Why a verifier answers as it does: the code of the first failure, or one of these where a verdict has no failure behind it, or where one
 * code has causes that ask for different advice. Each has a sentence of its own in reason-texts.
 */
export const REASONS_BESIDE_CODES = [
  'GOOD',
  'GOOD_UNCHALLENGED',
  'CARD_SUSPENDED',
  'CARD_REVOKED',
  /** Dated in the future: the holder's clock is ahead of this one's. Nothing else can cause it. */
  'CLOCKS_HOLDER_AHEAD',
  /** Answers this very question, so it was made just now, and yet is dated long ago: the holder's clock is behind. */
  'CLOCKS_HOLDER_BEHIND',
  /** Shown without being asked for, and dated long ago: a picture of an earlier code, or a clock that is behind. Which, cannot be told. */
  'OLD_CODE',
] as const;
export const REASONS = [...CODES, ...REASONS_BESIDE_CODES] as const;
export type Reason = (typeof REASONS)[number];

interface Judged {
  readonly verdict: Verdict;
  readonly code: Code | null;
  readonly steps: readonly Step[];
}

/** `skewS`: the key binding's `iat` minus this verifier's clock, in seconds; null where it could not be read. */
export function findReason({ verdict, code, steps }: Judged, { kind }: Binding, skewS: number | null): Reason {
  if (code === 'KB_STALE' && skewS !== null) {
    if (skewS > 0) return 'CLOCKS_HOLDER_AHEAD';
    // SECURITY: only an answer that is otherwise good proves when it was made.
    return kind === 'asked' && hasPassed(steps, 'kb-nonce') && hasPassed(steps, 'kb-signature')
      ? 'CLOCKS_HOLDER_BEHIND'
      : 'OLD_CODE';
  }
  if (code !== null) return code;
  if (verdict === 'SUSPENDED') return 'CARD_SUSPENDED';
  if (verdict === 'REVOKED') return 'CARD_REVOKED';
  return verdict === 'VALID' ? 'GOOD' : 'GOOD_UNCHALLENGED';
}

const hasPassed = (steps: readonly Step[], id: string): boolean =>
  steps.some((step) => step.id === id && step.outcome === 'pass');
