import type { VerifierTexts } from './verifier-pl.ts';

export const verifierEnglish: VerifierTexts = {
  title: 'Verifier',
  lead: 'This is where somebody checks a card: a conductor, a librarian, a porter. Choose how you want to check.',
  toStart: 'Verifier',
  ways: {
    ask: {
      title: 'Ask',
      body: 'You show a QR code or six digits and the student answers. The surest way; needs a network.',
    },
    scan: { title: 'Scan', body: 'You read the code on the student’s screen. Works without a network too.' },
    queue: { title: 'Queue', body: 'Scanning without a pause, person after person, with a tally of the results.' },
    challenge: {
      title: 'Ask without a network',
      body: 'The student scans your question and you scan the answer. Certainty without a network.',
    },
  },
  links: {
    ready: {
      title: 'Readiness without a network',
      body: 'Keys and lists in hand, working without a network, the verifier’s name.',
    },
    records: { title: 'Records', body: 'Results without names: today’s tally, export, clearing.' },
  },
  also: 'Besides checking',
  ask: {
    title: 'Ask the student',
    lead: 'The student scans the code or types six digits, sees who asks and for what, and decides whether to answer.',
    what: 'What to ask for',
    asks: {
      status: {
        title: 'Only whether it is valid',
        body: 'No personal data at all. You do not learn whose card it is.',
      },
      name: {
        title: 'Name and validity',
        body: 'Also university, student and card number, day of issue and last day. No PESEL number and no photo.',
      },
      photo: { title: 'The same with the photo', body: 'The photo lets you compare the face. No PESEL number.' },
    },
    show: 'Show the code',
    starting: 'Preparing the question…',
    again: 'Ask again',
    nextPerson: 'Ask the next person',
    through: (host) => `The question goes over the network, by way of ${host}.`,
    noRelay: 'The university that questions go through has not started yet.',
    isOffline: 'Working without a network is switched on, and a question needs one. Switch it off under “Readiness”.',
  },
  open: {
    title: 'Scan or type',
    label: 'QR code with the question, to be scanned with the student’s phone',
    where: 'In the wallet: the card, “Confirm your data”.',
    or: 'or type',
    digits: (digits) => `Six digits: ${digits}`,
    left: (time) => `The code works for another ${time}`,
    over: 'The time is over.',
    states: {
      waiting: { title: 'Waiting for the student', body: 'Nobody has opened the question yet.' },
      opened: {
        title: 'The phone has opened the question',
        body: 'The student sees what you ask for and decides. The digits need not be typed any more.',
      },
    },
    text: 'Text of the QR code',
    cancel: 'Call the question off',
  },
  outcomes: {
    answered: {
      title: 'The answer has been shown',
      body: 'An answer is seen once and kept nowhere. The records have the result alone, without personal data.',
    },
    declined: {
      title: 'The student said no',
      body: 'Nothing was shared. That is their right: ask for another document, or for less.',
    },
    ended: {
      title: 'Nobody answered',
      body: 'The time to answer is over, or the question was called off. Nothing was shared.',
    },
    failed: { title: 'The answer could not be received' },
  },
};
