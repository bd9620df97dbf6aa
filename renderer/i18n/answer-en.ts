import type { AnswerTexts } from './answer-pl.ts';
import { pluralEn } from './plural.ts';

/** 1st, 2nd, 3rd, 4th, 11th, 21st. */
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const endings: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };
const ordinal = (count: number): string => `${count}${endings[ordinals.select(count)] ?? 'th'}`;

export const answerEnglish: AnswerTexts = {
  simulation: 'SYMULACJA / SIMULATION',
  simulationBody: 'This is no check of a real document.',
  verdicts: {
    VALID: { word: 'Valid', note: 'confirmed live' },
    VALID_UNCHALLENGED: { word: 'Valid', note: 'not confirmed live' },
    EXPIRED: { word: 'Expired', note: 'no longer in force' },
    SUSPENDED: { word: 'Suspended', note: 'not in force now' },
    REVOKED: { word: 'Revoked', note: 'must not be accepted' },
    INDETERMINATE: { word: 'Cannot tell', note: 'whether it is valid' },
    INVALID: { word: 'Rejected', note: 'did not pass the checks' },
  },
  copyNote:
    'A code can be passed on live from another phone, or copied: a copy works for less than a minute. Only the answer to a question makes it certain.',
  cannotTell: 'This does not mean that the card is invalid. Something is missing without which it cannot be checked.',
  person: {
    title: 'Whom it is about',
    photoOf: (name) => `Drawn portrait: ${name}`,
    noPhoto: 'No photo',
    university: 'university',
    albumNumber: 'student number',
    cardNumber: 'card number',
    validUntil: 'valid until',
    masked:
      'A foreign system issued it and it may be about a real person, so the data are partly covered and there is no photo.',
    comparePhoto: 'Compare the face with the photo.',
    unproven: 'No personal data are shown, because nothing confirms that they are genuine.',
    notAsked: 'Only the validity was asked for, so there are no personal data.',
    withheld: 'No personal data are shown: for a card that must not be accepted they are of no use.',
    gone: 'The personal data are gone from the screen and from memory. They were needed for the check alone; the result stays.',
  },
  vanish: {
    left: (time) => `The data vanish in ${time}`,
    now: 'Finish and drop the data',
  },
  next: 'Next',
  why: 'Why',
  todo: 'What to do',
  facts: {
    list: 'list of revocations',
    signed: (instant) => `signed ${instant}`,
    holds: (instant) => `holds ${instant}`,
    fresh: 'fetched now',
    kept: 'from memory',
    lastHeld: (instant) => `The last list of revocations held ${instant}.`,
    noList: 'There is no list of revocations of this issuer.',
    modes: {
      asked: 'answer to a question over the network',
      shown: 'code shown without a question',
      challenged: 'answer to a question without a network',
    },
    issuer: 'issuer',
    validUntil: 'valid until',
    at: 'checked',
    ahead: (interval) => `The phone's clock is ${interval} ahead of this computer's.`,
    behind: (interval) => `The phone's clock is ${interval} behind this computer's.`,
    old: (interval) => `By the phone's clock the code was made ${interval} ago: it is stale, or that clock is slow.`,
  },
  repeat: (which, ago) => `The same card: for the ${ordinal(which)} time, last ${ago} ago.`,
  steps: (count) => pluralEn(count, { one: `${count} check`, other: `${count} checks` }),
  stepsTitle: 'Checks step by step',
  days: {
    at: {
      today: (time) => `today at ${time}`,
      yesterday: (time) => `yesterday at ${time}`,
      tomorrow: (time) => `tomorrow at ${time}`,
      other: (day, time) => `${day} at ${time}`,
    },
    until: {
      today: (time) => `until ${time}`,
      yesterday: (time) => `until yesterday, ${time}`,
      tomorrow: (time) => `until tomorrow, ${time}`,
      other: (day, time) => `until ${day}, ${time}`,
    },
  },
};
