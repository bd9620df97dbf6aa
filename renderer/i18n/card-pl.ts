import { pluralPl } from './plural.ts';

const ASK_THE_UNIVERSITY = 'Zgłoś to uczelni; pomogą jej szczegóły poniżej. Karta zostaje, jak była.';

/** The card, and what can be done with it. The labels are those of the real thing, letter for letter. */
export const cardPolish = {
  card: {
    title: 'Legitymacja studencka',
    status: 'status',
    /** `word` is the status itself; `kind` tells apart what is not valid. */
    standings: {
      valid: { word: 'ważna', kind: '', meaning: 'Uczelnia potwierdza, że jest ważna.', todo: '' },
      expired: {
        word: 'nieważna',
        kind: 'po terminie',
        meaning: 'Minął termin ważności.',
        todo: 'Przedłuż legitymację w USOSweb i wybierz „Aktualizuj”. Jeśli tam się nie da, zamów nową.',
      },
      invalid: {
        word: 'nieważna',
        kind: 'unieważniona',
        meaning: 'Uczelnia ją unieważniła albo ją anulowano.',
        todo: 'Usuń ją stąd. Jeśli nadal studiujesz, zamów w USOSweb nową.',
      },
      suspended: {
        word: 'nieważna',
        kind: 'zawieszona',
        meaning: 'Uczelnia zawiesiła tę legitymację.',
        todo: 'Wyjaśnij to na uczelni. Gdy ją przywróci, wybierz „Aktualizuj”.',
      },
      stale: {
        word: 'niesprawdzona',
        kind: 'od ponad 24 godzin',
        meaning: 'Od ponad 24 godzin nie wiadomo, czy jest ważna; nikt nie musi jej uznać.',
        todo: 'Połącz się z siecią i wybierz „Aktualizuj”.',
      },
    },
    photo: 'zdjęcie',
    photoOf: (name: string) => `Rysowany portret: ${name}`,
    noPhoto: 'Bez zdjęcia',
    givenName: 'imię (imiona)',
    familyName: 'nazwisko',
    birthdate: 'data urodzenia',
    pesel: 'numer PESEL',
    albumNumber: 'numer albumu',
    issuedOn: 'data wydania',
    validUntil: 'termin ważności',
    university: 'nazwa uczelni',
    cardNumber: 'numer legitymacji',
    barcode: 'kod kreskowy',
    noBarcode: 'Tego numeru nie da się zapisać kodem kreskowym.',
    updated: 'ostatnia aktualizacja',
    clock: 'teraz',
    masked: 'ukryto',
    maskedNote: 'Kartę wystawił obcy system i może ona dotyczyć prawdziwej osoby, dlatego dane są ukryte.',
    issuer: (host: string) => `Wystawca: ${host}`,
    actions: 'Działania',
    lookTitle: 'Czy ruchoma wstęga to dowód?',
    lookBody:
      'Nie. Nagranie ekranu rusza się tak samo. Wstęga i zegar zdradzą najwyżej zwykły zrzut ekranu; pewność daje dopiero sprawdzenie kryptograficzne.',
  },
  update: {
    submit: 'Aktualizuj',
    working: 'Aktualizowanie…',
    done: (instant: string) => `Aktualna: stan na ${instant}.`,
    renewed: (date: string) => `Przedłużono. Nowy termin ważności: ${date}.`,
    changed: (word: string) => `Status się zmienił: ${word}.`,
    notRenewable: 'Tej legitymacji nie da się już przedłużyć stąd. Nową zamówisz w USOSweb.',
    failed: 'Nie udało się zaktualizować',
    /** Where the sentence for activating would mislead. */
    failures: {
      ISSUER_UNREACHABLE: {
        happened: 'System uczelni nie odpowiedział albo odpowiedział tylko częściowo.',
        todo: 'Sprawdź sieć i spróbuj ponownie. Portfel spróbuje też sam.',
      },
      STATUS_UNAVAILABLE: {
        happened: 'Uczelnia nie podała, czy legitymacja jest ważna.',
        todo: 'Sprawdź sieć i spróbuj ponownie. Portfel spróbuje też sam.',
      },
      STATUS_STALE: {
        happened: 'Lista statusów, którą podała uczelnia, jest zbyt stara, aby na niej polegać.',
        todo: 'Spróbuj później. Sprawdź też datę i godzinę w tym komputerze.',
      },
      JWS_KID_UNKNOWN: {
        happened: 'Listę statusów podpisano kluczem, którego portfel nie zna.',
        todo: 'Uczelnia mogła właśnie zmienić klucze: połącz się z siecią i spróbuj ponownie.',
      },
      JWS_SIGNATURE: { happened: 'Podpis listy statusów się nie zgadza.', todo: ASK_THE_UNIVERSITY },
      CLAIM_EXPIRED: {
        happened: 'Lista statusów, którą podała uczelnia, straciła ważność.',
        todo: 'Spróbuj później. Sprawdź też datę i godzinę w tym komputerze.',
      },
    },
  },
  history: {
    title: 'Historia',
    count: (count: number) => pluralPl(count, { one: `${count} wpis`, few: `${count} wpisy`, many: `${count} wpisów` }),
    older: (count: number) =>
      pluralPl(count, {
        one: `Jeszcze ${count} starszy wpis`,
        few: `Jeszcze ${count} starsze wpisy`,
        many: `Jeszcze ${count} starszych wpisów`,
      }),
    kinds: {
      added: (date: string) => `Dodano do portfela; termin ważności ${date}`,
      renewed: (date: string) => `Przedłużono; nowy termin ważności ${date}`,
      invalidated: () => 'Unieważniono lub anulowano',
      suspended: () => 'Uczelnia zawiesiła',
      restored: () => 'Uczelnia przywróciła ważność',
      'renewal-refused': () => 'Uczelnia odmówiła przedłużenia',
      shown: () => 'Pokazano kod QR',
      'shown-with-photo': () => 'Pokazano kod QR ze zdjęciem',
      shared: (who: string) => `Udostępniono dane: ${who}`,
      'shared-with-photo': (who: string) => `Udostępniono dane i zdjęcie: ${who}`,
    },
  },
  removal: {
    submit: 'Usuń dokument',
    title: 'Usunąć legitymację?',
    points: {
      here: 'Z tego portfela zniknie od razu, razem ze swoim kluczem.',
      told: 'Uczelnia dowie się od razu i ją anuluje. Bez sieci dowie się, gdy sieć wróci.',
      untold: 'Uczelni nie da się stąd powiadomić: anuluj legitymację także w USOSweb.',
      day: 'Kto sprawdza bez sieci, może jeszcze uznać pokazany wcześniej kod: najwyżej przez 24 godziny.',
      anew: 'Kopii nie ma. Aby mieć ją znowu, trzeba złożyć w USOSweb nowe zamówienie.',
    },
    yes: 'Tak, usuń',
    no: 'Zostaw',
    done: 'Usunięto legitymację',
    outcomes: {
      telling: 'Uczelnia jest właśnie powiadamiana…',
      told: 'Uczelnia już o tym wie i anulowała ją.',
      queued: 'Uczelnia jeszcze o tym nie wie; portfel powiadomi ją, gdy tylko się da.',
      untold: 'Uczelni nie dało się powiadomić: anuluj ją także w USOSweb.',
    },
    queueTitle: 'Uczelnia jeszcze nie wie',
    queueBody: (host: string, instant: string) => `Legitymację (${host}) usunięto ${instant}.`,
    next: (wait: string) => `Kolejna próba powiadomienia uczelni: ${wait}.`,
  },
  awaited: {
    title: 'W trakcie realizacji',
    lead: 'Kod jest dobry. Uczelnia przygotowuje legitymację; zwykle trwa to kilka minut.',
    every: (interval: string) => `Portfel pyta o nią sam, co ${interval}.`,
    leave: 'Możesz stąd wyjść, a nawet zamknąć program: zamówienie nie przepadnie.',
    since: (instant: string) => `od ${instant}`,
    next: (wait: string) => `Następne pytanie ${wait}`,
    ask: 'Sprawdź teraz',
    asking: 'Pytanie uczelni…',
    notYet: 'Jeszcze nie gotowa.',
    open: 'Szczegóły',
    arrived: 'Legitymacja jest gotowa',
    show: 'Pokaż legitymację',
    failed: 'Nie udało się sprawdzić',
    noticeTitle: 'Z zamówienia nic nie wyszło',
    noticeAbout: (host: string, instant: string) => `${host}, ${instant}`,
  },
  waits: {
    now: 'teraz',
    in: (interval: string) => `za ${interval}`,
    seconds: (count: number) =>
      pluralPl(count, { one: `${count} sekundę`, few: `${count} sekundy`, many: `${count} sekund` }),
    minutes: (count: number) =>
      pluralPl(count, { one: `${count} minutę`, few: `${count} minuty`, many: `${count} minut` }),
    hours: (count: number) =>
      pluralPl(count, { one: `${count} godzinę`, few: `${count} godziny`, many: `${count} godzin` }),
    days: (count: number) => pluralPl(count, { one: `${count} dzień`, few: `${count} dni`, many: `${count} dni` }),
  },
};

export type CardTexts = typeof cardPolish;
