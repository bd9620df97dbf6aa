/** The verifier's place: its ways of checking, what it can do without a network, its records. The answer itself: answer-pl.ts. */
export const verifierPolish = {
  title: 'Weryfikacja',
  lead: 'Tu stoi osoba, która sprawdza legitymację: konduktor, bibliotekarka, portier. Wybierz, jak chcesz sprawdzić.',
  toStart: 'Weryfikacja',
  ways: {
    ask: {
      title: 'Zapytaj',
      body: 'Pokazujesz kod QR albo sześć cyfr, a student odpowiada. Najpewniejszy sposób; wymaga sieci.',
    },
    scan: { title: 'Skanuj', body: 'Czytasz kod z ekranu studenta. Działa także bez sieci.' },
    queue: { title: 'Kolejka', body: 'Skanowanie bez przerwy, osoba za osobą, z licznikiem wyników.' },
    challenge: {
      title: 'Zapytaj bez sieci',
      body: 'Student skanuje Twoje pytanie, a Ty jego odpowiedź. Pewność bez sieci.',
    },
  },
  links: {
    ready: { title: 'Gotowość bez sieci', body: 'Klucze i listy w pamięci, praca bez sieci, nazwa weryfikującego.' },
    records: { title: 'Zapisy', body: 'Wyniki bez nazwisk: dzisiejszy licznik, eksport, usuwanie.' },
  },
  also: 'Poza sprawdzaniem',
  ask: {
    title: 'Zapytaj studenta',
    lead: 'Student skanuje kod albo wpisuje sześć cyfr, widzi, kto i o co pyta, i sam decyduje, czy odpowiedzieć.',
    what: 'O co zapytać',
    asks: {
      status: {
        title: 'Tylko czy ważna',
        body: 'Bez żadnych danych osobowych. Nie dowiesz się, czyja to legitymacja.',
      },
      name: {
        title: 'Imię, nazwisko i ważność',
        body: 'Także uczelnia, numer albumu i legitymacji, data wydania i termin ważności. Bez numeru PESEL i zdjęcia.',
      },
      photo: { title: 'To samo i zdjęcie', body: 'Zdjęcie pozwala porównać twarz. Bez numeru PESEL.' },
    },
    show: 'Pokaż kod',
    starting: 'Przygotowanie pytania…',
    again: 'Zapytaj ponownie',
    nextPerson: 'Zapytaj następną osobę',
    through: (host: string) => `Pytanie idzie przez sieć, przez ${host}.`,
    noRelay: 'Uczelnia, przez którą idą pytania, jeszcze się nie uruchomiła.',
    isOffline: 'Praca bez sieci jest włączona, a pytanie idzie przez sieć. Wyłączysz ją w „Gotowości”.',
  },
  open: {
    title: 'Zeskanuj albo wpisz',
    label: 'Kod QR z pytaniem do zeskanowania telefonem studenta',
    where: 'W portfelu: legitymacja, „Potwierdź swoje dane”.',
    or: 'albo wpisz',
    digits: (digits: string) => `Sześć cyfr: ${digits}`,
    left: (time: string) => `Kod działa jeszcze ${time}`,
    over: 'Czas minął.',
    states: {
      waiting: { title: 'Czekamy na studenta', body: 'Nikt jeszcze nie otworzył pytania.' },
      opened: {
        title: 'Telefon otworzył pytanie',
        body: 'Student widzi, o co pytasz, i decyduje. Cyfr nie trzeba już wpisywać.',
      },
    },
    text: 'Tekst kodu QR',
    cancel: 'Anuluj pytanie',
  },
  outcomes: {
    answered: {
      title: 'Odpowiedź już pokazano',
      body: 'Odpowiedź widać raz i nigdzie się jej nie zapisuje. W zapisach został sam wynik, bez danych osoby.',
    },
    declined: {
      title: 'Student odmówił',
      body: 'Nie udostępnił niczego. Ma do tego prawo: można poprosić o inny dokument albo zapytać o mniej.',
    },
    ended: {
      title: 'Nikt nie odpowiedział',
      body: 'Minął czas na odpowiedź albo pytanie anulowano. Niczego nie udostępniono.',
    },
    failed: { title: 'Odpowiedzi nie dało się odebrać' },
  },
};

export type VerifierTexts = typeof verifierPolish;
