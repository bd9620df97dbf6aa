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
  also: 'Poza sprawdzaniem',
};

export type VerifierTexts = typeof verifierPolish;
