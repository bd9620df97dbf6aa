import type { Refusal } from './eligibility.ts';

export interface RefusalText {
  /** A few words, for a list of people. */
  readonly label: string;
  /** What stands against the order. */
  readonly why: string;
  /** What the student can do about it. */
  readonly remedy: string;
}

type RefusalTexts = Readonly<Record<Refusal, RefusalText>>;

const POLISH: RefusalTexts = {
  suspended: {
    label: 'zawieszenie',
    why: 'Twoje studia są zawieszone, a mLegitymację może mieć tylko osoba ze statusem aktywnego studenta.',
    remedy: 'Po wznowieniu studiów złóż nowe zamówienie. Dawna mLegitymacja nie zacznie działać ponownie.',
  },
  removed: {
    label: 'skreślenie z listy',
    why: 'Skreślono Cię z listy studentów, więc nie masz statusu aktywnego studenta.',
    remedy: 'Zapytaj w dziekanacie o wznowienie studiów. Po wznowieniu złóż nowe zamówienie.',
  },
  graduated: {
    label: 'ukończone studia',
    why: 'Te studia są już ukończone i nie dają prawa do legitymacji.',
    remedy: 'Jeśli zaczynasz następne studia, zamów mLegitymację po wpisaniu na listę studentów.',
  },
  'not-a-student': {
    label: 'nie na studiach I, II stopnia ani jednolitych',
    why: 'mLegitymacja jest dla studentów. Doktoranci i słuchacze studiów podyplomowych nimi nie są.',
    remedy: 'Zapytaj uczelnię o dokument przewidziany dla Twojej formy kształcenia.',
  },
  'no-pesel': {
    label: 'bez numeru PESEL',
    why: 'W USOS nie ma Twojego numeru PESEL, a bez niego mLegitymacji nie można wydać.',
    remedy: 'Jeśli masz numer PESEL, podaj go w dziekanacie. Jeśli nie, wystąp o niego w urzędzie gminy.',
  },
  'no-album-number': {
    label: 'bez numeru albumu',
    why: 'Nie masz jeszcze numeru albumu.',
    remedy: 'Poproś dziekanat o jego nadanie i wtedy złóż zamówienie.',
  },
  'no-photo': {
    label: 'bez zdjęcia',
    why: 'W USOS nie ma Twojego zatwierdzonego zdjęcia.',
    remedy:
      'Dodaj je w zakładce „Dla wszystkich” → „Zdjęcie do legitymacji” → „Zgłoś do zatwierdzenia” i poczekaj na zatwierdzenie.',
  },
  'no-els': {
    label: 'bez ELS',
    why: 'Nie masz plastikowej legitymacji (ELS), a uczelnia wymaga jej przed zamówieniem.',
    remedy: 'Zamów i odbierz ELS, potem wróć tutaj.',
  },
  'els-not-renewed': {
    label: 'ELS nieprzedłużona',
    why: 'Twoja ELS nie jest przedłużona w USOS na bieżący semestr.',
    remedy: 'Przedłuż ją w dziekanacie. Zamówienie złożysz, gdy tylko będzie to widać w USOS.',
  },
  'data-changed': {
    label: 'zmienione dane',
    why: 'Po wydaniu ELS zmieniły się Twoje dane osobowe.',
    remedy: 'Wymień ELS na nową, z aktualnymi danymi, i wtedy złóż zamówienie.',
  },
};

const ENGLISH: RefusalTexts = {
  suspended: {
    label: 'suspended',
    why: 'Your studies are suspended, and only an active student may have an mLegitymacja.',
    remedy: 'Order anew once you have resumed your studies. An earlier card will not come back to life.',
  },
  removed: {
    label: 'removed from the register',
    why: 'You were removed from the register, so you are not an active student.',
    remedy: 'Ask the dean’s office about resuming your studies. Once you have, place a new order.',
  },
  graduated: {
    label: 'graduated',
    why: 'These studies are finished and no longer give a right to a student ID.',
    remedy: 'If you are starting further studies, order once you are on the register again.',
  },
  'not-a-student': {
    label: 'doctoral or postgraduate',
    why: 'mLegitymacja is for students. Doctoral candidates and postgraduate participants are not students in that sense.',
    remedy: 'Ask the university which document belongs to your kind of studies.',
  },
  'no-pesel': {
    label: 'no PESEL number',
    why: 'USOS has no PESEL number for you, and no mLegitymacja can be issued without one.',
    remedy: 'If you have a PESEL number, give it to the dean’s office. If not, apply for one at a municipal office.',
  },
  'no-album-number': {
    label: 'no student number',
    why: 'You have no student number (numer albumu) yet.',
    remedy: 'Ask the dean’s office to assign one, then order.',
  },
  'no-photo': {
    label: 'no photo',
    why: 'There is no approved photo of you in USOS.',
    remedy:
      'Add one under “For everyone” („Dla wszystkich”) → „Zdjęcie do legitymacji” → „Zgłoś do zatwierdzenia”, and wait for it to be approved.',
  },
  'no-els': {
    label: 'no plastic ID (ELS)',
    why: 'You do not hold a plastic student ID (ELS), which this university asks for first.',
    remedy: 'Apply for an ELS and collect it, then come back here.',
  },
  'els-not-renewed': {
    label: 'ELS not renewed',
    why: 'Your plastic student ID (ELS) has not been renewed in USOS for this semester.',
    remedy: 'Have it renewed at the dean’s office. You can order as soon as USOS shows it.',
  },
  'data-changed': {
    label: 'data changed',
    why: 'Your personal data have changed since your plastic student ID (ELS) was issued.',
    remedy: 'Exchange the ELS for one with your present data, then order.',
  },
};

export const REFUSAL_TEXTS: Readonly<Record<'pl' | 'en', RefusalTexts>> = { pl: POLISH, en: ENGLISH };
