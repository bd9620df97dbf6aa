import type { Code } from './codes.ts';
import type { JsonObject } from './json.ts';
import { CLOCK_SKEW_S, MAX_NUMERIC_DATE, MAX_URL_CHARACTERS } from './limits.ts';

export interface ClaimProblem {
  readonly code: Code;
  readonly detail: string;
}

/** What a claim must look like. `instant` is a NumericDate of whole seconds (RFC 7519 2). */
export type ClaimKind = 'text' | 'instant' | 'object' | 'url';

/** The first claim that is missing, and failing that the first of a wrong type. Claims not named are ignored. */
export function findClaimProblem(claims: JsonObject, kinds: Readonly<Record<string, ClaimKind>>): ClaimProblem | null {
  const names = Object.keys(kinds);
  const missing = names.find((name) => claims[name] === undefined);
  if (missing !== undefined) return { code: 'CLAIM_MISSING', detail: `${missing} is missing` };
  const wrong = names.find((name) => !isOfKind(claims[name], kinds[name]));
  return wrong === undefined ? null : { code: 'CLAIM_TYPE', detail: `${wrong} is not a ${kinds[wrong]}` };
}

function isOfKind(value: unknown, kind: ClaimKind | undefined): boolean {
  if (kind === 'instant') return isNumericDate(value);
  if (kind === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === 'string' && value.length > 0 && value.length <= MAX_URL_CHARACTERS;
}

/** Whole seconds, positive, and not milliseconds by mistake; 1e400 and "1700000000" are neither. */
export const isNumericDate = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) > 0 && (value as number) < MAX_NUMERIC_DATE;

/** `iat`, `nbf`, `exp` against the clock, in this order, each with the tolerated skew of 60 s. Claims already have their types. */
export function findTimeProblem(claims: JsonObject, nowMs: number): ClaimProblem | null {
  const now = nowMs / 1000;
  const { iat, nbf, exp } = claims as { iat?: number; nbf?: unknown; exp?: number };
  if (nbf !== undefined && !isNumericDate(nbf)) return { code: 'CLAIM_TYPE', detail: 'nbf is not an instant' };
  if (iat !== undefined && iat > now + CLOCK_SKEW_S) {
    return {
      code: 'CLAIM_IAT_FUTURE',
      detail: `issued ${describeGap(iat - now)} in the future; one of the two clocks is wrong`,
    };
  }
  if (nbf !== undefined && nbf > now + CLOCK_SKEW_S) {
    return { code: 'CLAIM_NOT_YET_VALID', detail: `valid only in ${describeGap(nbf - now)}` };
  }
  if (exp !== undefined && exp <= now - CLOCK_SKEW_S) {
    return { code: 'CLAIM_EXPIRED', detail: `expired ${describeGap(now - exp)} ago` };
  }
  return null;
}

function describeGap(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}
