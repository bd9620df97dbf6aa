import type { CodeText } from '../protocol/code-text.ts';
import type { Reason } from './reasons.ts';

const SHOW_AGAIN = 'Poproś o nowy kod prosto z portfela i sprawdź jeszcze raz.';
const REFUSE = 'Nie przyjmuj legitymacji. Poproś o inny dokument.';
const NOT_THE_HOLDER =
  'Okaziciel nie musi być temu winien. Połącz się z siecią i sprawdź jeszcze raz; jeśli to się powtórzy, poproś o inny dokument i zawiadom uczelnię.';

export const POLISH_REASONS: Readonly<Record<Reason, CodeText>> = {
  GOOD: {
    happened: 'Legitymacja jest prawdziwa i ważna, a okaziciel odpowiedział na Twoje pytanie.',
    todo: 'Nic więcej nie trzeba robić. Jeśli widać zdjęcie, porównaj je z osobą.',
  },
  GOOD_UNCHALLENGED: {
    happened:
      'Legitymacja jest prawdziwa i ważna, ale nikt o nią nie pytał: ten kod może właśnie przekazywać cudzy telefon.',
    todo: 'Do szybkiej kontroli to wystarczy. Aby mieć pewność, pokaż kod z pytaniem i poproś o jego zeskanowanie.',
  },
  CARD_SUSPENDED: {
    happened: 'Legitymacja jest prawdziwa, ale uczelnia ją zawiesiła.',
    todo: 'Na razie jej nie przyjmuj. Dlaczego i na jak długo, okaziciel dowie się na uczelni.',
  },
  CARD_REVOKED: {
    happened: 'Legitymacja była prawdziwa, ale student ją anulował albo uczelnia ją unieważniła.',
    todo: 'Nie przyjmuj jej. Przyczynę okaziciel zobaczy w USOSweb; tam też zamówi nową.',
  },
  CLOCKS_HOLDER_AHEAD: {
    happened: 'Zegary się różnią: kod ma datę z przyszłości, więc zegar okaziciela wyprzedza zegar tego komputera.',
    todo: 'Sprawdźcie, który zegar się myli, ustawcie w nim automatyczną datę i godzinę i poproś o nowy kod.',
  },
  CLOCKS_HOLDER_BEHIND: {
    happened:
      'Zegary się różnią: odpowiedź powstała przed chwilą, a ma dawniejszą datę, więc zegar okaziciela się spóźnia.',
    todo: 'Sprawdźcie, który zegar się myli, ustawcie w nim automatyczną datę i godzinę i zapytaj jeszcze raz.',
  },
  OLD_CODE: {
    happened: 'Kod jest stary: to zdjęcie wcześniejszego kodu albo zegar okaziciela się spóźnia.',
    todo: 'Poproś o kod z samego portfela, nie ze zdjęcia. Jeśli znów będzie stary, pokaż kod z pytaniem: okaże się, czy to zegar.',
  },

  QR_EMPTY: { happened: 'W tym kodzie nie ma tekstu.', todo: SHOW_AGAIN },
  QR_TOO_LARGE: { happened: 'Ten kod jest dłuższy, niż może być jakakolwiek mLegitymacja.', todo: SHOW_AGAIN },
  QR_UNKNOWN_FORMAT: {
    happened: 'Kod odczytano, ale to nie mLegitymacja: mogła go utworzyć inna aplikacja.',
    todo: 'Poproś okaziciela, by otworzył legitymację w portfelu i wybrał pokazanie jej kodu.',
  },
  QR_BASE45: {
    happened: 'Kod jest uszkodzony albo nie odczytano go w całości.',
    todo: 'Zeskanuj go jeszcze raz; telefon trzeba trzymać nieruchomo i tak, by nie odbijał światła.',
  },
  JWS_FORMAT: {
    happened: 'Podpisana część jest niepełna albo coś do niej dopisano, na przykład spację.',
    todo: SHOW_AGAIN,
  },
  JWS_B64: {
    happened: 'Podpisana część ma niedozwolone znaki albo zakończenie: uszkodzono ją lub przepisano.',
    todo: SHOW_AGAIN,
  },
  JWS_HEADER_JSON: { happened: 'Nie da się odczytać, kto to podpisał.', todo: SHOW_AGAIN },
  JWS_DUPLICATE: {
    happened: 'Tę samą rzecz podano dwa razy, tak że dwa programy mogłyby zobaczyć dwie różne legitymacje.',
    todo: REFUSE,
  },
  JWS_ALG_FORBIDDEN: {
    happened: 'Podpisu nie ma albo jest takiego rodzaju, że niczego tu nie dowodzi. Tak wyglądają fałszerstwa.',
    todo: REFUSE,
  },
  JWS_CRIT: { happened: 'Podpis wymaga reguły, której nie stosuje żadna mLegitymacja.', todo: REFUSE },
  JWS_HEADER_KEY_FORBIDDEN: {
    happened: 'Kod przynosi klucz, którym chce być sprawdzony, jak zrobiłby to fałszerz. Niczego nie pobrano.',
    todo: REFUSE,
  },
  JWS_TYP: { happened: 'To, co tu podpisano, podpisano w innym celu.', todo: REFUSE },
  JWS_KID_UNKNOWN: {
    happened: 'Legitymację albo jej listę statusów podpisano kluczem, którego nie ma nikt z Twojej listy zaufanych.',
    todo: 'Połącz się z siecią i pobierz klucze ponownie: uczelnia mogła je zmienić. Jeśli to nie pomoże, nie przyjmuj legitymacji.',
  },
  JWS_SIGNATURE: {
    happened: 'Podpis uczelni nie pasuje do legitymacji: zmieniono ją, uszkodzono albo podrobiono.',
    todo: REFUSE,
  },
  CLAIM_MISSING: {
    happened: 'Czegoś, o co pytasz, nie pokazano albo brakuje tego w legitymacji.',
    todo: 'Poproś okaziciela, by pokazał legitymację jeszcze raz i udostępnił wszystko, o co pytasz.',
  },
  CLAIM_TYPE: {
    happened: 'Jest tu wartość, jakiej nie ma żadna prawdziwa legitymacja, na przykład ukryty znak w nazwisku.',
    todo: REFUSE,
  },
  CLAIM_EXPIRED: {
    happened: 'Legitymacja jest prawdziwa, ale minął jej termin ważności.',
    todo: 'Nie przyjmuj jej. Okaziciel musi przedłużyć ją w USOSweb i zaktualizować w portfelu.',
  },
  CLAIM_NOT_YET_VALID: {
    happened: 'Legitymacja albo jej lista statusów będzie ważna dopiero później.',
    todo: 'Sprawdź datę i godzinę w tym komputerze. Jeśli są dobre, jeszcze nie przyjmuj legitymacji.',
  },
  CLAIM_IAT_FUTURE: {
    happened: 'Uczelnia podpisała to później, niż wskazuje zegar tego komputera: prawdopodobnie ten zegar się spóźnia.',
    todo: 'Ustaw w tym komputerze automatyczną datę i godzinę, a potem sprawdź jeszcze raz.',
  },
  ISSUER_UNREACHABLE: {
    happened: 'Legitymację podpisano kluczem, którego tu nie ma, a uczelni nie udało się zapytać o nowe klucze.',
    todo: 'Połącz się z siecią i sprawdź jeszcze raz. Do tego czasu nie wiadomo, czy legitymacja jest prawdziwa.',
  },
  ISSUER_MISMATCH: {
    happened: 'Legitymacja podaje inną uczelnię niż ta, która ją podpisała.',
    todo: REFUSE,
  },
  SDJWT_FORMAT: { happened: 'To, co pokazano, nie jest zbudowane jak mLegitymacja.', todo: SHOW_AGAIN },
  SDJWT_DISCLOSURE: { happened: 'Pokazano dane, których uczelnia nie podpisała.', todo: REFUSE },
  SDJWT_VCT: {
    happened: 'To podpisany dokument innego rodzaju, a nie legitymacja studencka.',
    todo: 'Poproś o mLegitymację.',
  },
  KB_REQUIRED: {
    happened: 'Nic nie dowodzi, że legitymacja należy do urządzenia, które ją pokazuje: taką kopię może mieć każdy.',
    todo: SHOW_AGAIN,
  },
  KB_SIGNATURE: {
    happened: 'Legitymacja nie należy do urządzenia, które ją pokazuje: podpis okaziciela nie jest prawdziwy.',
    todo: REFUSE,
  },
  KB_NONCE: {
    happened: 'To odpowiedź na inne pytanie niż Twoje.',
    todo: 'Zacznij nową weryfikację i poproś o zeskanowanie nowego kodu.',
  },
  KB_AUD: {
    happened: 'To odpowiedź dla innego weryfikującego albo na wcześniejsze pytanie: ktoś mógł ją tu przekazać.',
    todo: 'Nie przyjmuj jej. Zacznij nową weryfikację i dopilnuj, by zeskanowano Twój kod.',
  },
  KB_STALE: {
    happened: 'Dowód dołączony do legitymacji nie obowiązuje w tej chwili.',
    todo: SHOW_AGAIN,
  },
  KB_SDHASH: {
    happened: 'Dane zmieniono po tym, jak podpisało je urządzenie okaziciela.',
    todo: REFUSE,
  },
  KB_REPLAY: {
    happened: 'Dokładnie ten kod już tu pokazano: może to być kopia.',
    todo: 'Poczekaj na następny kod – pojawi się w ciągu 15 sekund – i spójrz na sam portfel.',
  },
  CLOCK_BEHIND: {
    happened: 'Zegar tego komputera wskazuje czas, który już minął: uczelnia podpisała coś później.',
    todo: 'Ustaw zegar automatycznie i sprawdź jeszcze raz. Jeśli się spieszył, a teraz jest dobry, zapomnij listy i czas w „Gotowości”.',
  },
  STATUS_UNAVAILABLE: {
    happened: 'Nie ma tu listy, która powiedziałaby, czy legitymacji nie anulowano.',
    todo: 'Połącz się z siecią i sprawdź jeszcze raz. Do tego czasu nie da się tego powiedzieć.',
  },
  STATUS_STALE: {
    happened: 'Lista anulowanych legitymacji straciła ważność, a ta legitymacja mogła od tamtej pory zostać anulowana.',
    todo: 'Połącz się z siecią, aby pobrać nową listę, i sprawdź jeszcze raz.',
  },
  STATUS_SUBJECT: {
    happened: 'Lista statusów, którą pobrano albo którą wskazuje legitymacja, nie jest właściwą listą jej uczelni.',
    todo: NOT_THE_HOLDER,
  },
  STATUS_INDEX: { happened: 'Lista statusów uczelni nie sięga tej legitymacji.', todo: NOT_THE_HOLDER },
  STATUS_SIGNATURE: { happened: 'Listy statusów nie podpisała uczelnia.', todo: NOT_THE_HOLDER },
  STATUS_SIZE: { happened: 'Listy statusów nie da się bezpiecznie rozpakować.', todo: NOT_THE_HOLDER },
  PHOTO_TYPE: { happened: 'To, co ma być zdjęciem, nie jest obrazem PNG ani JPEG.', todo: REFUSE },
  PHOTO_SIZE: { happened: 'Zdjęcie jest większe, niż może zawierać legitymacja.', todo: REFUSE },
  PHOTO_DIGEST: { happened: 'Zdjęcie nie jest zdjęciem z tej legitymacji.', todo: REFUSE },
};
