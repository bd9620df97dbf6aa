/** A parser for what crosses a process border: the value, checked and stripped of unknown members, or null. Types follow from it. */
export interface Shape<T> {
  readonly parse: (value: unknown) => { readonly value: T } | null;
  /** What a missing member of an object stands for; without it a member must be there. */
  readonly fallback?: { readonly value: T };
}
export type TypeOf<S> = S extends Shape<infer T> ? T : never;

const shape = <T>(parse: Shape<T>['parse']): Shape<T> => ({ parse });

export const nothing = shape<null>((value) => (value === null || value === undefined ? { value: null } : null));
export const flag = shape<boolean>((value) => (typeof value === 'boolean' ? { value } : null));

export const text = (maxLength: number): Shape<string> =>
  shape((value) => (typeof value === 'string' && value.length <= maxLength ? { value } : null));

/** A whole number from 0 to 2^53. */
export const count = shape<number>((value) =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? { value: value as number } : null,
);

/** A whole number of either sign, at most 2^53 from zero. */
export const whole = shape<number>((value) => (Number.isSafeInteger(value) ? { value: value as number } : null));

export const oneOf = <const T extends string>(choices: readonly T[]): Shape<T> =>
  shape((value) => {
    const choice = choices.find((known) => known === value);
    return choice === undefined ? null : { value: choice };
  });

export const nullable = <T>(inner: Shape<T>): Shape<T | null> =>
  shape<T | null>((value) => (value === null ? { value: null } : inner.parse(value)));

/** For members that documents of older versions do not have. */
export const orElse = <T>(inner: Shape<T>, value: T): Shape<T> => ({ parse: inner.parse, fallback: { value } });

export const list = <T>(inner: Shape<T>, maxLength = 1000): Shape<readonly T[]> =>
  shape((value) => {
    if (!Array.isArray(value) || value.length > maxLength) return null;
    const parsed = value.map((member) => inner.parse(member));
    return parsed.every((member) => member !== null) ? { value: parsed.map((member) => member.value) } : null;
  });

type Members = Readonly<Record<string, Shape<unknown>>>;
type ObjectOf<M extends Members> = { readonly [Name in keyof M]: TypeOf<M[Name]> };

export const object = <M extends Members>(members: M): Shape<ObjectOf<M>> =>
  shape((value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    const entries: [string, unknown][] = [];
    for (const [name, inner] of Object.entries(members)) {
      const parsed = Object.hasOwn(value, name)
        ? inner.parse((value as Record<string, unknown>)[name])
        : (inner.fallback ?? null);
      if (!parsed) return null;
      entries.push([name, parsed.value]);
    }
    return { value: Object.fromEntries(entries) as ObjectOf<M> };
  });
