import { type Code, type Verdict, verdictFor } from './codes.ts';

export type Outcome = 'pass' | 'fail' | 'skipped';

/**
 * A stranger's words as they may be shown. SECURITY: control, bidi and zero-width characters are written out, so that a header cannot
 * clear a terminal, colour a failure green, or draw one name as another.
 */
export const readable = (text: string): string =>
  /^[ -~]*$/u.test(text)
    ? text
    : text.replace(
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
  readonly #rules: readonly Rule[];
  readonly #places: ReadonlyMap<string, number>;
  /** At the place of its rule; null for what was not reached. */
  readonly #made: (Step | null)[];

  /** `made`: the steps of an earlier report over the same rules, to go on from. */
  constructor(rules: readonly (Rule & { readonly id: Id })[], made?: readonly Step[]) {
    this.#rules = rules;
    this.#places = findPlaces(rules);
    this.#made = made ? [...made] : Array<null>(rules.length).fill(null);
  }

  pass(id: Id, detail: string): true {
    this.#note(id, 'pass', detail);
    return true;
  }

  fail(id: Id, code: Code, detail: string): false {
    this.#note(id, 'fail', detail, code);
    return false;
  }

  skip(id: Id, detail: string): void {
    this.#note(id, 'skipped', detail);
  }

  hasPassed(id: Id): boolean {
    const place = this.#places.get(id);
    return place !== undefined && this.#made[place]?.outcome === 'pass';
  }

  report(): Report {
    const steps = this.#made.map((step, at) => step ?? describeUnreached(this.#rules[at]));
    const code = steps.find((step) => step.outcome === 'fail')?.code ?? null;
    return { verdict: verdictFor(code), code, steps };
  }

  /** A check already failed stays failed: a later pass under the same id must not hide it. One that the table leaves out is nobody's. */
  #note(id: Id, outcome: Outcome, detail: string, code?: Code): void {
    const place = this.#places.get(id);
    if (place === undefined || this.#made[place]?.outcome === 'fail') return;
    const step = { id, outcome, rule: this.#rules[place]?.rule ?? '', detail: readable(detail) };
    this.#made[place] = code === undefined ? step : { ...step, code };
  }
}

const describeUnreached = ({ id, rule }: Rule = { id: '', rule: '' }): Step => ({
  ...{ id, outcome: 'skipped', rule, detail: 'not reached' },
});

/** Where each rule of a table stands. Looked up once for each table, of which there are a handful. */
function findPlaces(rules: readonly Rule[]): ReadonlyMap<string, number> {
  const known = PLACES.get(rules);
  if (known) return known;
  const places = new Map(rules.map(({ id }, place) => [id, place]));
  PLACES.set(rules, places);
  return places;
}

const PLACES = new WeakMap<readonly Rule[], ReadonlyMap<string, number>>();
