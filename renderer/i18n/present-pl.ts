import type { ScanWording } from './scan-pl.ts';

const scan: ScanWording = {
  typeLabel: 'Sześć cyfr albo tekst kodu QR',
  typeHint: 'Przepisz sześć cyfr z ekranu weryfikującego albo wklej tekst spod jego kodu QR.',
  typeEmpty: 'Wpisz sześć cyfr albo wklej tekst kodu.',
  checking: 'Sprawdzanie, kto pyta i o co…',
  states: {
    foreign: {
      title: 'To nie jest kod weryfikującego',
      todo: 'Widać inny kod QR. Pokaż ten, który wyświetla osoba sprawdzająca legitymację.',
    },
    read: { title: 'Kod odczytany', todo: 'Sprawdzanie, kto pyta i o co…' },
  },
};

/** Confirming data to somebody who asks, and showing a code to whoever looks. */
export const presentPolish = {
  confirm: 'Potwierdź swoje dane',
  show: 'Pokaż kod QR',
  toCard: 'Legitymacja',
  scan,
  start: {
    lead: 'Ktoś chce sprawdzić Twoją legitymację? Zeskanuj jego kod QR albo wpisz sześć cyfr. Zanim cokolwiek udostępnisz, zobaczysz, kto pyta i o co.',
    begin: 'Rozpocznij',
    offline: 'Nie ma sieci? Weryfikujący może zeskanować kod z Twojego ekranu.',
  },
  scanTitle: 'Kod weryfikującego',
  notRequest: {
    happened: 'Kod odczytano, ale nie jest to prośba o legitymację.',
    todo: 'Zeskanuj kod QR, który pokazuje weryfikujący, albo wpisz sześć cyfr z jego ekranu.',
  },
  consent: {
    title: 'Udostępnić dane?',
    who: 'Kto pyta',
    nameless: 'Nie podaje nazwy',
    named: 'Nazwa potwierdzona listą zaufanych',
    notProven:
      'Nikt nie potwierdził, kto to jest. Odpowiedź trafi pod ten adres; porównaj go z tym, co mówi weryfikujący.',
    challengeNotProven:
      'Tę nazwę weryfikujący podał sam, nikt jej nie potwierdził. Odpowiedź będzie kodem QR na Twoim ekranie, bez sieci.',
    what: 'O jakie dane pyta',
    nothing: 'O żadne dane osobowe: tylko o to, czy legitymacja jest ważna.',
    always: 'Zawsze widać też, kto wystawił legitymację i czy jest ważna. Każda grupa jest pokazywana w całości.',
    groups: { card: 'Legitymacja', identity: 'Tożsamość', photo: 'Zdjęcie' },
    which: 'Którą legitymację pokazać',
    chooseOne: 'Wybierz legitymację.',
    noneFits: 'Żadna legitymacja w portfelu nie ma wszystkiego, o co pyta weryfikujący. Nie ma czego udostępnić.',
    addPhoto: 'Dołącz zdjęcie',
    addPhotoHint:
      'Weryfikujący o nie nie prosił, ale może porównać je z Twoją twarzą. Kod na Twoim ekranie będzie się wtedy zmieniał dziesięć razy na sekundę.',
    timeLeft: (time: string) => `Czas na odpowiedź: ${time}`,
    share: 'Udostępnij dane',
    refuse: 'Odmów',
    sharing: 'Udostępnianie…',
  },
  unfit: {
    expired: 'Minął termin ważności tej legitymacji. Można ją pokazać, ale weryfikujący jej nie przyjmie.',
    invalid: 'Ta legitymacja jest unieważniona. Można ją pokazać, ale weryfikujący jej nie przyjmie.',
    suspended: 'Ta legitymacja jest zawieszona. Można ją pokazać, ale weryfikujący jej nie przyjmie.',
  },
  done: {
    sentTitle: 'Dane udostępnione',
    sent: (who: string) => `Odpowiedź przyjął ${who}. Wynik sprawdzenia widzi weryfikujący.`,
    noted: 'Wpis o tym jest w historii legitymacji.',
    declinedTitle: 'Odmówiono',
    declined: 'Niczego nie udostępniono.',
    end: 'Zakończ',
  },
  answer: {
    title: 'Pokaż ten kod',
    lead: 'Ten kod odpowiada tylko na to jedno pytanie. Skieruj ekran do weryfikującego, aby go zeskanował.',
    label: 'Kod QR z odpowiedzią dla weryfikującego',
    over: 'Ten kod już nie jest ważny. Poproś o nowe pytanie, jeśli nie został zeskanowany.',
  },
  showing: {
    lead: 'Kod zawiera dane legitymacji bez zdjęcia i numeru PESEL. Zmienia się co 15 sekund, więc zdjęcie ekranu szybko traci ważność.',
    leadWithPhoto:
      'Kod zawiera dane legitymacji i zdjęcie, bez numeru PESEL. Jest ruchomy: weryfikujący trzyma przed nim kamerę przez około dwie sekundy.',
    withPhoto: 'Ze zdjęciem',
    withPhotoHint:
      'Weryfikujący zobaczy też zdjęcie z legitymacji. Kod zmienia się wtedy dziesięć razy na sekundę; wyłącz to, jeśli Ci przeszkadza.',
    labelWithPhoto: 'Ruchomy kod QR legitymacji ze zdjęciem, do odczytania kamerą weryfikującego',
    statusWithPhoto: 'Ruchomy kod QR ze zdjęciem jest na ekranie.',
    label: 'Kod QR legitymacji do zeskanowania przez weryfikującego, zmienia się co 15 sekund',
    status: 'Kod QR jest na ekranie i zmienia się sam co 15 sekund.',
    preparing: 'Przygotowanie kodu…',
    anyway: 'Pokaż mimo to',
    again: 'Pokaż ponownie',
    limitTitle: 'Co ten kod potwierdza?',
    limitBody:
      'Że uczelnia wystawiła legitymację, a kod powstał przed chwilą w tym portfelu. Nie to, kto trzyma ekran: świeży kod można przekazać dalej. Pewniejsza jest odpowiedź na pytanie weryfikującego.',
  },
  consentTipTitle: 'Ty decydujesz',
  consentTipBody:
    'Adres mówi, dokąd trafią dane, nie kto za nim stoi. Jeśli nie znasz tego miejsca albo pyta o więcej, niż trzeba, odmów.',
};

export type PresentTexts = typeof presentPolish;
