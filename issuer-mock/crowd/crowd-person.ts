import { peselCheckDigit } from '../../shared/student/pesel.ts';

/** As many students as Poland has, about 1.3 million; the most that can be made. */
export const COUNTRY = 1_300_000;
export const MAX_CROWD = 2_000_000;

export interface CrowdPerson {
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly pesel: string;
  readonly albumNumber: string;
}

/** Plainly made up: the surnames say "test", "specimen", "invented". Female first, then male, the way PESEL tells them apart. */
const NAMES = [
  {
    given: ['Zofia', 'Hanna', 'Alicja', 'Dorota', 'Sylwia', 'Lena', 'Nina', 'Ela'],
    family: ['Próbna', 'Wzorowa', 'Testowa', 'Przykładna', 'Zmyślona', 'Fikcyjna', 'Ćwiczebna'],
  },
  {
    given: ['Jan', 'Piotr', 'Zenon', 'Paweł', 'Borys', 'Adam', 'Marek', 'Kacper'],
    family: ['Próbny', 'Wzorowy', 'Testowy', 'Przykładny', 'Zmyślony', 'Fikcyjny', 'Ćwiczebny'],
  },
] as const;

const ID = /^crowd-(\d{7})$/u;
const DAYS = 10 * 365;
/** SECURITY: born from 2210 on, so that no PESEL here can be anybody's (domain: specimen), nor that of a specimen with a name of their own. */
const FIRST_BIRTH = Date.UTC(2210, 0, 1);
const DAY_MS = 24 * 3600 * 1000;

/** The person of a number from 1 on: always the same, and no two with the same PESEL or album number. */
export function makeCrowdPerson(number: number): CrowdPerson {
  const sex = number % 2;
  const { given, family } = NAMES[sex === 0 ? 0 : 1];
  const digits = String(number).padStart(7, '0');
  return {
    id: `crowd-${digits}`,
    givenName: pick(given, number >> 1),
    familyName: pick(family, (number >> 1) + Math.floor(number / 16)),
    pesel: makePesel(Math.floor((number % (2 * DAYS)) / 2), 2 * Math.floor(number / (2 * DAYS)) + sex),
    albumNumber: `SYM-${digits}`,
  };
}

/** Whose id it is; null where it is nobody's of the crowd. */
export function findCrowdPerson(id: string): CrowdPerson | null {
  const number = Number(ID.exec(id)?.[1] ?? 0);
  return number >= 1 && number <= MAX_CROWD ? makeCrowdPerson(number) : null;
}

const pick = (names: readonly string[], at: number): string => names[at % names.length] ?? '';

/** `serial` is even for women, odd for men. */
function makePesel(day: number, serial: number): string {
  const [year = '', month = '', date = ''] = new Date(FIRST_BIRTH + day * DAY_MS).toISOString().slice(0, 10).split('-');
  const digits = year.slice(2) + String(Number(month) + 60) + date + String(serial).padStart(4, '0');
  return digits + String(peselCheckDigit(digits));
}
