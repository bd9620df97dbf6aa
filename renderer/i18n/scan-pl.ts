import type { EngineName } from '../../scan/engine.ts';
import type { EngineChoice } from '../../scan/engines.ts';
import { pluralPl } from './plural.ts';

const engines: Readonly<Record<EngineChoice, { readonly name: string; readonly what: string }>> = {
  all: { name: 'wszystkie', what: 'po kolei, od najszybszego. Tak najlepiej.' },
  zxing: { name: 'zxing', what: 'szybki, czyta prawie wszystko, co widać wyraźnie.' },
  restore: { name: 'restore', what: 'odtwarza kod drobny, rozmyty lub skrzywiony.' },
  jsqr: { name: 'jsQR', what: 'sam JavaScript: wolny i wymagający, dla porównania.' },
};

/** The ways in for a QR. */
export const scanPolish = {
  scan: {
    title: 'Kod QR z uczelni',
    ways: { label: 'Sposób odczytania kodu', type: 'Wpisz', camera: 'Kamera', screen: 'Ekran', image: 'Obraz' },
    pasteHint: 'Obraz lub tekst kodu możesz też wkleić w każdej chwili:',
    typeLabel: 'Tekst kodu QR',
    typeHint: 'Skopiuj tekst spod kodu QR w USOSweb i wklej go tutaj.',
    typeEmpty: 'Wklej tekst spod kodu QR.',
    checking: 'Sprawdzanie kodu i pytanie uczelni…',
    oneLaptopTitle: 'Wszystko na jednym laptopie?',
    oneLaptopBody:
      'Kamera nie zobaczy kodu na tym samym ekranie. W zakładce „Ekran” wskaż okno z kodem. Możesz też skopiować tekst spod kodu albo pobrać jego obraz i upuścić go tutaj.',
  },
  camera: {
    choose: 'Kamera',
    preview: 'Podgląd z kamery',
    numbered: (number: number) => `Kamera ${number}`,
    states: {
      idle: { title: 'Kamera wyłączona', todo: 'Włączy się znowu, gdy wrócisz na tę stronę.' },
      asking: {
        title: 'Czekam na zgodę',
        todo: 'Zezwól na użycie kamery w oknie, które pokazała przeglądarka lub system.',
      },
      looking: { title: 'Szukam kodu QR', todo: 'Pokaż kamerze kod QR, tak by wypełniał większą część obrazu.' },
      nothing: {
        title: 'Wciąż nie widzę kodu',
        todo: 'Przybliż kod, unikaj odblasków i trzymaj go nieruchomo. Możesz też wybrać obraz lub wkleić tekst.',
      },
      small: {
        title: 'Kod jest za mały',
        todo: 'Widać, gdzie jest, ale nie da się go odczytać. Przysuń go do kamery.',
      },
      blurred: {
        title: 'Kod jest nieostry',
        todo: 'Widać, gdzie jest, ale nie da się go odczytać. Trzymaj go nieruchomo, aż kamera złapie ostrość.',
      },
      dark: {
        title: 'Kod jest za ciemny',
        todo: 'Widać, gdzie jest, ale nie da się go odczytać. Rozjaśnij ekran telefonu albo zapal światło.',
      },
      glare: {
        title: 'Na kodzie jest odblask',
        todo: 'Część kodu zasłania odbite światło. Przechyl go trochę.',
      },
      foreign: {
        title: 'To nie jest kod mLegitymacji',
        todo: 'Kamera widzi inny kod QR. Pokaż kod z zamówienia w USOSweb.',
      },
      read: { title: 'Kod odczytany', todo: 'Sprawdzanie kodu i pytanie uczelni…' },
      seen: { title: 'Ten kod jest już sprawdzony', todo: 'Pokaż kamerze następny.' },
      part: { title: 'Kod ruchomy: czytam kolejne obrazy', todo: 'Trzymaj telefon nieruchomo, aż odczytam całość.' },
      refused: {
        title: 'Nie ma zgody na kamerę',
        todo: 'Zezwól na kamerę i spróbuj ponownie, albo wklej tekst spod kodu.',
      },
      blocked: {
        title: 'System nie pozwala na kamerę',
        todo: 'Przeglądarka pyta na próżno: zgody odmawia system. Zezwól i spróbuj ponownie, albo wklej tekst spod kodu.',
      },
      missing: {
        title: 'Nie znaleziono kamery',
        todo: 'Podłącz kamerę, a włączy się sama. Możesz też wkleić tekst lub wybrać obraz.',
      },
      busy: {
        title: 'Kamera jest zajęta',
        todo: 'Zamknij program, który jej używa (na przykład wideorozmowę), i spróbuj ponownie.',
      },
      unfit: {
        title: 'Tej kamery nie można użyć',
        todo: 'Być może ją odłączono albo nie daje obrazu. Wybierz inną kamerę lub inny sposób.',
      },
      unsupported: {
        title: 'Ta strona nie może pytać o kamerę',
        todo: 'Otwórz adres wypisany przez program, zaczynający się od http://127.0.0.1, albo wklej tekst lub wybierz obraz.',
      },
      lost: { title: 'Połączenie z kamerą przerwane', todo: 'Sprawdź, czy jest podłączona, i spróbuj ponownie.' },
    },
    allow: {
      chromium: 'Przeglądarka: kliknij ikonę po lewej stronie adresu, a tam „Kamera” → „Zezwól”.',
      windows: 'Windows: Ustawienia → Prywatność i zabezpieczenia → Kamera; zezwól aplikacjom klasycznym.',
      macos: 'macOS: Ustawienia systemowe → Prywatność i ochrona → Kamera; zaznacz ten program i uruchom go ponownie.',
      linux: 'Linux: sprawdź, czy wolno Ci używać /dev/video0 (grupa „video”); Flatpak i Snap pytają o kamerę osobno.',
      other: 'System: poszukaj kamery w ustawieniach prywatności.',
    },
    again: 'Spróbuj ponownie',
    zoom: 'Zbliżenie',
    torch: 'Światło',
  },
  /** What reads the codes, and what has read one. */
  reading: {
    title: 'Jak czytać',
    engines,
    by: (engine: EngineName, ms: number) => `Odczytał: ${engines[engine].name}, ${ms} ms`,
    noWasm: 'WebAssembly tu nie działa, więc zxing nie może czytać. Zastępują go restore i jsQR: wolniej.',
  },
  screen: {
    choose: 'Wybierz ekran lub okno',
    preview: 'Podgląd ekranu',
    stop: 'Przestań oglądać ekran',
    again: 'Wybierz ponownie',
    states: {
      idle: {
        title: 'Kod jest na tym samym ekranie?',
        todo: 'Wybierz okno lub ekran, na którym widać kod QR. Obraz zostaje w tym programie i nie jest zapisywany.',
      },
      asking: { title: 'Czekam na wybór', todo: 'Wskaż ekran, okno lub kartę z kodem QR.' },
      looking: { title: 'Szukam kodu QR', todo: 'Pokaż kod QR w oglądanym oknie; nic nie może go zasłaniać.' },
      nothing: {
        title: 'Wciąż nie widzę kodu',
        todo: 'Przewiń stronę tak, by cały kod był widoczny, albo wybierz inne okno.',
      },
      small: {
        title: 'Kod jest za mały',
        todo: 'Powiększ stronę z kodem (Ctrl i plus) albo wybierz samo okno zamiast ekranu.',
      },
      blurred: {
        title: 'Kod jest nieostry lub zasłonięty',
        todo: 'Odsłoń cały kod i ustaw powiększenie strony na 100 % lub więcej.',
      },
      dark: { title: 'Kod jest za ciemny', todo: 'Odsłoń okno z kodem; nic nie może go przyciemniać.' },
      glare: { title: 'Kod jest częściowo zasłonięty', todo: 'Coś jasnego zakrywa część kodu. Odsłoń go w całości.' },
      foreign: {
        title: 'To nie jest kod mLegitymacji',
        todo: 'Na ekranie jest inny kod QR. Pokaż kod z zamówienia w USOSweb.',
      },
      read: { title: 'Kod odczytany', todo: 'Sprawdzanie kodu i pytanie uczelni…' },
      seen: { title: 'Ten kod jest już sprawdzony', todo: 'Pokaż w oglądanym oknie następny.' },
      part: { title: 'Kod ruchomy: czytam kolejne obrazy', todo: 'Zostaw okno z kodem widoczne, aż odczytam całość.' },
      refused: {
        title: 'Nie wybrano ekranu',
        todo: 'Wybór zamknięto albo nie ma zgody. Wybierz ponownie lub wklej tekst spod kodu.',
      },
      blocked: {
        title: 'System nie pozwala oglądać ekranu',
        todo: 'Zezwól i wybierz ponownie, albo wklej tekst spod kodu.',
      },
      missing: {
        title: 'Nie ma czego oglądać',
        todo: 'System nie podał żadnego ekranu ani okna. Wklej tekst lub wybierz obraz.',
      },
      busy: {
        title: 'System nie oddaje obrazu ekranu',
        todo: 'Wybierz inne okno lub cały ekran. Jeśli to nie pomoże, zrób zrzut ekranu i wklej go tutaj.',
      },
      unfit: { title: 'Tego okna nie można oglądać', todo: 'Wybierz inne okno lub cały ekran.' },
      unsupported: {
        title: 'Ta przeglądarka nie umie oglądać ekranu',
        todo: 'Zrób zrzut ekranu i wklej go tutaj, albo wklej tekst spod kodu.',
      },
      lost: { title: 'Oglądanie zakończone', todo: 'Okno zamknięto albo przestano je udostępniać. Wybierz ponownie.' },
    },
    allow: {
      windows: 'Windows: jeśli okno jest czarne, wybierz cały ekran.',
      macos:
        'macOS: Ustawienia systemowe → Prywatność i ochrona → Nagrywanie ekranu; zaznacz ten program i uruchom go ponownie.',
      linux: 'Linux (Wayland): pulpit pyta osobno, potrzebne są PipeWire i xdg-desktop-portal.',
      other: 'Zgodę daje się w okienku przeglądarki, za każdym razem.',
    },
  },
  image: {
    choose: 'Wybierz plik',
    drop: 'Upuść tu obraz z kodem QR albo wklej go ze schowka',
    kinds: 'PNG, JPEG lub WebP, do 20 MB',
    reading: 'Szukanie kodu na obrazie…',
    states: {
      notFound: {
        title: 'Nie znaleziono kodu QR',
        todo: 'Jeśli kod jest na obrazie, to jest mały, nieostry lub ucięty. Zrób zrzut, na którym jest duży i cały, albo wklej tekst spod kodu.',
      },
      small: {
        title: 'Kod na obrazie jest za mały',
        todo: 'Widać, gdzie jest, ale ma za mało pikseli. Powiększ kod na ekranie i zrób zrzut jeszcze raz.',
      },
      blurred: {
        title: 'Kod na obrazie jest nieostry',
        todo: 'Widać, gdzie jest, ale nie da się go odczytać. Zrób ostre zdjęcie na wprost, a najlepiej zrzut ekranu.',
      },
      dark: {
        title: 'Kod na obrazie jest za ciemny',
        todo: 'Widać, gdzie jest, ale nie da się go odczytać. Zrób jaśniejsze zdjęcie, a najlepiej zrzut ekranu.',
      },
      glare: {
        title: 'Na kodzie widać odblask',
        todo: 'Część kodu zasłania odbite światło. Zrób zdjęcie trochę z boku, a najlepiej zrzut ekranu.',
      },
      pdf: {
        title: 'To jest plik PDF',
        todo: 'Program nie otwiera plików PDF. Otwórz go w przeglądarce, zrób zrzut strony z kodem i wklej go tutaj.',
      },
      kind: { title: 'To nie jest obraz, który można odczytać', todo: 'Wybierz plik PNG, JPEG lub WebP.' },
      damaged: {
        title: 'Plik jest uszkodzony',
        todo: 'Nazwa mówi, że to obraz, ale nie da się go otworzyć. Pobierz go jeszcze raz.',
      },
      tooLarge: {
        title: 'Obraz jest za duży',
        todo: 'Wybierz obraz do 20 MB i 64 megapikseli albo zrób zrzut samego kodu.',
      },
    },
  },
  link: {
    title: 'Kod z linku',
    lead: 'Link przekazał portfelowi tekst kodu QR. Niczego jeszcze nie sprawdzono ani nie wysłano.',
    what: (length: number) =>
      `Przekazany tekst (${length} ${pluralPl(length, { one: 'znak', few: 'znaki', many: 'znaków' })})`,
    anybody:
      'Taki link może zrobić każdy. Sprawdź kod tylko wtedy, gdy link otwarto tu przed chwilą na Twoje życzenie.',
    check: 'Sprawdź ten kod',
    throwAway: 'Odrzuć kod',
    brokenTitle: 'W tym linku nie ma kodu',
    brokenBody:
      'Link jest niepełny albo ma w sobie coś, czego nie powinno w nim być. Otwórz go jeszcze raz w Mobilnym USOS.',
    otherWay: 'Wczytaj kod inaczej',
    waitsTitle: 'Czeka kod z linku.',
    waitsHere: 'Zostanie tu, dopóki go nie sprawdzisz albo nie odrzucisz.',
    waitsForSignIn: 'Zaloguj się, a potem go sprawdzisz.',
    look: 'Zobacz kod',
    strangeTabTitle: 'Kod z linku czeka w tej karcie',
    strangeTabBody:
      'Ta karta nie ma dostępu do programu. Otwórz w niej cały adres, który program wypisał przy starcie; kod poczeka. Jeśli portfel jest otwarty w innej karcie, kod trafi do niej sam.',
    passedOnTitle: 'Kod jest już w karcie z portfelem',
    passedOnBody: 'Przejdź do karty, w której portfel jest otwarty. Tę kartę można zamknąć.',
  },
};

export type ScanTexts = typeof scanPolish;

/** What the ways in say of a code that is not a university's. */
export type ScanWording = Pick<ScanTexts['scan'], 'typeLabel' | 'typeHint' | 'typeEmpty' | 'checking'> & {
  readonly states: Pick<ScanTexts['camera']['states'], 'foreign' | 'read'> & Partial<ScanTexts['camera']['states']>;
};
