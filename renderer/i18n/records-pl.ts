import { pluralPl } from './plural.ts';

/** What a verifier keeps of its checks. */
export const recordsPolish = {
  title: 'Zapisy',
  what: 'Zapisuje się wynik, powód, czas, sposób i skrót karty. Nie zapisuje się nazwisk, numerów ani zdjęć, a skrótu nie da się z nikim powiązać: po usunięciu zapisów ta sama legitymacja dostaje nowy.',
  today: 'Dzisiaj',
  todayNone: 'Dziś jeszcze nikogo nie sprawdzono.',
  times: (count: number) =>
    pluralPl(count, { one: `${count} sprawdzenie`, few: `${count} sprawdzenia`, many: `${count} sprawdzeń` }),
  latest: 'Ostatnie',
  latestOf: (shown: number, total: number) => `${shown} z ${total}; wszystkie są w eksporcie`,
  modes: { asked: 'zapytano', shown: 'skan', challenged: 'pytanie bez sieci' },
  card: 'skrót karty',
  noCard: 'bez skrótu',
  emptyTitle: 'Nie ma żadnych zapisów',
  emptyBody: 'Każde sprawdzenie zostawi tu jeden wiersz: co wyszło, dlaczego i kiedy. Bez danych osoby.',
  check: 'Sprawdź legitymację',
  export: 'Zapisz jako CSV',
  exporting: 'Zbieranie zapisów…',
  exported: (file: string) => `Zapisano plik ${file}.`,
  fileName: (day: string) => `weryfikacje-${day}.csv`,
  retention: 'Przechowuj przez',
  retentionHint: 'Starsze zapisy znikają same.',
  days: (count: number) => pluralPl(count, { one: `${count} dzień`, few: `${count} dni`, many: `${count} dni` }),
  clear: 'Usuń wszystkie zapisy',
  clearTitle: 'Usunąć wszystkie zapisy?',
  clearBody: (count: number) =>
    `${pluralPl(count, { one: `Zniknie ${count} zapis`, few: `Znikną ${count} zapisy`, many: `Zniknie ${count} zapisów` })}, a razem z tym pamięć o tym, które legitymacje już były sprawdzane. Nie da się tego cofnąć.`,
  clearYes: 'Tak, usuń',
  clearNo: 'Zostaw',
};

export type RecordsTexts = typeof recordsPolish;
