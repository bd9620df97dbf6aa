import type { CodeTexts } from './code-text.ts';

const ORDER_ANEW = 'Place a new order in USOSweb; you will get a new QR code and a new activation code.';
const COPY_AGAIN = 'Take the QR code or its text again from USOSweb, whole and unchanged.';
const REPORT_TO_UNIVERSITY =
  'Do not enter the code. Tell whoever runs this university system; the details below help them.';

export const ENGLISH: CodeTexts = {
  QR_EMPTY: {
    happened: 'There is no text in this code.',
    todo: 'Scan the QR code in USOSweb, or paste the text shown below it.',
  },
  QR_TOO_LARGE: {
    happened: 'This text is far too long for an activation QR code.',
    todo: 'Paste only the text shown below the QR code in USOSweb.',
  },
  QR_UNKNOWN_FORMAT: {
    happened: 'This code was read, but it is not an mLegitymacja activation code.',
    todo: 'Open your order in USOSweb, choose „Dodaj mLegitymację do mObywatela” and scan the code shown there.',
  },
  QR_BASE45: { happened: 'The dense QR code is damaged and cannot be unpacked.', todo: COPY_AGAIN },
  JWS_FORMAT: {
    happened: 'The text is not a signed token of three parts, or there is white space in it.',
    todo: COPY_AGAIN,
  },
  JWS_B64: { happened: 'A part of the signed token has characters or an ending it must not have.', todo: COPY_AGAIN },
  JWS_HEADER_JSON: { happened: 'The header of the signed token cannot be read.', todo: COPY_AGAIN },
  JWS_DUPLICATE: {
    happened: 'The token states something twice, so two programs could read it differently. It was refused.',
    todo: REPORT_TO_UNIVERSITY,
  },
  JWS_ALG_FORBIDDEN: {
    happened: 'The token is unsigned, or signed in a way that is not accepted. Only ES256 is.',
    todo: REPORT_TO_UNIVERSITY,
  },
  JWS_CRIT: {
    happened: 'The token demands an extension of the signature format that is not accepted here.',
    todo: REPORT_TO_UNIVERSITY,
  },
  JWS_HEADER_KEY_FORBIDDEN: {
    happened: 'The token brings its own key along, as a forger would. It was refused and nothing was fetched.',
    todo: REPORT_TO_UNIVERSITY,
  },
  JWS_TYP: {
    happened: 'This is a signed token, but of another kind than the one needed here.',
    todo: 'Scan the activation QR code of your order in USOSweb.',
  },
  JWS_KID_UNKNOWN: {
    happened: 'The code is signed with a key that belongs to no university you trust.',
    todo: 'Check where the code comes from. If it is your university’s, its key may have changed: connect to the network and scan again.',
  },
  JWS_SIGNATURE: {
    happened: 'The signature does not fit: the code was changed, damaged or forged.',
    todo: `${COPY_AGAIN} If it is refused again, report it.`,
  },
  CLAIM_MISSING: { happened: 'The message lacks something it must contain.', todo: REPORT_TO_UNIVERSITY },
  CLAIM_TYPE: { happened: 'The message contains a value that cannot stand there.', todo: REPORT_TO_UNIVERSITY },
  CLAIM_EXPIRED: { happened: 'The time in which this could be used is over.', todo: ORDER_ANEW },
  CLAIM_NOT_YET_VALID: {
    happened: 'This cannot be used yet.',
    todo: 'Check the date and time of this computer. If they are right, try again later.',
  },
  CLAIM_IAT_FUTURE: {
    happened: 'By this computer’s clock, this was issued in the future: one of the two clocks is wrong.',
    todo: 'Set date and time of this computer to automatic, then try again.',
  },
  ISSUER_UNTRUSTED: {
    happened: 'This comes from an issuer that is not on your trust list.',
    todo: 'Do not enter the code unless you know the issuer; a developer can add it to the trust list.',
  },
  ISSUER_MISMATCH: {
    happened: 'The messages name different issuers, so one of them is not who it says it is.',
    todo: REPORT_TO_UNIVERSITY,
  },
  ISSUER_UNREACHABLE: {
    happened: 'The university system did not answer, or not in full.',
    todo: 'Check the network and that the university system is running, then try again. Your code stays valid.',
  },
  OFFER_USED: {
    happened: 'This QR code has been used already; each works once and on one device only.',
    todo: 'If the card is not in your wallet, cancel it in USOSweb and order it again.',
  },
  OFFER_UNKNOWN: {
    happened: 'mLegitymacja does not exist: the university system does not know this order (any more).',
    todo: 'Check the order in USOSweb; if it is not there, order again.',
  },
  OFFER_ORIGIN: {
    happened: 'The code points to another server than the university that signed it.',
    todo: REPORT_TO_UNIVERSITY,
  },
  CODE_FORMAT: {
    happened: 'This cannot be an activation code: its length or its characters are wrong.',
    todo: 'Type the code as USOSweb shows it; upper and lower case differ, spaces and dashes do not matter.',
  },
  CODE_WRONG: {
    happened: 'The activation code is wrong.',
    todo: 'Compare it with USOSweb, letter by letter, then try again. After five wrong tries the order is locked.',
  },
  CODE_LOCKED: { happened: 'The order is locked after five wrong activation codes.', todo: ORDER_ANEW },
  ORDER_PENDING: {
    happened: 'The order is still being processed.',
    todo: 'Wait a few minutes and try again; USOSweb shows „Do odbioru” when it is ready.',
  },
  ORDER_FAILED: {
    happened: 'The university system could not process the order.',
    todo: 'See the reason in USOSweb and order again.',
  },
  ORDER_CANCELLED: {
    happened: 'mLegitymacja does not exist: this order has been cancelled.',
    todo: 'Order again in USOSweb if you want the card.',
  },
  ORDER_EXPIRED: { happened: 'mLegitymacja does not exist: the order was not collected in time.', todo: ORDER_ANEW },
  SDJWT_FORMAT: { happened: 'The card is not in the format it must have.', todo: REPORT_TO_UNIVERSITY },
  SDJWT_DISCLOSURE: {
    happened: 'The card contains data that the issuer’s signature does not cover.',
    todo: REPORT_TO_UNIVERSITY,
  },
  SDJWT_VCT: { happened: 'This is a signed document, but not a student card.', todo: 'Use an mLegitymacja.' },
  REQUEST_FORMAT: {
    happened:
      'This request for your card cannot be answered: it is not in order, or asks for what no mLegitymacja has.',
    todo: 'Share nothing. Let whoever asks start a new check; if it is refused again, they have to repair their system.',
  },
  REQUEST_UNKNOWN: {
    happened: 'Nobody is waiting for a card under this code.',
    todo: 'Compare the six digits with the screen of whoever asks; each code works once and for two minutes.',
  },
  REQUEST_EXPIRED: {
    happened: 'The time to answer this request is over. Nothing was shared.',
    todo: 'Let whoever asks start a new check, and scan or type the new code.',
  },
  REQUEST_UNREACHABLE: {
    happened: 'The system of whoever asks for your card did not answer.',
    todo: 'Check the network and try again, or show your card without a network instead.',
  },
  KB_REQUIRED: {
    happened: 'The card was shown without proof that it belongs to this device.',
    todo: 'Ask the holder to show the card again from the wallet.',
  },
  KB_SIGNATURE: {
    happened: 'The proof that the card belongs to this device is not genuine.',
    todo: 'Do not accept the card. Ask the holder to show it from their own wallet.',
  },
  KB_NONCE: {
    happened: 'The card answers another request than yours.',
    todo: 'Start a new check and let the holder scan your new code.',
  },
  KB_AUD: {
    happened: 'The card was shown to somebody else and passed on.',
    todo: 'Do not accept it. Start a new check.',
  },
  KB_STALE: {
    happened: 'The code shown is too old, or the two clocks differ.',
    todo: 'Ask the holder to show a fresh code; if it is refused again, compare the clocks of both devices.',
  },
  KB_SDHASH: {
    happened: 'The data shown are not the ones the holder’s device vouched for.',
    todo: 'Do not accept the card. Ask the holder to show it again from the wallet.',
  },
  KB_REPLAY: {
    happened: 'This very code has been shown before: it may be a copy.',
    todo: 'Ask the holder to wait for the next code, and look at the wallet itself.',
  },
  CLOCK_BEHIND: {
    happened:
      'This device’s clock is set earlier than a time an issuer has already signed, so whether the card is valid cannot be told.',
    todo: 'Set this device’s clock, then check again.',
  },
  STATUS_UNAVAILABLE: {
    happened: 'Whether the card has been cancelled could not be found out.',
    todo: 'Connect to the network and check again.',
  },
  STATUS_STALE: {
    happened: 'The list of cancelled cards is too old to rely on.',
    todo: 'Connect to the network so that a fresh list can be fetched, then check again.',
  },
  STATUS_SUBJECT: { happened: 'The status list is not the one this card names.', todo: REPORT_TO_UNIVERSITY },
  STATUS_INDEX: { happened: 'The card is not on the status list it names.', todo: REPORT_TO_UNIVERSITY },
  STATUS_SIGNATURE: { happened: 'The status list is not signed by the card’s issuer.', todo: REPORT_TO_UNIVERSITY },
  STATUS_SIZE: { happened: 'The status list cannot be unpacked safely.', todo: REPORT_TO_UNIVERSITY },
  PHOTO_TYPE: { happened: 'The photo is neither a PNG nor a JPEG image.', todo: REPORT_TO_UNIVERSITY },
  PHOTO_SIZE: { happened: 'The photo is larger than a card may carry.', todo: REPORT_TO_UNIVERSITY },
  PHOTO_DIGEST: { happened: 'The photo is not the one the issuer vouched for.', todo: REPORT_TO_UNIVERSITY },

  CALL_UNKNOWN: { happened: 'Page and program do not fit together.', todo: 'Close the program and start it again.' },
  CALL_REFUSED: {
    happened: 'The program does not accept requests from this page.',
    todo: 'Open the address that the program printed when it started, whole.',
  },
  CALL_ARGUMENT: {
    happened: 'The program could not make sense of what the page sent.',
    todo: 'Check what you entered and try again.',
  },
  HOST_FAULT: {
    happened: 'Something went wrong inside the program. Nothing was lost.',
    todo: 'Try again; if it happens again, start the program anew and report what you did.',
  },
  HOST_GONE: {
    happened: 'The program behind this page is not answering.',
    todo: 'Start it again with npm start and open the address it prints. Your cards are kept.',
  },
  ACTIVATION_GONE: {
    happened: 'This activation is no longer open.',
    todo: 'Scan the QR code again; the activation code stays the same.',
  },
  CARD_GONE: {
    happened: 'This card is not in the wallet any more.',
    todo: 'Go back to your documents; they show what is there.',
  },
  REQUEST_GONE: {
    happened: 'This request is no longer open: it was answered, or its time is over.',
    todo: 'Let whoever asks start a new check, and scan or type the new code.',
  },
  REMOVAL_UNTOLD: {
    happened: 'The card is gone from this wallet, but its university could not be told.',
    todo: 'Cancel the order in USOSweb (“My studies” → “mLegitymacja”), so that the card ends there too.',
  },
  VAULT_UNWRITABLE: {
    happened: 'The wallet’s file could not be written, so nothing was changed. What was stored before is still there.',
    todo: 'Make room on the disk or make the folder writable, then try again.',
  },
  TRUST_ADDRESS: {
    happened: 'This is neither the address of an issuer nor a trust list in JSON.',
    todo: 'Enter an address like https://university.example, without password or parameters, or paste a whole list.',
  },
  TRUST_HTTP: {
    happened: 'This address leads to another computer without encryption (http).',
    todo: 'Use an address with https. For a trial, a developer can allow http in the settings beside this.',
  },
  TRUST_NO_LIST: {
    happened: 'There is no list at this address that speaks of this issuer.',
    todo: 'Check the address, or ask the issuer for a trust list in JSON and paste it here.',
  },
  TRUST_KEYS: {
    happened: 'The issuer’s keys are not signed by its anchor. Nothing was changed.',
    todo: 'Ask the issuer whether it has a new anchor. If so, add it once more and compare the fingerprints.',
  },
  TRUST_NOT_SEEN: {
    happened: 'This fingerprint is not among those looked at, or the list has changed since. Nothing was added.',
    todo: 'Look at the issuer again and compare the fingerprint that is shown.',
  },
  TRUST_BUNDLED: {
    happened: 'The university that comes with the program stays on the list as it is.',
    todo: 'The program puts it there at every start. The other issuers can be removed and changed.',
  },
  TRUST_FULL: {
    happened: 'There are 200 issuers on the trust list, and no room for more.',
    todo: 'Remove those that are no longer needed, then add again.',
  },
  ASK_NO_RELAY: {
    happened: 'The university that questions go through is not running yet.',
    todo: 'Wait a moment and ask again, or scan the code on the phone, which needs no network.',
  },
  ASK_REFUSED: {
    happened: 'The university did not take the question. Nobody has been asked.',
    todo: 'Ask again. If it happens again, see whether the clocks of both computers agree.',
  },
  CHALLENGE_GONE: {
    happened: 'This question has been answered already, or its time is over.',
    todo: 'Show a new code and have it scanned again.',
  },
};
