import type { CodeTexts } from './code-text.ts';

const ORDER_ANEW = 'Złóż nowe zamówienie w USOSweb; dostaniesz nowy kod QR i nowy kod aktywacyjny.';
const COPY_AGAIN = 'Pobierz jeszcze raz z USOSweb kod QR albo jego tekst, w całości i bez zmian.';
const REPORT_TO_UNIVERSITY =
  'Nie wpisuj kodu. Zgłoś to osobie prowadzącej ten system uczelni; pomogą jej szczegóły poniżej.';

export const POLISH: CodeTexts = {
  QR_EMPTY: {
    happened: 'W tym kodzie nie ma tekstu.',
    todo: 'Zeskanuj kod QR z USOSweb albo wklej tekst pokazany pod nim.',
  },
  QR_TOO_LARGE: {
    happened: 'Ten tekst jest o wiele za długi na aktywacyjny kod QR.',
    todo: 'Wklej tylko tekst pokazany pod kodem QR w USOSweb.',
  },
  QR_UNKNOWN_FORMAT: {
    happened: 'Kod odczytano, ale nie jest to kod aktywacyjny mLegitymacji.',
    todo: 'Otwórz swoje zamówienie w USOSweb, wybierz „Dodaj mLegitymację do mObywatela” i zeskanuj pokazany tam kod.',
  },
  QR_BASE45: { happened: 'Gęsty kod QR jest uszkodzony i nie da się go rozpakować.', todo: COPY_AGAIN },
  JWS_FORMAT: {
    happened: 'Tekst nie jest podpisanym tokenem z trzech części albo są w nim spacje lub znaki nowego wiersza.',
    todo: COPY_AGAIN,
  },
  JWS_B64: {
    happened: 'Część podpisanego tokenu ma niedozwolone znaki albo niedozwolone zakończenie.',
    todo: COPY_AGAIN,
  },
  JWS_HEADER_JSON: { happened: 'Nie da się odczytać nagłówka podpisanego tokenu.', todo: COPY_AGAIN },
  JWS_DUPLICATE: {
    happened: 'Token podaje coś dwa razy, więc dwa programy mogłyby odczytać go różnie. Został odrzucony.',
    todo: REPORT_TO_UNIVERSITY,
  },
  JWS_ALG_FORBIDDEN: {
    happened: 'Token nie jest podpisany albo podpisano go w nieakceptowany sposób. Przyjmowany jest tylko ES256.',
    todo: REPORT_TO_UNIVERSITY,
  },
  JWS_CRIT: {
    happened: 'Token wymaga rozszerzenia formatu podpisu, którego tu się nie przyjmuje.',
    todo: REPORT_TO_UNIVERSITY,
  },
  JWS_HEADER_KEY_FORBIDDEN: {
    happened: 'Token przynosi własny klucz, jak zrobiłby to fałszerz. Został odrzucony i niczego nie pobrano.',
    todo: REPORT_TO_UNIVERSITY,
  },
  JWS_TYP: {
    happened: 'To podpisany token, ale innego rodzaju niż potrzebny w tym miejscu.',
    todo: 'Zeskanuj aktywacyjny kod QR swojego zamówienia z USOSweb.',
  },
  JWS_KID_UNKNOWN: {
    happened: 'Kod podpisano kluczem, który nie należy do żadnej zaufanej uczelni.',
    todo: 'Sprawdź, skąd pochodzi ten kod. Jeśli od Twojej uczelni, mogła zmienić klucz: połącz się z siecią i zeskanuj ponownie.',
  },
  JWS_SIGNATURE: {
    happened: 'Podpis się nie zgadza: kod zmieniono, uszkodzono lub podrobiono.',
    todo: `${COPY_AGAIN} Jeśli znów zostanie odrzucony, zgłoś to.`,
  },
  CLAIM_MISSING: { happened: 'W komunikacie brakuje czegoś, co musi się w nim znaleźć.', todo: REPORT_TO_UNIVERSITY },
  CLAIM_TYPE: { happened: 'W komunikacie jest wartość, która nie może się w nim znaleźć.', todo: REPORT_TO_UNIVERSITY },
  CLAIM_EXPIRED: { happened: 'Minął czas, w którym można było z tego skorzystać.', todo: ORDER_ANEW },
  CLAIM_NOT_YET_VALID: {
    happened: 'Jeszcze nie można z tego skorzystać.',
    todo: 'Sprawdź datę i godzinę w tym komputerze. Jeśli są dobre, spróbuj później.',
  },
  CLAIM_IAT_FUTURE: {
    happened: 'Według zegara tego komputera wystawiono to w przyszłości: jeden z dwóch zegarów się myli.',
    todo: 'Ustaw w tym komputerze automatyczną datę i godzinę, a potem spróbuj ponownie.',
  },
  ISSUER_UNTRUSTED: {
    happened: 'To pochodzi od wystawcy, którego nie ma na Twojej liście zaufanych.',
    todo: 'Nie wpisuj kodu, jeśli nie znasz wystawcy; programista może dodać go do listy zaufanych.',
  },
  ISSUER_MISMATCH: {
    happened: 'Komunikaty podają różnych wystawców, więc któryś nie jest tym, za kogo się podaje.',
    todo: REPORT_TO_UNIVERSITY,
  },
  ISSUER_UNREACHABLE: {
    happened: 'System uczelni nie odpowiedział albo odpowiedział tylko częściowo.',
    todo: 'Sprawdź sieć i to, czy system uczelni działa, po czym spróbuj ponownie. Twój kod pozostaje ważny.',
  },
  OFFER_USED: {
    happened: 'Ten kod QR już wykorzystano; każdy działa raz i tylko na jednym urządzeniu.',
    todo: 'Jeśli legitymacji nie ma w portfelu, anuluj ją w USOSweb i zamów ponownie.',
  },
  OFFER_UNKNOWN: {
    happened: 'mLegitymacja nie istnieje: system uczelni nie zna (już) tego zamówienia.',
    todo: 'Sprawdź zamówienie w USOSweb; jeśli go tam nie ma, zamów ponownie.',
  },
  OFFER_ORIGIN: {
    happened: 'Kod prowadzi do innego serwera niż uczelnia, która go podpisała.',
    todo: REPORT_TO_UNIVERSITY,
  },
  CODE_FORMAT: {
    happened: 'To nie może być kod aktywacyjny: nie zgadza się długość albo znaki.',
    todo: 'Przepisz kod tak, jak pokazuje go USOSweb; wielkość liter ma znaczenie, spacje i myślniki nie.',
  },
  CODE_WRONG: {
    happened: 'Kod aktywacyjny jest błędny.',
    todo: 'Porównaj go z USOSweb litera po literze i spróbuj ponownie. Po pięciu błędnych próbach zamówienie zostanie zablokowane.',
  },
  CODE_LOCKED: { happened: 'Zamówienie zablokowano po pięciu błędnych kodach aktywacyjnych.', todo: ORDER_ANEW },
  ORDER_PENDING: {
    happened: 'Zamówienie jest jeszcze realizowane.',
    todo: 'Poczekaj kilka minut i spróbuj ponownie; USOSweb pokaże „Do odbioru”, gdy będzie gotowe.',
  },
  ORDER_FAILED: {
    happened: 'System uczelni nie mógł zrealizować zamówienia.',
    todo: 'Sprawdź przyczynę w USOSweb i zamów ponownie.',
  },
  ORDER_CANCELLED: {
    happened: 'mLegitymacja nie istnieje: to zamówienie anulowano.',
    todo: 'Jeśli chcesz mieć legitymację, zamów ją ponownie w USOSweb.',
  },
  ORDER_EXPIRED: { happened: 'mLegitymacja nie istnieje: zamówienia nie odebrano na czas.', todo: ORDER_ANEW },
  SDJWT_FORMAT: { happened: 'Legitymacja nie ma formatu, który musi mieć.', todo: REPORT_TO_UNIVERSITY },
  SDJWT_DISCLOSURE: {
    happened: 'Legitymacja zawiera dane, których nie obejmuje podpis wystawcy.',
    todo: REPORT_TO_UNIVERSITY,
  },
  SDJWT_VCT: { happened: 'To podpisany dokument, ale nie legitymacja studencka.', todo: 'Użyj mLegitymacji.' },
  REQUEST_FORMAT: {
    happened:
      'Na tę prośbę o legitymację nie da się odpowiedzieć: jest niepoprawna albo dotyczy danych, których nie ma żadna mLegitymacja.',
    todo: 'Niczego nie udostępniaj. Poproś o rozpoczęcie nowej weryfikacji; jeśli znów się nie uda, weryfikujący musi naprawić swój system.',
  },
  REQUEST_UNKNOWN: {
    happened: 'Pod tym kodem nikt nie czeka na legitymację.',
    todo: 'Porównaj sześć cyfr z ekranem weryfikującego; każdy kod działa raz i przez dwie minuty.',
  },
  REQUEST_EXPIRED: {
    happened: 'Minął czas na odpowiedź. Niczego nie udostępniono.',
    todo: 'Poproś o rozpoczęcie nowej weryfikacji i zeskanuj lub wpisz nowy kod.',
  },
  REQUEST_UNREACHABLE: {
    happened: 'System weryfikującego nie odpowiedział.',
    todo: 'Sprawdź sieć i spróbuj ponownie albo pokaż legitymację bez sieci.',
  },
  KB_REQUIRED: {
    happened: 'Legitymację pokazano bez dowodu, że należy do tego urządzenia.',
    todo: 'Poproś okaziciela, aby pokazał legitymację jeszcze raz z portfela.',
  },
  KB_SIGNATURE: {
    happened: 'Dowód, że legitymacja należy do tego urządzenia, nie jest prawdziwy.',
    todo: 'Nie przyjmuj legitymacji. Poproś okaziciela o pokazanie jej z własnego portfela.',
  },
  KB_NONCE: {
    happened: 'Legitymacja odpowiada na inne pytanie niż Twoje.',
    todo: 'Zacznij nową weryfikację i pozwól okazicielowi zeskanować nowy kod.',
  },
  KB_AUD: {
    happened: 'Legitymację pokazano komuś innemu i przekazano dalej.',
    todo: 'Nie przyjmuj jej. Zacznij nową weryfikację.',
  },
  KB_STALE: {
    happened: 'Pokazany kod jest zbyt stary albo zegary dwóch urządzeń się różnią.',
    todo: 'Poproś okaziciela o świeży kod; jeśli znów zostanie odrzucony, porównajcie zegary obu urządzeń.',
  },
  KB_SDHASH: {
    happened: 'Pokazane dane nie są tymi, za które ręczyło urządzenie okaziciela.',
    todo: 'Nie przyjmuj legitymacji. Poproś okaziciela o pokazanie jej jeszcze raz z portfela.',
  },
  KB_REPLAY: {
    happened: 'Dokładnie ten kod już raz pokazano: może to być kopia.',
    todo: 'Poproś okaziciela, aby poczekał na następny kod, i spójrz na sam portfel.',
  },
  CLOCK_BEHIND: {
    happened:
      'Zegar tego urządzenia wskazuje czas wcześniejszy niż ten, pod którym wystawca już się podpisał, więc nie można ustalić, czy legitymacja jest ważna.',
    todo: 'Ustaw zegar tego urządzenia i sprawdź ponownie.',
  },
  STATUS_UNAVAILABLE: {
    happened: 'Nie udało się ustalić, czy legitymacji nie anulowano.',
    todo: 'Połącz się z siecią i sprawdź ponownie.',
  },
  STATUS_STALE: {
    happened: 'Lista anulowanych legitymacji jest zbyt stara, aby na niej polegać.',
    todo: 'Połącz się z siecią, aby pobrać świeżą listę, i sprawdź ponownie.',
  },
  STATUS_SUBJECT: { happened: 'Lista statusów nie jest tą, którą wskazuje legitymacja.', todo: REPORT_TO_UNIVERSITY },
  STATUS_INDEX: { happened: 'Legitymacji nie ma na liście statusów, którą wskazuje.', todo: REPORT_TO_UNIVERSITY },
  STATUS_SIGNATURE: { happened: 'Listy statusów nie podpisał wystawca legitymacji.', todo: REPORT_TO_UNIVERSITY },
  STATUS_SIZE: { happened: 'Listy statusów nie da się bezpiecznie rozpakować.', todo: REPORT_TO_UNIVERSITY },
  PHOTO_TYPE: { happened: 'Zdjęcie nie jest obrazem PNG ani JPEG.', todo: REPORT_TO_UNIVERSITY },
  PHOTO_SIZE: { happened: 'Zdjęcie jest większe, niż może zawierać legitymacja.', todo: REPORT_TO_UNIVERSITY },
  PHOTO_DIGEST: { happened: 'Zdjęcie nie jest tym, za które ręczył wystawca.', todo: REPORT_TO_UNIVERSITY },

  CALL_UNKNOWN: { happened: 'Strona i program nie pasują do siebie.', todo: 'Zamknij program i uruchom go ponownie.' },
  CALL_REFUSED: {
    happened: 'Program nie przyjmuje żądań z tej strony.',
    todo: 'Otwórz w całości adres, który program wypisał po uruchomieniu.',
  },
  CALL_ARGUMENT: {
    happened: 'Program nie zrozumiał tego, co przesłała strona.',
    todo: 'Sprawdź, co zostało wpisane, i spróbuj ponownie.',
  },
  HOST_FAULT: {
    happened: 'Coś poszło nie tak wewnątrz programu. Niczego nie utracono.',
    todo: 'Spróbuj ponownie; jeśli się powtórzy, uruchom program od nowa i zgłoś, co zostało zrobione.',
  },
  HOST_GONE: {
    happened: 'Program, do którego należy ta strona, nie odpowiada.',
    todo: 'Uruchom go ponownie przez npm start i otwórz wypisany adres. Legitymacje są zachowane.',
  },
  ACTIVATION_GONE: {
    happened: 'Ta aktywacja nie jest już otwarta.',
    todo: 'Zeskanuj kod QR ponownie; kod aktywacyjny pozostaje ten sam.',
  },
  CARD_GONE: {
    happened: 'Tej legitymacji nie ma już w portfelu.',
    todo: 'Wróć do dokumentów; widać tam to, co jest w portfelu.',
  },
  REQUEST_GONE: {
    happened: 'Ta prośba nie jest już otwarta: odpowiedziano na nią albo minął jej czas.',
    todo: 'Poproś o rozpoczęcie nowej weryfikacji i zeskanuj lub wpisz nowy kod.',
  },
  REMOVAL_UNTOLD: {
    happened: 'Legitymacji nie ma już w tym portfelu, ale nie udało się powiadomić uczelni.',
    todo: 'Anuluj zamówienie w USOSweb („Moje studia” → „mLegitymacja”), żeby legitymacja przestała działać także tam.',
  },
  VAULT_UNWRITABLE: {
    happened: 'Nie udało się zapisać pliku portfela, więc niczego nie zmieniono. To, co zapisano wcześniej, pozostało.',
    todo: 'Zwolnij miejsce na dysku albo zezwól na zapis w folderze i spróbuj ponownie.',
  },
  TRUST_ADDRESS: {
    happened: 'To nie jest adres wystawcy ani lista zaufanych w JSON.',
    todo: 'Wpisz adres taki jak https://uczelnia.example, bez hasła i parametrów, albo wklej całą listę.',
  },
  TRUST_HTTP: {
    happened: 'Ten adres prowadzi do innego komputera bez szyfrowania (http).',
    todo: 'Użyj adresu z https. Na próbę programista może zezwolić na http w ustawieniach obok.',
  },
  TRUST_NO_LIST: {
    happened: 'Pod tym adresem nie ma listy, która mówiłaby o tym wystawcy.',
    todo: 'Sprawdź adres albo poproś wystawcę o listę zaufanych w JSON i wklej ją tutaj.',
  },
  TRUST_KEYS: {
    happened: 'Kluczy wystawcy nie podpisała jego kotwica. Niczego nie zmieniono.',
    todo: 'Zapytaj wystawcę, czy ma nową kotwicę. Jeśli tak, dodaj go jeszcze raz i porównaj odciski.',
  },
  TRUST_NOT_SEEN: {
    happened: 'Tego odcisku nie ma wśród obejrzanych albo lista zmieniła się w międzyczasie. Niczego nie dodano.',
    todo: 'Sprawdź wystawcę jeszcze raz i porównaj odcisk, który się pokaże.',
  },
  TRUST_BUNDLED: {
    happened: 'Uczelnia dołączona do programu zostaje na liście taka, jaka jest.',
    todo: 'Program wpisuje ją przy każdym uruchomieniu. Usuwać i zmieniać można pozostałych wystawców.',
  },
  TRUST_FULL: {
    happened: 'Na liście zaufanych jest już 200 wystawców i więcej się nie zmieści.',
    todo: 'Usuń tych, którzy nie są już potrzebni, i dodaj ponownie.',
  },
  ASK_NO_RELAY: {
    happened: 'Uczelnia, przez którą idzie pytanie, jeszcze nie działa.',
    todo: 'Poczekaj chwilę i zapytaj ponownie albo zeskanuj kod z telefonu – do tego nie trzeba sieci.',
  },
  ASK_REFUSED: {
    happened: 'Uczelnia nie przyjęła pytania. Nikogo o nic nie zapytano.',
    todo: 'Zapytaj ponownie. Jeśli to się powtarza, sprawdź, czy zegary obu komputerów są zgodne.',
  },
  CHALLENGE_GONE: {
    happened: 'Ten kod z pytaniem został już użyty albo minął jego czas.',
    todo: 'Pokaż nowy kod i poproś, by zeskanowano go jeszcze raz.',
  },
};
