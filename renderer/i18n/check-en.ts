import type { CheckTexts } from './check-pl.ts';
import type { ScanWording } from './scan-pl.ts';

const wording: ScanWording = {
  typeLabel: 'Text of the card’s code',
  typeHint:
    'Paste the text of the code on the student’s screen; it begins with “MP1:”. A handheld reader may type it here too.',
  typeEmpty: 'Paste the text of the card’s code.',
  checking: 'Checking the card…',
  states: {
    foreign: {
      title: 'This is not the code of a card',
      todo: 'Another QR code is in view. Ask for “Show QR code” beside the card.',
    },
    read: { title: 'Code read', todo: 'Checking the card…' },
    seen: { title: 'This code has been checked already', todo: 'Show the next one, or wait until this one changes.' },
  },
};

export const checkEnglish: CheckTexts = {
  wording,
  scan: { title: 'Scan a card' },
  reader: {
    hint: 'Handheld reader: just scan, there is nothing to click first.',
  },
  frames: (received, needed) => `Photo: ${received} of ${needed} frames`,
  misread: {
    foreign: wording.states.foreign,
    activation: {
      title: 'This is an activation code for a phone, not a card',
      todo: 'A student adds a card to the wallet with it. Ask for “Show QR code” beside the card.',
    },
    challenge: {
      title: 'This is a verifier’s question, not a card',
      todo: 'The student scans this code. You scan the one that the phone then shows.',
    },
    request: {
      title: 'This is a verifier’s request, not a card',
      todo: 'The student’s phone answers it over the network. Ask for “Show QR code” beside the card.',
    },
    garbled: {
      title: 'The reader types with another keyboard layout',
      todo: 'The characters arrived mixed up. Set the reader to the keyboard layout of this computer (usually “US English”) and scan again.',
    },
  },
  queue: {
    title: 'Queue',
    lead: 'One person after the other, nothing to press. The result is seen and heard; it goes when the next person comes.',
    start: 'Start',
    goOn: 'Go on',
    pause: 'Pause',
    pauseKey: 'Esc',
    reset: 'Count anew',
    source: 'Read with',
    sources: { camera: 'Camera', screen: 'Screen', reader: 'Handheld reader only' },
    idle: 'The queue has not been started',
    paused: 'The queue is paused',
    idleBody: 'The camera is off and nothing is checked.',
    ready: 'Next person',
    readyBody: 'Show the code of the card.',
    checking: 'Checking…',
    repeat: (ago) => `Checked already ${ago} ago`,
    verdict: 'Result',
    tally: 'Results in this queue',
    classes: { good: 'Valid', caution: 'Expired, suspended', bad: 'Rejected', unknown: 'Cannot tell' },
    total: 'Total',
    repeats: 'Repeated',
    pace: 'In the last minute',
    latest: 'Latest results, newest first',
    isRepeat: 'repeated',
    noneYet: 'none yet',
  },
  challenge: {
    title: 'Ask without a network',
    ask: '1. The student scans this question',
    askBody: 'In the wallet: the card → “Confirm your data”.',
    read: '2. You scan the answer',
    label: 'QR code with the question for the student’s phone',
    left: 'Seconds for which this question still counts',
    preparing: 'Preparing the question…',
    over: 'The time of this question is over',
    overBody: 'An answer to it does not count any more. Show the student a new one.',
    again: 'New question',
  },
};
