import { COUNTRY, MAX_CROWD } from '../crowd/crowd-person.ts';

/** Whom the university begins with. */
export interface Seed {
  readonly hasSpecimens: boolean;
  /** How many more, made by number. */
  readonly crowd: number;
}

export const SPECIMENS_ONLY: Seed = { hasSpecimens: true, crowd: 0 };

export const SEED_NAMES = `specimens, empty, country (${COUNTRY} students) or crowd:N (up to ${MAX_CROWD})`;

/** Null for a name that is not one. */
export function readSeed(name: string): Seed | null {
  if (name === 'specimens' || name === 'default') return SPECIMENS_ONLY;
  if (name === 'empty') return { hasSpecimens: false, crowd: 0 };
  if (name === 'country') return { hasSpecimens: true, crowd: COUNTRY };
  const [, count] = /^crowd:([1-9]\d{0,6})$/u.exec(name) ?? [];
  return count !== undefined && Number(count) <= MAX_CROWD ? { hasSpecimens: true, crowd: Number(count) } : null;
}
