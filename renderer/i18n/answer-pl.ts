import { pluralPl } from './plural.ts';

/** The one answer to one card. */
export const answerPolish = {
  /** In both languages, whatever the page's is. */
  simulation: 'SYMULACJA / SIMULATION',
  simulationBody: 'To nie jest sprawdzenie prawdziwego dokumentu.',
  /** The word stands large, the note below it; why it is so, reason-texts says. */
  verdicts: {
    VALID: { word: 'Ważna', note: 'potwierdzona na żywo' },
    VALID_UNCHALLENGED: { word: 'Ważna', note: 'bez potwierdzenia na żywo' },
    EXPIRED: { word: 'Po terminie', note: 'już nie obowiązuje' },
    SUSPENDED: { word: 'Zawieszona', note: 'teraz nie obowiązuje' },
    REVOKED: { word: 'Unieważniona', note: 'nie wolno jej uznać' },
    INDETERMINATE: { word: 'Nie wiadomo', note: 'czy jest ważna' },
    INVALID: { word: 'Odrzucona', note: 'nie przeszła sprawdzenia' },
  },
  copyNote:
    'Kod można przekazać na żywo z innego telefonu albo skopiować: kopia działa krócej niż minutę. Pewność daje dopiero odpowiedź na pytanie.',
  cannotTell: 'To nie znaczy, że legitymacja jest nieważna. Brakuje czegoś, bez czego nie da się tego sprawdzić.',
  person: {
    title: 'Kogo dotyczy',
    photoOf: (name: string) => `Rysowany portret: ${name}`,
    noPhoto: 'Bez zdjęcia',
    university: 'uczelnia',
    albumNumber: 'numer albumu',
    cardNumber: 'numer legitymacji',
    validUntil: 'termin ważności',
    masked:
      'Wystawił ją obcy system i może dotyczyć prawdziwej osoby, dlatego dane są częściowo zakryte, a zdjęcia nie ma.',
    comparePhoto: 'Porównaj twarz ze zdjęciem.',
    unproven: 'Danych osoby nie pokazano, bo nie dało się potwierdzić, że są prawdziwe.',
    notAsked: 'Pytano tylko o ważność, więc danych osoby nie ma.',
    withheld: 'Danych osoby nie pokazano: legitymacji, której nie wolno uznać, nie są do niczego potrzebne.',
    gone: 'Dane osoby usunięto z ekranu i z pamięci. Były potrzebne tylko do sprawdzenia; wynik zostaje.',
  },
  vanish: {
    left: (time: string) => `Dane znikną za ${time}`,
    now: 'Zakończ i usuń dane',
  },
  next: 'Następna',
  why: 'Dlaczego',
  todo: 'Co zrobić',
  facts: {
    list: 'lista unieważnień',
    signed: (instant: string) => `podpisana ${instant}`,
    holds: (instant: string) => `obowiązuje ${instant}`,
    fresh: 'pobrana teraz',
    kept: 'z pamięci',
    lastHeld: (instant: string) => `Ostatnia lista unieważnień obowiązywała ${instant}.`,
    noList: 'Nie ma żadnej listy unieważnień tego wystawcy.',
    modes: {
      asked: 'odpowiedź na pytanie przez sieć',
      shown: 'kod pokazany bez pytania',
      challenged: 'odpowiedź na pytanie bez sieci',
    },
    issuer: 'wystawca',
    validUntil: 'ważna do',
    at: 'sprawdzono',
    ahead: (interval: string) => `Zegar telefonu spieszy się o ${interval} względem tego komputera.`,
    behind: (interval: string) => `Zegar telefonu spóźnia się o ${interval} względem tego komputera.`,
    old: (interval: string) =>
      `Według zegara telefonu kod powstał ${interval} temu: jest nieświeży albo ten zegar się spóźnia.`,
  },
  repeat: (which: number, ago: string) => `Ta sama legitymacja: ${which}. raz, poprzednio ${ago} temu.`,
  steps: (count: number) =>
    pluralPl(count, { one: `${count} sprawdzenie`, few: `${count} sprawdzenia`, many: `${count} sprawdzeń` }),
  stepsTitle: 'Sprawdzenia krok po kroku',
  /** `at` an instant, and `until` one, as seen from today. */
  days: {
    at: {
      today: (time: string) => `dziś o ${time}`,
      yesterday: (time: string) => `wczoraj o ${time}`,
      tomorrow: (time: string) => `jutro o ${time}`,
      other: (day: string, time: string) => `${day} o ${time}`,
    },
    until: {
      today: (time: string) => `do ${time}`,
      yesterday: (time: string) => `do wczoraj, ${time}`,
      tomorrow: (time: string) => `do jutra, ${time}`,
      other: (day: string, time: string) => `do ${day}, ${time}`,
    },
  },
};

export type AnswerTexts = typeof answerPolish;
