import { type Code, CODES, type Verdict } from '../protocol/codes.ts';
import type { Step } from '../protocol/steps.ts';
import { type Binding, isDatedWithin } from './check-key-binding.ts';

/** Codes that only somebody who activates a card, or is asked for one, can meet. */
type ForeignCode = `OFFER_${string}` | `CODE_${string}` | `ORDER_${string}` | `REQUEST_${string}` | 'ISSUER_UNTRUSTED';
type ReasonCode = Exclude<Code, ForeignCode>;

const FOREIGN = /^(?:OFFER|CODE|ORDER|REQUEST)_|^ISSUER_UNTRUSTED$/u;
const isReasonCode = (code: Code): code is ReasonCode => !FOREIGN.test(code);

/**
 * Why a verifier answers as it does: the code of the first failure, or one of these where a verdict has no failure behind it, or where one
 * code has causes that ask for different advice. Each has a sentence of its own in reason-texts.
 */
export const REASONS_BESIDE_CODES = [
  'GOOD',
  'GOOD_UNCHALLENGED',
  'CARD_SUSPENDED',
  'CARD_REVOKED',
  /** Dated in the future, and otherwise good: the holder's clock is ahead of this one's. Nothing else can cause it. */
  'CLOCKS_HOLDER_AHEAD',
  /** Answers this very question, so it was made just now, and yet is dated long ago: the holder's clock is behind. */
  'CLOCKS_HOLDER_BEHIND',
  /** Dated long ago, and nothing proves that it was made just now: a picture of an earlier code, or a clock that is behind. Which, cannot be told. */
  'OLD_CODE',
] as const;
export const REASONS = [...CODES.filter(isReasonCode), ...REASONS_BESIDE_CODES] as const;
export type Reason = (typeof REASONS)[number];

interface Judged {
  readonly verdict: Verdict;
  readonly code: Code | null;
  readonly steps: readonly Step[];
}

/**
 * `skewS`: the key binding's `iat` minus this verifier's clock, in seconds; null where it could not be read. Throws on a code that no
 * verification ends in.
 */
export function findReason({ verdict, code, steps }: Judged, binding: Binding, skewS: number | null): Reason {
  if (code === 'KB_STALE' && skewS !== null && !isDatedWithin(binding, -skewS))
    return findReasonOfDate(steps, binding, skewS);
  if (code !== null) {
    if (!isReasonCode(code)) throw new Error(`no verification ends in ${code}`);
    return code;
  }
  if (verdict === 'SUSPENDED') return 'CARD_SUSPENDED';
  if (verdict === 'REVOKED') return 'CARD_REVOKED';
  return verdict === 'VALID' ? 'GOOD' : 'GOOD_UNCHALLENGED';
}

/** Outside the window. SECURITY: only what is otherwise good is put down to a clock; a copy is not, nor what was made for somebody else. */
function findReasonOfDate(steps: readonly Step[], { kind }: Binding, skewS: number): Reason {
  const isOtherwiseGood =
    ['kb-signature', 'kb-audience', 'kb-sd-hash'].every((id) => hasPassed(steps, id)) &&
    // Where nobody has asked there is no nonce to compare, so it says nothing of when it was made.
    (kind === 'any-verifier' || hasPassed(steps, 'kb-nonce'));
  if (skewS > 0) return isOtherwiseGood ? 'CLOCKS_HOLDER_AHEAD' : 'KB_STALE';
  return isOtherwiseGood && kind === 'asked' ? 'CLOCKS_HOLDER_BEHIND' : 'OLD_CODE';
}

const hasPassed = (steps: readonly Step[], id: string): boolean =>
  steps.some((step) => step.id === id && step.outcome === 'pass');
