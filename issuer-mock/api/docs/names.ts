import type { ApiTopic, BothLanguages } from '../route.ts';

/** What the groups of calls are called, in the order they are shown. */
export const TOPIC_NAMES: Readonly<Record<ApiTopic, BothLanguages>> = {
  mock: { pl: 'Symulator', en: 'The mock' },
  students: { pl: 'Studenci', en: 'Students' },
  orders: { pl: 'Zamówienia', en: 'Orders' },
  clock: { pl: 'Zegar', en: 'Clock' },
  keys: { pl: 'Klucze', en: 'Keys' },
  settings: { pl: 'Ustawienia', en: 'Settings' },
  faults: { pl: 'Awarie', en: 'Faults' },
  requests: { pl: 'Prośby weryfikatorów', en: 'Verifiers’ requests' },
  events: { pl: 'Zdarzenia', en: 'Events' },
};

/** What a status means here. */
export const STATUS_NAMES: Readonly<Record<number, BothLanguages>> = {
  200: { pl: 'Gotowe', en: 'Done' },
  201: { pl: 'Utworzono', en: 'Created' },
  204: { pl: 'Gotowe, bez treści', en: 'Done, nothing to say' },
  400: { pl: 'Niezrozumiałe żądanie', en: 'The request cannot be read' },
  401: { pl: 'Brak tokenu pracownika', en: 'The staff token is missing' },
  404: { pl: 'Nie ma czegoś takiego', en: 'There is no such thing' },
  409: { pl: 'Niemożliwe w tym stanie', en: 'Not possible in this state' },
  413: { pl: 'Żądanie jest za duże', en: 'The request is too large' },
  422: { pl: 'Wartość poza zakresem', en: 'The value is out of range' },
  503: { pl: 'Słucha już tylu, ilu może', en: 'As many listen as may' },
};

/** Every other text of the documentation page. */
export interface DocsWording {
  readonly title: string;
  readonly lead: string;
  readonly token: string;
  readonly document: string;
  readonly contents: string;
  readonly skip: string;
  readonly language: string;
  readonly simulator: string;
  readonly footer: string;
  readonly isOpen: string;
  readonly body: string;
  readonly query: string;
  readonly answers: string;
  readonly required: string;
  readonly curl: string;
  readonly copy: string;
  readonly copied: string;
  readonly shapes: string;
  readonly nothing: string;
}

export const DOCS_WORDING: Readonly<Record<'pl' | 'en', DocsWording>> = {
  pl: {
    title: 'API uczelni',
    lead: 'Wszystko, co może zrobić pracownik uczelni, jako wywołania HTTP. Strona powstaje z tej samej tabeli, która na nie odpowiada.',
    token:
      'Wywołania wymagają tokenu pracownika, pokazanego przy uruchomieniu. Polecenia poniżej czytają go ze zmiennej TOKEN.',
    document: 'Dokument OpenAPI 3.1',
    contents: 'Spis treści',
    skip: 'Przejdź do treści',
    language: 'Język',
    simulator: 'SYMULATOR',
    footer: 'Zmyślona uczelnia i zmyśleni ludzie. Nie ma związku z twórcami USOS ani mObywatela.',
    isOpen: 'bez tokenu',
    body: 'Treść żądania',
    query: 'Parametry',
    answers: 'Odpowiedzi',
    required: 'wymagane',
    curl: 'Polecenie',
    copy: 'Kopiuj jako curl',
    copied: 'Skopiowano',
    shapes: 'Kształty',
    nothing: 'bez treści',
  },
  en: {
    title: 'The university’s API',
    lead: 'Everything a member of staff can do, as HTTP calls. This page is made from the very table that answers them.',
    token:
      'The calls need the staff token, shown where the mock is started. The commands below read it from the variable TOKEN.',
    document: 'OpenAPI 3.1 document',
    contents: 'Contents',
    skip: 'Skip to the content',
    language: 'Language',
    simulator: 'SIMULATOR',
    footer: 'An invented university and invented people. Nothing to do with the makers of USOS or mObywatel.',
    isOpen: 'no token',
    body: 'Request body',
    query: 'Parameters',
    answers: 'Answers',
    required: 'required',
    curl: 'Command',
    copy: 'Copy as curl',
    copied: 'Copied',
    shapes: 'Shapes',
    nothing: 'no body',
  },
};
