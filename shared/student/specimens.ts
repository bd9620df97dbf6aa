/** The invented people of the simulator: born in the 2200s, so that each PESEL is well formed and impossible (domain.md 7). */
export interface Specimen {
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly pesel: string;
  readonly albumNumber: string;
}

export const SPECIMENS: readonly Specimen[] = [
  { id: 'zofia', givenName: 'Zofia', familyName: 'Przykładowa', pesel: '04651412324', albumNumber: 'SYM-000123' },
  { id: 'hanna', givenName: 'Hanna Maria', familyName: 'Wzorcowa', pesel: '02672144482', albumNumber: 'SYM-000124' },
  { id: 'jan', givenName: 'Jan', familyName: 'Testowy', pesel: '05710300770', albumNumber: 'SYM-000125' },
  { id: 'piotr', givenName: 'Piotr', familyName: 'Zmyślony', pesel: '03610909057', albumNumber: 'SYM-000126' },
];

export const SPECIMEN_UNIVERSITY = 'Testowa Uczelnia Symulowana';
