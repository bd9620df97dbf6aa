import { type Code, type Verdict, verdictFor } from './codes.ts';

export type Outcome = 'pass' | 'fail' | 'skipped';

/**
 * A stranger's words as they may be shown. SECURITY: control, bidi and zero-width characters are written out, so that a header cannot
 * clear a terminal, colour a failure green, or draw one name as another.
 */
export const readable = (text: string): string =>
  text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );

/** One check as a person sees it (protocol.md 7). `code` is present exactly where `outcome` is `fail`. */
export interface Step {
  readonly id: string;
  readonly outcome: Outcome;
  /** Where the rule comes from. */
  readonly rule: string;
  /** English fact about what was seen. Never a secret, never personal data. */
  readonly detail: string;
  readonly code?: Code;
}

/** A rule of an ordered table: `id` is the step's name, `rule` its source. */
export interface Rule {
  readonly id: string;
  readonly rule: string;
}

export interface Report {
  readonly verdict: Verdict;
  /** The first failure, which decides the verdict; null if every check passed. */
  readonly code: Code | null;
  readonly steps: readonly Step[];
}

/** What a function that makes checks needs to know of a checklist: only its own ids. */
export interface Checks<Id extends string> {
  pass(id: Id, detail: string): true;
  fail(id: Id, code: Code, detail: string): false;
  skip(id: Id, detail: string): void;
  /** True once the check has been made and has passed. */
  hasPassed(id: Id): boolean;
}

/**
 * Writes down checks as they are made, and puts them in the order of the rule table at the end; a rule never reached is `skipped`.
 * The table, not the call order, decides which failure is first, so a check may be made early without changing the verdict.
 */
export class Checklist<Id extends string> implements Checks<Id> {
  readonly #rules: readonly (Rule & { readonly id: Id })[];
  readonly #made = new Map<Id, Step>();

  /** `made`: the steps of an earlier report over the same rules, to go on from. */
  constructor(rules: readonly (Rule & { readonly id: Id })[], made: readonly Step[] = []) {
    this.#rules = rules;
    for (const step of made) this.#made.set(step.id as Id, step);
  }

  pass(id: Id, detail: string): true {
    this.#note({ id, outcome: 'pass', rule: this.#ruleOf(id), detail });
    return true;
  }

  fail(id: Id, code: Code, detail: string): false {
    this.#note({ id, outcome: 'fail', rule: this.#ruleOf(id), detail, code });
    return false;
  }

  skip(id: Id, detail: string): void {
    this.#note({ id, outcome: 'skipped', rule: this.#ruleOf(id), detail });
  }

  hasPassed(id: Id): boolean {
    return this.#made.get(id)?.outcome === 'pass';
  }

  report(): Report {
    const steps = this.#rules.map(
      ({ id, rule }): Step => this.#made.get(id) ?? { id, outcome: 'skipped', rule, detail: 'not reached' },
    );
    const code = steps.find((step) => step.outcome === 'fail')?.code ?? null;
    return { verdict: verdictFor(code), code, steps };
  }

  /** A check already failed stays failed: a later pass under the same id must not hide it. */
  #note(step: Step & { readonly id: Id }): void {
    if (this.#made.get(step.id)?.outcome !== 'fail')
      this.#made.set(step.id, { ...step, detail: readable(step.detail) });
  }

  #ruleOf(id: Id): string {
    return this.#rules.find((rule) => rule.id === id)?.rule ?? '';
  }
}
