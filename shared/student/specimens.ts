import type { StudentStatus, StudyKind } from './eligibility.ts';

/** The invented people of the simulator: born in the 2200s, so that each PESEL is well formed and impossible (domain.md 7). */
export interface Specimen {
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly pesel: string | null;
  readonly albumNumber: string | null;
}

/** How a specimen stands at the university at first. */
export interface Situation {
  readonly status: StudentStatus;
  readonly studyKind: StudyKind;
  readonly hasPhoto: boolean;
  readonly els: 'none' | 'renewed' | 'not-renewed';
  readonly isDataChanged: boolean;
  /** What somebody without the number can be given later: impossible as everybody's. */
  readonly laterPesel: string | null;
  readonly laterAlbumNumber: string | null;
}

const MAY_ORDER: Situation = {
  status: 'active',
  studyKind: 'first-cycle',
  hasPhoto: true,
  els: 'renewed',
  isDataChanged: false,
  laterPesel: null,
  laterAlbumNumber: null,
};

const specimen = (
  id: string,
  [givenName, familyName]: readonly [string, string],
  [pesel, albumNumber]: readonly [string | null, string | null],
  situation: Partial<Situation> = {},
): Specimen & Situation => ({ id, givenName, familyName, pesel, albumNumber, ...MAY_ORDER, ...situation });

/** Those who may order come first, then one for each reason why somebody may not; the name says which. */
export const SPECIMENS: readonly (Specimen & Situation)[] = [
  specimen('zofia', ['Zofia', 'Przykładowa'], ['04651412324', 'SYM-000123']),
  specimen('hanna', ['Hanna Maria', 'Wzorcowa'], ['02672144482', 'SYM-000124'], { studyKind: 'second-cycle' }),
  specimen('jan', ['Jan', 'Testowy'], ['05710300770', 'SYM-000125']),
  specimen('piotr', ['Piotr', 'Zmyślony'], ['03610909057', 'SYM-000126'], { studyKind: 'long-cycle' }),
  specimen('zenon', ['Zenon', 'Zawieszony'], ['04612294376', 'SYM-000127'], { status: 'suspended' }),
  specimen('sylwia', ['Sylwia', 'Skreślona'], ['05671266847', 'SYM-000128'], { status: 'removed' }),
  specimen('alicja', ['Alicja', 'Absolwentka'], ['03651749065', 'SYM-000129'], {
    ...{ status: 'graduated', studyKind: 'second-cycle', els: 'not-renewed' },
  }),
  specimen('dorota', ['Dorota', 'Doktorantka'], ['00681519682', 'SYM-000130'], { studyKind: 'doctoral' }),
  specimen('pawel', ['Paweł', 'Podyplomowy'], ['01630582733', 'SYM-000131'], { studyKind: 'postgraduate' }),
  specimen('borys', ['Borys', 'Bez-Peselu'], [null, 'SYM-000132'], { laterPesel: '05621961358' }),
  specimen('adam', ['Adam', 'Bez-Albumu'], ['03721172515', null], { laterAlbumNumber: 'SYM-000133' }),
  specimen('ela', ['Ela', 'Bez-Zdjęcia'], ['04690341825', 'SYM-000134'], { hasPhoto: false }),
  specimen('lena', ['Lena', 'Bez-Elsu'], ['04640828468', 'SYM-000135'], { els: 'none' }),
  specimen('marek', ['Marek', 'Nieprzedłużony'], ['02702735198', 'SYM-000136'], { els: 'not-renewed' }),
  specimen('nina', ['Nina', 'Nowe-Nazwisko'], ['03663057240', 'SYM-000137'], { isDataChanged: true }),
  specimen('kacper', ['Kacper', 'Kilka-Braków'], ['04712473918', 'SYM-000138'], {
    ...{ hasPhoto: false, els: 'not-renewed', isDataChanged: true },
  }),
];

export const SPECIMEN_UNIVERSITY = 'Testowa Uczelnia Symulowana';
