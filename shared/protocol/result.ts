import type { Code } from './codes.ts';

/** What can be expected to go wrong is a value, not an exception. Throwing is for bugs. */
export type Result<T, F = Failure> = { readonly ok: true; readonly value: T } | ({ readonly ok: false } & F);

/** A refusal: one code of protocol.md 8, and what a person may need to know besides. */
export interface Failure {
  readonly code: Code;
  /** Short English fact for logs and the inspector. Never a secret, never personal data. */
  readonly detail?: string;
  /** CODE_WRONG only: how many tries the order still has. */
  readonly triesLeft?: number;
}

export const succeed = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const refuse = (code: Code, detail?: string): { readonly ok: false } & Failure =>
  detail === undefined ? { ok: false, code } : { ok: false, code, detail };
