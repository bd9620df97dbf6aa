import type { ScanWording } from './scan-pl.ts';

const wording: ScanWording = {
  typeLabel: 'Tekst kodu legitymacji',
  typeHint: 'Wklej tekst kodu z ekranu studenta; zaczyna się od „MP1:”. Czytnik ręczny może go też tu wpisać.',
  typeEmpty: 'Wklej tekst kodu legitymacji.',
  checking: 'Sprawdzanie legitymacji…',
  states: {
    foreign: {
      title: 'To nie jest kod legitymacji',
      todo: 'Widać inny kod QR. Poproś o „Pokaż kod QR” przy legitymacji.',
    },
    read: { title: 'Kod odczytany', todo: 'Sprawdzanie legitymacji…' },
    seen: { title: 'Ten kod jest już sprawdzony', todo: 'Pokaż kamerze następny, albo poczekaj, aż ten się zmieni.' },
  },
};

/** Reading cards: one, a queue of them, and the answer to a question without a network. */
export const checkPolish = {
  wording,
  scan: { title: 'Skanuj legitymację' },
  reader: {
    hint: 'Czytnik ręczny: po prostu skanuj, nigdzie nie trzeba klikać.',
  },
  frames: (received: number, needed: number) => `Zdjęcie: ${received} z ${needed} ramek`,
  /** What was read instead of a card. */
  misread: {
    foreign: wording.states.foreign,
    activation: {
      title: 'To kod aktywacyjny dla telefonu, nie legitymacja',
      todo: 'Tym kodem student dodaje legitymację do portfela. Poproś o „Pokaż kod QR” przy legitymacji.',
    },
    challenge: {
      title: 'To pytanie weryfikującego, nie legitymacja',
      todo: 'Ten kod skanuje student. Ty zeskanuj kod, który pokaże jego telefon.',
    },
    request: {
      title: 'To prośba weryfikującego, nie legitymacja',
      todo: 'Na ten kod odpowiada telefon studenta, przez sieć. Poproś o „Pokaż kod QR” przy legitymacji.',
    },
    garbled: {
      title: 'Czytnik pisze innym układem klawiatury',
      todo: 'Znaki doszły pomieszane. Ustaw w czytniku taki układ klawiatury, jaki ma komputer (zwykle „US English”), i zeskanuj jeszcze raz.',
    },
  },
  queue: {
    title: 'Kolejka',
    lead: 'Jedna osoba po drugiej, bez klikania. Wynik widać i słychać; znika, gdy przychodzi następna osoba.',
    start: 'Rozpocznij',
    goOn: 'Wznów',
    pause: 'Wstrzymaj',
    pauseKey: 'Esc',
    reset: 'Licz od nowa',
    source: 'Czym czytać',
    sources: { camera: 'Kamera', screen: 'Ekran', reader: 'Tylko czytnik ręczny' },
    idle: 'Kolejka czeka na rozpoczęcie',
    paused: 'Kolejka wstrzymana',
    idleBody: 'Kamera jest wyłączona i nic nie jest sprawdzane.',
    ready: 'Następna osoba',
    readyBody: 'Pokaż kod legitymacji.',
    checking: 'Sprawdzanie…',
    repeat: (ago: string) => `Już sprawdzona ${ago} temu`,
    verdict: 'Wynik',
    tally: 'Wyniki w tej kolejce',
    classes: { good: 'Ważne', caution: 'Po terminie, zawieszone', bad: 'Odrzucone', unknown: 'Nie wiadomo' },
    total: 'Razem',
    repeats: 'Powtórzone',
    pace: 'W ostatniej minucie',
    latest: 'Ostatnie wyniki, od najnowszego',
    isRepeat: 'powtórzona',
    noneYet: 'jeszcze żadnego',
  },
  challenge: {
    title: 'Zapytaj bez sieci',
    ask: '1. Student skanuje to pytanie',
    askBody: 'W portfelu: legitymacja → „Potwierdź swoje dane”.',
    read: '2. Ty skanujesz jego odpowiedź',
    label: 'Kod QR z pytaniem dla telefonu studenta',
    left: 'Tyle sekund jest jeszcze ważne to pytanie',
    preparing: 'Przygotowanie pytania…',
    over: 'Czas tego pytania minął',
    overBody: 'Odpowiedź na nie już się nie liczy. Pokaż studentowi nowe.',
    again: 'Nowe pytanie',
  },
};

export type CheckTexts = typeof checkPolish;
