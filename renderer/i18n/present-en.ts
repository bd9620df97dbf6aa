import type { PresentTexts } from './present-pl.ts';

export const presentEnglish: PresentTexts = {
  confirm: 'Confirm your data',
  show: 'Show QR code',
  toCard: 'Card',
  scan: {
    typeLabel: 'Six digits, or the text of the QR code',
    typeHint: 'Type the six digits from the screen of whoever checks, or paste the text below their QR code.',
    typeEmpty: 'Type six digits or paste the text of the code.',
    checking: 'Finding out who asks, and for what…',
    states: {
      foreign: {
        title: 'Not the code of somebody who checks',
        todo: 'Another QR code is in view. Show the one on the screen of whoever checks your card.',
      },
      read: { title: 'Code read', todo: 'Finding out who asks, and for what…' },
    },
  },
  start: {
    lead: 'Does somebody want to check your card? Scan their QR code or type their six digits. Before anything is shared you see who asks and for what.',
    begin: 'Start',
    offline: 'No network? Whoever checks can scan a code from your screen.',
  },
  scanTitle: 'Code of whoever checks',
  notRequest: {
    happened: 'The code was read, but it is no request for your card.',
    todo: 'Scan the QR code that whoever checks shows, or type the six digits from their screen.',
  },
  consent: {
    title: 'Share your data?',
    who: 'Who asks',
    nameless: 'Gives no name',
    named: 'Name confirmed by the trust list',
    notProven: 'Nobody has confirmed who this is. The answer goes to this address; compare it with what they tell you.',
    challengeNotProven:
      'This name is their own word, confirmed by nobody. The answer will be a QR code on your screen, without a network.',
    what: 'Which data they ask for',
    nothing: 'No personal data: only whether the card is valid.',
    always: 'Who issued the card and whether it is valid always shows too. Each group is shown whole.',
    groups: { card: 'Card', identity: 'Identity', photo: 'Photo' },
    which: 'Which card to show',
    chooseOne: 'Choose a card.',
    noneFits: 'No card in this wallet has everything they ask for. There is nothing to share.',
    addPhoto: 'Add the photo',
    addPhotoHint:
      'They did not ask for it, but can compare it with your face. The code on your screen will then change ten times a second.',
    timeLeft: (time) => `Time to answer: ${time}`,
    share: 'Share data',
    refuse: 'Refuse',
    sharing: 'Sharing…',
  },
  unfit: {
    expired: 'This card has expired. You can show it, but whoever checks will not accept it.',
    invalid: 'This card has been invalidated. You can show it, but whoever checks will not accept it.',
    suspended: 'This card is suspended. You can show it, but whoever checks will not accept it.',
  },
  done: {
    sentTitle: 'Data shared',
    sent: (who) => `${who} has taken the answer. The outcome is on the screen of whoever checks.`,
    noted: 'The history of your card has an entry about it.',
    declinedTitle: 'Refused',
    declined: 'Nothing was shared.',
    end: 'Finish',
  },
  answer: {
    title: 'Show this code',
    lead: 'This code answers that one question only. Turn the screen to whoever checks, so that they can scan it.',
    label: 'QR code with the answer for whoever checks',
    over: 'This code is no longer valid. If it was not scanned, let them ask anew.',
  },
  showing: {
    lead: 'The code holds the data of the card, without photo and PESEL. It changes every 15 seconds, so a picture of the screen is soon worth nothing.',
    leadWithPhoto:
      'The code holds the data of the card and the photo, without PESEL. It moves: whoever checks holds a camera to it for about two seconds.',
    withPhoto: 'With photo',
    withPhotoHint:
      'Whoever checks also sees the photo on your card. The code then changes ten times a second; switch it off if that disturbs you.',
    label: 'QR code of the card for whoever checks to scan; it changes every 15 seconds',
    labelWithPhoto: 'Moving QR code of the card with its photo, for the camera of whoever checks',
    statusWithPhoto: 'The moving QR code with the photo is on the screen.',
    status: 'The QR code is on the screen and changes by itself every 15 seconds.',
    preparing: 'Preparing the code…',
    anyway: 'Show it anyway',
    again: 'Show again',
    limitTitle: 'What does this code prove?',
    limitBody:
      'That the university issued the card and that this wallet made the code a moment ago. Not who holds the screen: a fresh code can be passed on. An answer to a question from whoever checks says more.',
  },
  consentTipTitle: 'You decide',
  consentTipBody:
    'The address says where the data go, not who is behind it. If you do not know the place, or it asks for more than it needs, refuse.',
};
