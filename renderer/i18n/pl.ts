import { answerPolish } from './answer-pl.ts';
import { cardPolish } from './card-pl.ts';
import { checkPolish } from './check-pl.ts';
import { pluralPl } from './plural.ts';
import { presentPolish } from './present-pl.ts';
import { readinessPolish } from './readiness-pl.ts';
import { recordsPolish } from './records-pl.ts';
import { scanPolish } from './scan-pl.ts';
import { trustPolish } from './trust-pl.ts';
import { verifierPolish } from './verifier-pl.ts';

export const polish = {
  product: 'mLegitymacja Simulator',
  simulation: 'SYMULACJA',
  simulationMeaning: 'To symulator. Osoby, uczelnia i legitymacje są wymyślone.',
  specimen: 'SYMULATOR – WZÓR, NIE JEST DOKUMENTEM',
  skipToContent: 'Przejdź do treści',
  places: { label: 'Miejsca', wallet: 'Portfel', university: 'Uczelnia', verifier: 'Weryfikacja' },
  settings: {
    language: 'Język',
    theme: 'Motyw',
    themes: { system: 'Jak w systemie', light: 'Jasny', dark: 'Ciemny', contrast: 'Wysoki kontrast' },
    sound: 'Dźwięk po odczytaniu kodu',
  },
  common: {
    next: 'Dalej',
    back: 'Wstecz',
    close: 'Zamknij',
    copy: 'Kopiuj',
    copied: 'Skopiowano',
    reconnecting: 'Łączenie z programem…',
    loading: 'Wczytywanie…',
  },
  device: { label: 'Urządzenie studenta', signOut: 'Wyloguj', specimenTag: 'WZÓR' },
  protection: {
    os: 'Karty i klucze są zaszyfrowane, a klucza strzeże system operacyjny.',
    file: 'Karty i klucze są zaszyfrowane; klucz leży w pliku obok nich.',
    none: 'Niechronione: ten system nie daje miejsca na klucz.',
  },
  setAside: {
    title: 'Plik portfela był uszkodzony',
    body: 'Odłożono go na bok, niczego z niego nie usuwając, i założono nowy, pusty portfel. Odłożony plik:',
  },
  welcome: {
    title: 'Portfel',
    lead: 'Tu legitymacja studencka trafia na urządzenie. Zamów ją na wymyślonej uczelni, a potem dodaj kodem QR.',
    start: 'Rozpocznij',
  },
  guide: {
    title: 'Trzy kroki do legitymacji',
    steps: [
      { title: 'Zamów na uczelni', body: 'Zaloguj się do USOSweb jako student i wybierz „Zamów mLegitymację”.' },
      { title: 'Poczekaj na „Do odbioru”', body: 'To kilka sekund. Uczelnia pokaże kod QR i kod aktywacyjny.' },
      { title: 'Dodaj w portfelu', body: 'Odczytaj kod QR lub wklej jego tekst i potwierdź kodem aktywacyjnym.' },
    ],
    toUniversity: 'Otwórz uczelnię',
  },
  signIn: {
    title: 'Profil zaufany',
    lead: 'Symulowane logowanie: bez hasła i bez prawdziwych danych. Wybierz, kim jesteś.',
    people: 'Osoba',
    submit: 'Zaloguj się',
    album: (number: string) => `numer albumu ${number}`,
    noAlbum: 'bez numeru albumu',
    others: (count: number) => `Osoby, którym uczelnia na początku odmawia (${count})`,
  },
  documents: {
    title: 'Dokumenty',
    add: 'Dodaj',
    emptyTitle: 'Nie masz jeszcze żadnego dokumentu',
    emptyBody: 'Legitymację najpierw zamawia się na uczelni. Gdy zamówienie ma status „Do odbioru”, dodaj ją tutaj.',
    nothingAdded: 'Przerwano. Nic nie zostało dodane.',
    studentCard: 'Legitymacja studencka',
    validUntil: (date: string) => `termin ważności ${date}`,
  },
  choose: {
    title: 'Dodaj dokument',
    studentCard: 'Legitymacja studencka',
    studentCardBody: 'Potrzebne będą kod QR i kod aktywacyjny z USOSweb.',
  },
  wizard: {
    steps: ['Zasady', 'Kod QR', 'Kod aktywacyjny', 'Legitymacja'],
    progress: (step: number, count: number, name: string) => `Krok ${step} z ${count}: ${name}`,
    breakOff: 'Przerwij',
    breakOffTitle: 'Przerwać dodawanie?',
    breakOffBody: 'Nic nie zostało dodane. Zamówienie na uczelni zostaje i można zacząć od nowa tym samym kodem QR.',
    breakOffYes: 'Tak, przerwij',
    breakOffNo: 'Wróć do dodawania',
  },
  terms: {
    title: 'Zasady',
    lead: 'Krótko i po ludzku, zanim dodasz legitymację:',
    points: [
      'To symulator. Karta jest wzorem: nie potwierdza tożsamości i nie daje żadnych ulg.',
      'Występują tu tylko wymyślone osoby. Nie wpisuj danych swoich ani cudzych.',
      'Karta działa w jednym portfelu. Jej klucz powstaje tutaj i nigdzie nie jest wysyłany.',
      'Nowe urządzenie? Anuluj legitymację w USOS i zamów ją ponownie.',
      'Po anulowaniu karta może wyglądać na ważną najwyżej 24 godziny.',
    ],
    accept: 'Znam i akceptuję te zasady',
    mustAccept: 'Zaznacz zgodę, aby przejść dalej.',
  },
  ...scanPolish,
  code: {
    title: 'Potwierdź kodem',
    issuer: 'Wystawca',
    address: 'Adres',
    signed: 'Kod QR podpisany przez wystawcę',
    unsigned: 'Oferta niepodpisana',
    unsignedBody: 'Nikt nie podpisał tego kodu. Wystawca jest zaufany, ale sprawdź, skąd pochodzi kod.',
    lookAlike: 'W adresie są litery spoza alfabetu łacińskiego. Upewnij się, że to właściwa uczelnia.',
    validUntil: (instant: string) => `Kod QR ważny do ${instant}`,
    label: 'Kod aktywacyjny',
    hint: (length: number | null, isNumeric: boolean) =>
      isNumeric
        ? `${length === null ? 'Cyfry' : `${length} ${pluralPl(length, { one: 'cyfra', few: 'cyfry', many: 'cyfr' })}`} z USOSweb. Spacje i kreski nie przeszkadzają.`
        : `${length === null ? 'Znaki' : `${length} ${pluralPl(length, { one: 'znak', few: 'znaki', many: 'znaków' })}`} z USOSweb; ważna jest wielkość liter. Spacje i kreski nie przeszkadzają.`,
    empty: 'Wpisz kod aktywacyjny z USOSweb.',
    submit: 'Aktywuj',
    triesLeft: (count: number) =>
      pluralPl(count, {
        one: `Pozostała ${count} próba.`,
        few: `Pozostały ${count} próby.`,
        many: `Pozostało ${count} prób.`,
      }),
    whereTitle: 'Gdzie jest ten kod?',
    whereBody:
      'Na stronie zamówienia, obok kodu QR. Po pięciu błędnych próbach zamówienie zostaje zablokowane i trzeba złożyć nowe.',
  },
  working: {
    title: 'Aktywowanie',
    stages: {
      token: 'Uczelnia sprawdza kod aktywacyjny',
      nonce: 'Przygotowanie dowodu klucza',
      credential: 'Wydawanie legitymacji',
      check: 'Sprawdzanie legitymacji',
      store: 'Bezpieczny zapis w portfelu',
    },
    outcomes: { done: 'gotowe', now: 'trwa', next: 'czeka' },
  },
  added: {
    title: 'Legitymacja dodana',
    lead: 'Jest zapisana w portfelu i można ją pokazać także bez sieci.',
    show: 'Pokaż legitymację',
    toDocuments: 'Przejdź do dokumentów',
  },
  refused: {
    title: 'Nie udało się',
    todo: 'Co zrobić',
    code: 'Kod błędu',
    details: 'Szczegóły dla programistów',
    steps: 'Kolejne sprawdzenia',
    outcomes: { pass: 'spełnione', fail: 'niespełnione', skipped: 'pominięte' },
    again: 'Wczytaj kod ponownie',
    toUniversity: 'Przejdź do uczelni',
  },
  ...cardPolish,
  university: {
    title: 'Uczelnia',
    lead: 'Strony udawanej uczelni: te same w ramce poniżej i w każdej przeglądarce na tym komputerze.',
    site: 'Otwórz w ramce',
    sites: { usosweb: 'USOSweb', mobile: 'Mobilny USOS' },
    frames: { usosweb: 'USOSweb wymyślonej uczelni', mobile: 'Mobilny USOS wymyślonej uczelni' },
    address: 'Adres',
    startingTitle: 'Uczelnia się uruchamia',
    startingBody: 'Zwykle trwa to krócej niż sekundę.',
    failedTitle: 'Uczelnia nie działa',
    failedBody: 'Proces udawanej uczelni nie wystartował albo się zakończył. Dane zamówień są zachowane.',
    restart: 'Uruchom ponownie',
    reason: 'Powód',
    tipTitle: 'Na jednym laptopie',
    tipBody: 'Skopiuj tekst spod kodu QR albo pobierz jego obraz, a potem wróć do portfela.',
  },
  trust: trustPolish,
  present: presentPolish,
  verifier: verifierPolish,
  check: checkPolish,
  answer: answerPolish,
  readiness: readinessPolish,
  records: recordsPolish,
  titleOf: (screen: string) => `${screen} – mLegitymacja Simulator`,
};

/** Polish is the original: a key that another language lacks, or has too many, does not compile. */
export type Texts = typeof polish;
