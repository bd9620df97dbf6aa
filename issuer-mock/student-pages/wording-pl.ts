import type { SharedWording } from './wording.ts';

/** Counting in Polish: 1 próba, 2 próby, 5 prób. */
const tries = (count: number): string => {
  const form = { one: 'próba', few: 'próby', many: 'prób', other: 'próby', zero: 'prób', two: 'próby' };
  // A no-break space: the number stays with its word.
  return `${count}\u00a0${form[new Intl.PluralRules('pl').select(count)]}`;
};

export const SHARED_POLISH: SharedWording = {
  simulatorTag: 'SYMULATOR – WZÓR',
  skipToContent: 'Przejdź do treści',
  languageLabel: 'Język',
  logOut: 'Wyloguj się',
  loggedInAs: 'Zalogowano jako',
  footer:
    'Uczelnia i osoby są zmyślone. Ten serwis nie jest systemem żadnej uczelni, a legitymacja z niego nie jest dokumentem.',
  loginTitle: 'Zaloguj się',
  loginLead: 'To symulacja: wybierz, kim chcesz być. Hasła nie ma, bo i tych osób nie ma.',
  loginAs: 'Zaloguj jako',
  searchStudents: 'Imię i nazwisko albo numer albumu',
  search: 'Szukaj',
  moreStudents: 'To tylko początek listy. Kogo tu nie widać, można znaleźć wyszukiwarką u góry.',
  nobodyFound: 'Nikogo takiego nie ma.',
  mayOrder: 'Mogą zamówić mLegitymację',
  mayNotOrder: 'Nie mogą teraz zamówić',
  mayNotOrderLead: 'Powód stoi pod nazwiskiem. Zaloguj się, aby zobaczyć odmowę i to, co można zrobić.',
  refusedHeading: 'Nie możesz teraz zamówić mLegitymacji',
  refusedLead: (count) =>
    count === 1 ? 'Na przeszkodzie stoi jedno:' : `Na przeszkodzie stoi kilka rzeczy (${count}):`,
  refusedRemedy: 'Co możesz zrobić:',
  albumNumber: 'Numer albumu',
  orderIntro: [
    'mLegitymacja to legitymacja studencka w telefonie. Zamawiasz ją tutaj, a potem dodajesz do portfela kodem QR i kodem aktywacyjnym.',
    'Przygotowanie zamówienia trwa zwykle kilka minut (w symulatorze kilka sekund). Możesz w tym czasie zamknąć stronę.',
  ],
  orderData: 'Dane zamówienia',
  status: 'Status:',
  orderedAt: 'Data zamówienia:',
  plannedValidUntil: 'Planowana data ważności mLegitymacji:',
  checkStatus: 'Sprawdź status zamówienia',
  addToWallet: 'Dodaj mLegitymację do mObywatela',
  helpStatuses: 'Co oznaczają poszczególne statusy?',
  helpLead: 'Zamówienie przechodzi przez kolejne statusy samo. Poniżej każdy z nich i to, co możesz wtedy zrobić.',
  stepsLabel: 'Przebieg zamówienia',
  addEarly:
    'Zamówienie nie jest jeszcze gotowe. mLegitymację można dodać już teraz: pojawi się w portfelu, gdy uczelnia ją przygotuje.',
  qrTextLabel: 'Tekst kodu QR',
  activationCode: 'Kod aktywacyjny:',
  codeHint: (count) => `Wielkość liter ma znaczenie. Do zablokowania zamówienia: ${tries(count)}.`,
  validUntil: 'Termin odbioru:',
  copy: 'Kopiuj',
  copied: 'Skopiowano',
  cancelLead: 'Kod QR i kod aktywacyjny przestaną działać od razu. Nowe zamówienie złożysz w każdej chwili.',
  cancelCollected:
    'Legitymacja z tego zamówienia zostanie unieważniona od razu. Sprawdzana bez dostępu do sieci może wyglądać na ważną jeszcze najwyżej przez 24 godziny.',
  extendHeading: 'Przedłużenie mLegitymacji',
  extendLead: (until) =>
    `Możesz przedłużyć ważność do ${until}. Legitymacja w portfelu przejmie nową datę przy odnowieniu.`,
  extend: 'Przedłuż mLegitymację',
  statuses: {
    waiting: { label: 'Oczekuje', meaning: 'Zamówienie jest złożone. Uczelnia jeszcze nie przekazała go dalej.' },
    processing: {
      label: 'W trakcie realizacji',
      meaning: 'Uczelnia przekazała zamówienie dalej. Zwykle trwa to kilka minut.',
    },
    ready: {
      label: 'Do odbioru',
      meaning: 'Kod QR i kod aktywacyjny są gotowe. Możesz dodać mLegitymację do portfela.',
    },
    collected: {
      label: 'Odebrana',
      meaning: 'mLegitymacja jest w portfelu. Aby przenieść ją na inny telefon, anuluj ją i zamów nową.',
    },
    failed: { label: 'Błąd', meaning: 'Zamówienia nie udało się zrealizować. Możesz złożyć nowe.' },
    cancelled: {
      label: 'Anulowane',
      meaning: 'To zamówienie lub legitymacja z niego zostały anulowane przez studenta. Możesz złożyć nowe.',
    },
    invalidated: {
      label: 'Unieważnione',
      meaning:
        'Uczelnia wycofała legitymację, na przykład po ukończeniu studiów, skreśleniu, zawieszeniu lub zmianie danych.',
    },
    expired: {
      label: 'Do odbioru – termin minął',
      meaning: 'Legitymacja nie została odebrana na czas i jej kody już nie działają. Złóż nowe zamówienie.',
    },
    locked: {
      label: 'Do odbioru – zablokowane',
      meaning: 'Kod aktywacyjny podano błędnie za wiele razy. To zamówienie już nie zadziała; złóż nowe.',
    },
  },
  errors: {
    'not-found': {
      title: 'Nie ma takiej strony',
      text: 'Adres jest nieaktualny albo zamówienie należy do innej osoby.',
    },
    'not-possible': {
      title: 'Tak się nie da',
      text: 'Ten adres nie przyjmuje takiego żądania. Wróć i spróbuj przyciskiem na stronie.',
    },
    'foreign-form': {
      title: 'Formularz odrzucony',
      text: 'Nie przyszedł z tej strony albo sesja wygasła. Nic się nie zmieniło. Otwórz stronę ponownie i spróbuj jeszcze raz.',
    },
    'order-open': {
      title: 'Masz już zamówienie',
      text: 'Jedna osoba może mieć jedno. Aby złożyć nowe, najpierw anuluj obecne.',
    },
    'order-settled': {
      title: 'Tego zamówienia nie można anulować',
      text: 'Zostało już zakończone. Jeśli potrzebujesz legitymacji, złóż nowe.',
    },
    'not-extendable': {
      title: 'Nie ma czego przedłużyć',
      text: 'To zamówienie jest zakończone albo już ma najdłuższą możliwą ważność. Najpierw przedłuż ELS.',
    },
    fault: {
      title: 'Błąd symulatora',
      text: 'To nie Twoja wina. Szczegóły są w terminalu, w którym działa symulator.',
    },
  },
  toStart: 'Przejdź na początek',
};
