/** PESEL, the Polish national identification number: RRMMDDPPPPK (domain.md 7). */

const WEIGHTS = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3];
/** What the month is raised by, per century of birth. */
const CENTURIES: readonly (readonly [offset: number, century: number])[] = [
  [80, 1800],
  [0, 1900],
  [20, 2000],
  [40, 2100],
  [60, 2200],
];

export interface PeselFacts {
  /** ISO date, yyyy-mm-dd. */
  readonly birthdate: string;
  readonly sex: 'female' | 'male';
}

/** The eleventh digit, from the ten before it. */
export function peselCheckDigit(digits: string): number {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return (10 - (sum % 10)) % 10;
}

/** The facts a PESEL carries; null where length, check digit or date do not hold. */
export function readPesel(pesel: string): PeselFacts | null {
  if (!/^\d{11}$/u.test(pesel)) return null;
  if (peselCheckDigit(pesel) !== Number(pesel[10])) return null;
  const [year, month, day] = [pesel.slice(0, 2), pesel.slice(2, 4), pesel.slice(4, 6)].map(Number) as [
    number,
    number,
    number,
  ];
  const [offset, century] = CENTURIES.find(([raised]) => month > raised && month <= raised + 12) ?? [0, 0];
  const birth = new Date(Date.UTC(century + year, month - offset - 1, day));
  if (century === 0 || birth.getUTCDate() !== day) return null;
  return { birthdate: birth.toISOString().slice(0, 10), sex: Number(pesel[9]) % 2 === 0 ? 'female' : 'male' };
}

/** SECURITY: specimen people are born in the 2200s; nobody else's PESEL is ever shown in the clear (experience.md, Specimen). */
export const isSpecimenPesel = (pesel: string): boolean => readPesel(pesel)?.birthdate.startsWith('22') ?? false;
