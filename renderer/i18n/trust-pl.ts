import { pluralPl } from './plural.ts';

export const trustPolish = {
  title: 'Zaufani wystawcy',
  lead: 'Portfel przyjmuje legitymacje tylko od wystawców z tej listy. Za każdego ręczy jego kotwica: klucz, który poznasz po odcisku.',
  add: 'Dodaj wystawcę',
  emptyTitle: 'Nikt nie jest jeszcze zaufany',
  emptyBody:
    'Uczelnia dołączona do programu pojawi się tu, gdy tylko się uruchomi. Innych wystawców dodaje się samemu.',
  bundled: 'dołączona do programu',
  bundledNote: 'Program wpisuje tę uczelnię przy każdym uruchomieniu, dlatego nie można jej usunąć.',
  address: 'Adres',
  letters: 'Zapis literami',
  fingerprint: 'Odcisk kotwicy',
  addedAt: 'Dodano',
  refreshedAt: 'Klucze odświeżono',
  never: 'jeszcze nie',
  unknown: 'nie wiadomo',
  keys: 'Klucze',
  keyCount: (count: number) =>
    pluralPl(count, { one: `${count} klucz`, few: `${count} klucze`, many: `${count} kluczy` }),
  keysLater: 'zostaną pobrane po dodaniu',
  noKeys: 'brak ważnych kluczy: odśwież',
  cards: 'Legitymacje w portfelu',
  refresh: 'Odśwież klucze',
  refreshing: 'Odświeżanie…',
  refreshed: 'Klucze są aktualne.',
  remove: 'Usuń',
  removeTitle: (name: string) => `Usunąć z zaufanych: ${name}?`,
  removeBody: 'Portfel nie przyjmie już nowych legitymacji od tego wystawcy. W każdej chwili można dodać go ponownie.',
  removeCards: (count: number) =>
    pluralPl(count, {
      one: `${count} legitymacja tego wystawcy zostanie w portfelu z dopiskiem „wystawca nie jest już zaufany”.`,
      few: `${count} legitymacje tego wystawcy zostaną w portfelu z dopiskiem „wystawca nie jest już zaufany”.`,
      many: `${count} legitymacji tego wystawcy zostanie w portfelu z dopiskiem „wystawca nie jest już zaufany”.`,
    }),
  removeYes: 'Tak, usuń',
  removeNo: 'Zostaw na liście',
  warnings: {
    mixed: 'Adres miesza litery różnych alfabetów. Tak powstają adresy łudząco podobne do prawdziwych.',
    letters: 'W adresie są litery spoza a–z. Porównaj jego zapis techniczny (xn--…) znak po znaku.',
    insecure: 'Bez szyfrowania (http): każdy po drodze może czytać i zmieniać to, co przesyła wystawca.',
    ignored: 'Nie liczy się, dopóki w ustawieniach nie ma zgody na http.',
  },
  issuerGone: 'wystawca nie jest już zaufany',
  issuerGoneTitle: 'Wystawca tej legitymacji nie jest już zaufany',
  issuerGoneBody: 'Nie ma go na liście zaufanych, więc nie można sprawdzić, czy legitymacja jest nadal ważna.',
  find: {
    title: 'Dodaj wystawcę',
    label: 'Adres wystawcy albo lista zaufanych',
    hint: 'Na przykład http://127.0.0.1:47802. Można też wkleić całą listę w JSON. Samo sprawdzenie niczego nie dodaje.',
    empty: 'Wpisz adres albo wklej listę.',
    submit: 'Sprawdź',
    checking: 'Pytanie wystawcy o jego listę…',
    fromQr: 'Ten adres podał odrzucony kod QR i nic go nie potwierdza. Sprawdź go, zanim zapytasz wystawcę.',
    found: (count: number) =>
      pluralPl(count, {
        one: `Znaleziono ${count} wystawcę`,
        few: `Znaleziono ${count} wystawców`,
        many: `Znaleziono ${count} wystawców`,
      }),
    compare: 'Porównaj odcisk z tym, który wystawca podaje inną drogą: na papierze, przez telefon, na swojej stronie.',
    isSame: 'Odcisk się zgadza, ufam temu wystawcy',
    mustCompare: 'Porównaj odcisk i zaznacz zgodę.',
    confirm: 'Dodaj do zaufanych',
    trusted: 'Już na liście, z tą samą kotwicą.',
    changedTitle: 'Ten wystawca ma teraz inną kotwicę',
    changedBody:
      'Tak wygląda wymiana kotwicy, ale też podszywanie się. Zamień ją tylko wtedy, gdy wystawca potwierdził zmianę inną drogą. Klucze, za które ręczyła dotychczasowa, przestaną być ważne.',
    oldFingerprint: 'Dotychczasowy odcisk',
    newFingerprint: 'Nowy odcisk',
    isChanged: 'Wystawca potwierdził zmianę, ufam nowej kotwicy',
    replace: 'Zamień kotwicę',
  },
  fromRefusal: {
    title: 'Kto podaje się za wystawcę',
    body: 'Tak mówi kod; nic tego nie potwierdza.',
    look: 'Sprawdź wystawcę (dla programistów)',
  },
  settings: {
    title: 'Dla programistów',
    allowsHttp: 'Zezwalaj na http poza tym komputerem',
    allowsHttpBody:
      'Wyłączone: wystawcy na innych komputerach muszą mieć https. Włączaj tylko do prób we własnej sieci; bez szyfrowania każdy po drodze może podszyć się pod wystawcę.',
  },
  compareTitle: 'Po co ten odcisk?',
  compareBody:
    'Adres może łudząco przypominać prawdziwy, a odcisku nie da się podrobić. Dlatego porównuje się go z wystawcą inną drogą, zanim się mu zaufa.',
};
