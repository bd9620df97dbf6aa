import type { CodeText } from '../protocol/code-text.ts';
import type { Reason } from './reasons.ts';

const SHOW_AGAIN = 'Ask for a new code, straight from the wallet, and check again.';
const REFUSE = 'Do not accept it. Ask for another document.';
const NOT_THE_HOLDER =
  'The holder need not be to blame. Connect to the network and check again; if it stays like this, ask for another document and tell the university.';

export const ENGLISH_REASONS: Readonly<Record<Reason, CodeText>> = {
  GOOD: {
    happened: 'The card is genuine and valid, and its holder has answered your question.',
    todo: 'Nothing more is needed. If there is a photo, compare it with the person.',
  },
  GOOD_UNCHALLENGED: {
    happened:
      'The card is genuine and valid, but nobody asked: somebody else’s phone could be passing this code on right now.',
    todo: 'Enough for a quick check. To be certain, show your question code and have it scanned.',
  },
  CARD_SUSPENDED: {
    happened: 'The card is genuine, but the university has suspended it.',
    todo: 'Do not accept it for now. The university can tell the holder why and for how long.',
  },
  CARD_REVOKED: {
    happened: 'The card was genuine, but the student has cancelled it or the university has withdrawn it.',
    todo: 'Do not accept it. The holder can see the reason in USOSweb and order a new card.',
  },
  CLOCKS_HOLDER_AHEAD: {
    happened:
      'The two clocks differ: the code is dated in the future, so the holder’s clock is ahead of this computer’s.',
    todo: 'See which clock is wrong, set it to automatic date and time, and ask for a new code.',
  },
  CLOCKS_HOLDER_BEHIND: {
    happened:
      'The two clocks differ: the answer was made just now but is dated earlier, so the holder’s clock is behind.',
    todo: 'See which clock is wrong, set it to automatic date and time, and ask once more.',
  },
  OLD_CODE: {
    happened: 'The code is old: a picture of an earlier one, or the holder’s clock is behind.',
    todo: 'Ask for the code in the wallet itself, not in a picture. If it is old again, show your question code: that tells whether a clock is wrong.',
  },

  QR_EMPTY: { happened: 'There is no text in this code.', todo: SHOW_AGAIN },
  QR_TOO_LARGE: { happened: 'The code is longer than any mLegitymacja could be.', todo: SHOW_AGAIN },
  QR_UNKNOWN_FORMAT: {
    happened: 'The code was read, but it is not an mLegitymacja: another app may have made it.',
    todo: 'Ask the holder to open the card in the wallet and choose to show its code.',
  },
  QR_BASE45: {
    happened: 'The code is damaged or was not read whole.',
    todo: 'Hold the phone still, without glare, and scan the code once more.',
  },
  JWS_FORMAT: {
    happened: 'A signed part is incomplete or has something added, such as a space.',
    todo: SHOW_AGAIN,
  },
  JWS_B64: {
    happened: 'A signed part has characters or an ending that it must not have: it was damaged or rewritten.',
    todo: SHOW_AGAIN,
  },
  JWS_HEADER_JSON: { happened: 'What should say who signed cannot be read.', todo: SHOW_AGAIN },
  JWS_DUPLICATE: {
    happened: 'The same thing is stated twice, so that two readers could see two different cards.',
    todo: REFUSE,
  },
  JWS_ALG_FORBIDDEN: {
    happened: 'There is no signature, or one of a kind that proves nothing here. Forgeries look like this.',
    todo: REFUSE,
  },
  JWS_CRIT: { happened: 'The signature demands a rule that no mLegitymacja uses.', todo: REFUSE },
  JWS_HEADER_KEY_FORBIDDEN: {
    happened: 'The code brings the key along that it wants to be checked with, as a forger would. Nothing was fetched.',
    todo: REFUSE,
  },
  JWS_TYP: { happened: 'What is signed here was signed for another purpose.', todo: REFUSE },
  JWS_KID_UNKNOWN: {
    happened: 'The card or its status list is signed with a key of nobody on your trust list.',
    todo: 'Connect to the network and fetch the keys again: the university may have changed them. If that does not help, do not accept the card.',
  },
  JWS_SIGNATURE: {
    happened: 'The university’s signature does not fit the card: it was changed, damaged or forged.',
    todo: REFUSE,
  },
  CLAIM_MISSING: {
    happened: 'Something you asked for was not shown, or is missing from the card.',
    todo: 'Ask the holder to show the card again and share everything you ask for.',
  },
  CLAIM_TYPE: {
    happened: 'There is a value that no genuine card has, such as a hidden character in a name.',
    todo: REFUSE,
  },
  CLAIM_EXPIRED: {
    happened: 'The card is genuine, but its validity has ended.',
    todo: 'Do not accept it. The holder has to extend it in USOSweb and update the wallet.',
  },
  CLAIM_NOT_YET_VALID: {
    happened: 'The card or its status list is valid only from a later time.',
    todo: 'See whether this computer’s date and time are right. If they are, do not accept the card yet.',
  },
  CLAIM_IAT_FUTURE: {
    happened: 'The university signed later than this computer’s clock says it is now: this clock is probably behind.',
    todo: 'Set this computer to automatic date and time, then check again.',
  },
  ISSUER_UNREACHABLE: {
    happened: 'The card is signed with a key that is not in hand, and the university could not be asked for new ones.',
    todo: 'Connect to the network and check again. Until then nobody can tell whether the card is genuine.',
  },
  ISSUER_MISMATCH: {
    happened: 'The card names another university than the one that signed it.',
    todo: REFUSE,
  },
  SDJWT_FORMAT: { happened: 'What was shown is not built like an mLegitymacja.', todo: SHOW_AGAIN },
  SDJWT_DISCLOSURE: { happened: 'Data are shown that the university has not signed.', todo: REFUSE },
  SDJWT_VCT: {
    happened: 'This is a signed document of another kind, not a student card.',
    todo: 'Ask for the mLegitymacja.',
  },
  KB_REQUIRED: {
    happened: 'The card comes without proof that it belongs to the device that shows it: anybody can have such a copy.',
    todo: SHOW_AGAIN,
  },
  KB_SIGNATURE: {
    happened: 'The card does not belong to the device that shows it: the holder’s signature is not genuine.',
    todo: REFUSE,
  },
  KB_NONCE: {
    happened: 'This is the answer to another question than yours.',
    todo: 'Start a new check and have the new code scanned.',
  },
  KB_AUD: {
    happened: 'This answer is for another verifier or an earlier question: it may have been passed on to you.',
    todo: 'Do not accept it. Start a new check and watch your code being scanned.',
  },
  KB_STALE: {
    happened: 'The proof that comes with the card does not hold at this time.',
    todo: SHOW_AGAIN,
  },
  KB_SDHASH: {
    happened: 'The data were changed after the holder’s device had signed them.',
    todo: REFUSE,
  },
  KB_REPLAY: {
    happened: 'This very code has been shown here before: it may be a copy.',
    todo: 'Wait for the next code, which comes within 15 seconds, and look at the wallet itself.',
  },
  CLOCK_BEHIND: {
    happened: 'This computer’s clock shows a time that is already over: a university has signed something later.',
    todo: 'Set the clock to automatic, then check again. If it was ahead before and is right now, forget lists and time under “Readiness”.',
  },
  STATUS_UNAVAILABLE: {
    happened: 'There is no list here that would tell whether the card has been cancelled.',
    todo: 'Connect to the network and check again. Until then nobody can tell.',
  },
  STATUS_STALE: {
    happened: 'The list of cancelled cards is past its time, so the card may have been cancelled since.',
    todo: 'Connect to the network, so that a new list is fetched, and check again.',
  },
  STATUS_SUBJECT: {
    happened:
      'The status list that was fetched, or that the card points to, is not its university’s list for this card.',
    todo: NOT_THE_HOLDER,
  },
  STATUS_INDEX: { happened: 'The university’s status list does not reach as far as this card.', todo: NOT_THE_HOLDER },
  STATUS_SIGNATURE: { happened: 'The status list is not signed by the university.', todo: NOT_THE_HOLDER },
  STATUS_SIZE: { happened: 'The status list cannot be unpacked safely.', todo: NOT_THE_HOLDER },
  PHOTO_TYPE: { happened: 'What should be the photo is no PNG or JPEG picture.', todo: REFUSE },
  PHOTO_SIZE: { happened: 'The photo is larger than a card may carry.', todo: REFUSE },
  PHOTO_DIGEST: { happened: 'The photo is not the one of this card.', todo: REFUSE },
};
