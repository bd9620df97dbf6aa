import { answerEnglish } from './answer-en.ts';
import { checkEnglish } from './check-en.ts';
import { cardEnglish } from './card-en.ts';
import { pluralEn } from './plural.ts';
import type { Texts } from './pl.ts';
import { presentEnglish } from './present-en.ts';
import { readinessEnglish } from './readiness-en.ts';
import { recordsEnglish } from './records-en.ts';
import { scanEnglish } from './scan-en.ts';
import { trustEnglish } from './trust-en.ts';
import { verifierEnglish } from './verifier-en.ts';

export const english: Texts = {
  product: 'mLegitymacja Simulator',
  simulation: 'SIMULATION',
  simulationMeaning: 'This is a simulator. Its people, university and cards are invented.',
  specimen: 'SIMULATOR – SPECIMEN, NOT A DOCUMENT',
  skipToContent: 'Skip to content',
  places: { label: 'Places', wallet: 'Wallet', university: 'University', verifier: 'Verifier' },
  settings: {
    language: 'Language',
    theme: 'Theme',
    themes: { system: 'As in the system', light: 'Light', dark: 'Dark', contrast: 'High contrast' },
    sound: 'Sound when a code is read',
  },
  common: {
    next: 'Continue',
    back: 'Back',
    close: 'Close',
    copy: 'Copy',
    copied: 'Copied',
    reconnecting: 'Connecting to the program…',
    loading: 'Loading…',
  },
  device: { label: 'The student’s device', signOut: 'Sign out', specimenTag: 'SPECIMEN' },
  protection: {
    os: 'Cards and keys are encrypted, and the operating system guards the key.',
    file: 'Cards and keys are encrypted; the key lies in a file beside them.',
    none: 'Not protected: this system offers no place for a key.',
  },
  setAside: {
    title: 'The wallet file was damaged',
    body: 'It was put aside with nothing removed, and a new, empty wallet was made. The old file:',
  },
  welcome: {
    title: 'Wallet',
    lead: 'This is where a student card arrives on a device. Order one at the invented university, then add it with its QR code.',
    start: 'Get started',
  },
  guide: {
    title: 'Three steps to a card',
    steps: [
      { title: 'Order it at the university', body: 'Sign in to USOSweb as a student and choose “Order an ID card”.' },
      {
        title: 'Wait until it is ready',
        body: 'A few seconds. The university then shows a QR code and an activation code.',
      },
      {
        title: 'Add it in the wallet',
        body: 'Read the QR code or paste its text, and confirm with the activation code.',
      },
    ],
    toUniversity: 'Open the university',
  },
  signIn: {
    title: 'Trusted Profile',
    lead: 'A simulated sign-in: no password and no real data. Choose who you are.',
    people: 'Person',
    submit: 'Sign in',
    album: (number) => `student number ${number}`,
    noAlbum: 'no student number',
    others: (count) => `People the university refuses at first (${count})`,
  },
  documents: {
    title: 'Documents',
    add: 'Add',
    emptyTitle: 'You have no documents yet',
    emptyBody: 'A student card is ordered at the university first. Once the order is ready for pickup, add it here.',
    nothingAdded: 'Stopped. Nothing was added.',
    studentCard: 'Student card',
    validUntil: (date) => `expiry date ${date}`,
  },
  choose: {
    title: 'Add a document',
    studentCard: 'Student card',
    studentCardBody: 'You will need the QR code and the activation code from USOSweb.',
  },
  wizard: {
    steps: ['Terms', 'QR code', 'Activation code', 'Card'],
    progress: (step, count, name) => `Step ${step} of ${count}: ${name}`,
    breakOff: 'Stop',
    breakOffTitle: 'Stop adding the card?',
    breakOffBody:
      'Nothing was added. Your order stays at the university, and you can begin again with the same QR code.',
    breakOffYes: 'Yes, stop',
    breakOffNo: 'Keep going',
  },
  terms: {
    title: 'Terms',
    lead: 'Short and plain, before you add the card:',
    points: [
      'This is a simulator. The card is a specimen: it proves no identity and earns no discount.',
      'Everyone in here is invented. Do not enter your own data or anyone else’s.',
      'A card works in one wallet. Its key is made here and is sent nowhere.',
      'A new device? Cancel the card in USOS and order it again.',
      'After cancelling, a card may look valid for at most 24 hours.',
    ],
    accept: 'I have read these terms and accept them',
    mustAccept: 'Tick the box to continue.',
  },
  ...scanEnglish,
  code: {
    title: 'Confirm with the code',
    issuer: 'Issuer',
    address: 'Address',
    signed: 'QR code signed by the issuer',
    unsigned: 'Unsigned offer',
    unsignedBody:
      'Nobody has signed this code. The issuer is trusted, but make sure you know where the code came from.',
    lookAlike: 'This address has letters from outside the Latin alphabet. Make sure it is the right university.',
    validUntil: (instant) => `QR code valid until ${instant}`,
    label: 'Activation code',
    hint: (length, isNumeric) =>
      isNumeric
        ? `${length === null ? 'Digits' : `${length} ${pluralEn(length, { one: 'digit', other: 'digits' })}`} from USOSweb. Spaces and dashes do no harm.`
        : `${length === null ? 'Characters' : `${length} ${pluralEn(length, { one: 'character', other: 'characters' })}`} from USOSweb; upper and lower case matter. Spaces and dashes do no harm.`,
    empty: 'Enter the activation code from USOSweb.',
    submit: 'Activate',
    triesLeft: (count) => pluralEn(count, { one: `${count} try left.`, other: `${count} tries left.` }),
    whereTitle: 'Where is this code?',
    whereBody:
      'On the page of the order, beside the QR code. After five wrong tries the order is locked and has to be placed anew.',
  },
  working: {
    title: 'Activating',
    stages: {
      token: 'The university checks the activation code',
      nonce: 'Preparing the proof of the key',
      credential: 'Issuing the card',
      check: 'Checking the card',
      store: 'Storing it safely in the wallet',
    },
    outcomes: { done: 'done', now: 'in progress', next: 'waiting' },
  },
  added: {
    title: 'Card added',
    lead: 'It is stored in the wallet and can be shown without a network too.',
    show: 'Show the card',
    toDocuments: 'Go to documents',
  },
  refused: {
    title: 'That did not work',
    todo: 'What to do',
    code: 'Error code',
    details: 'Details for developers',
    steps: 'The checks in their order',
    outcomes: { pass: 'passed', fail: 'failed', skipped: 'skipped' },
    again: 'Read a code again',
    toUniversity: 'Go to the university',
  },
  ...cardEnglish,
  university: {
    title: 'University',
    lead: 'The mock university’s own pages: the same in the frame below and in any browser on this computer.',
    site: 'Open in the frame',
    sites: { usosweb: 'USOSweb', mobile: 'Mobile USOS' },
    frames: { usosweb: 'USOSweb of the invented university', mobile: 'Mobile USOS of the invented university' },
    address: 'Address',
    startingTitle: 'The university is starting',
    startingBody: 'This usually takes less than a second.',
    failedTitle: 'The university is not running',
    failedBody: 'The mock university’s process did not start or has ended. Its orders are kept.',
    restart: 'Start it again',
    reason: 'Reason',
    tipTitle: 'On one laptop',
    tipBody: 'Copy the text below the QR code or download its image, then go back to the wallet.',
  },
  trust: trustEnglish,
  present: presentEnglish,
  verifier: verifierEnglish,
  check: checkEnglish,
  answer: answerEnglish,
  readiness: readinessEnglish,
  records: recordsEnglish,
  titleOf: (screen) => `${screen} – mLegitymacja Simulator`,
};
