import type { SharedWording } from './wording.ts';

export const SHARED_ENGLISH: SharedWording = {
  simulatorTag: 'SIMULATOR – SPECIMEN',
  skipToContent: 'Skip to content',
  languageLabel: 'Language',
  logOut: 'Log out',
  loggedInAs: 'Logged in as',
  footer:
    'The university and its people are made up. This is no real university’s system, and a card from it is not a document.',
  loginTitle: 'Log in',
  loginLead: 'This is a simulation: choose who you want to be. There is no password, as there are no such people.',
  loginAs: 'Log in as',
  searchStudents: 'Name or student number',
  search: 'Search',
  moreStudents: 'This is only the beginning of the list. The search above finds everybody else.',
  nobodyFound: 'There is nobody like that.',
  mayOrder: 'May order an mLegitymacja',
  mayNotOrder: 'May not order at present',
  mayNotOrderLead: 'The reason stands below the name. Log in to see the refusal and what can be done.',
  refusedHeading: 'You cannot order an mLegitymacja at present',
  refusedLead: (count) => (count === 1 ? 'One thing stands in the way:' : `${count} things stand in the way:`),
  refusedRemedy: 'What you can do:',
  albumNumber: 'Student number',
  orderIntro: [
    'mLegitymacja is your student ID on your phone. You order it here, then add it to your wallet with a QR code and an activation code.',
    'An order usually takes a few minutes (in the simulator, a few seconds). You may close this page meanwhile.',
  ],
  orderData: 'Order details',
  status: 'Status:',
  orderedAt: 'Ordered on:',
  plannedValidUntil: 'Planned expiry date of the mLegitymacja:',
  checkStatus: 'Check order status',
  addToWallet: 'Add mLegitymacja to mObywatel',
  helpStatuses: 'What do the statuses mean?',
  helpLead: 'An order moves from one status to the next by itself. Here is each of them, and what you can do then.',
  stepsLabel: 'Progress of the order',
  addEarly:
    'The order is not ready yet. You can already add the card: it will arrive in the wallet once the university has prepared it.',
  qrTextLabel: 'Text of the QR code',
  activationCode: 'Activation code:',
  codeHint: (count) =>
    `Capital and small letters differ. ${count === 1 ? '1 try' : `${count} tries`} left before the order locks.`,
  validUntil: 'To be collected by:',
  copy: 'Copy',
  copied: 'Copied',
  cancelLead: 'Its QR code and activation code stop working at once. You can place a new order at any time.',
  cancelCollected:
    'The card from this order becomes invalid at once. Checked without a network, it may still look valid for 24 hours at most.',
  extendHeading: 'Extending the mLegitymacja',
  extendLead: (until) =>
    `You can extend it to ${until}. The card in the wallet takes the new date over when it is renewed.`,
  extend: 'Extend the mLegitymacja',
  statuses: {
    waiting: { label: 'Waiting', meaning: 'The order is placed. The university has not passed it on yet.' },
    processing: {
      label: 'In progress',
      meaning: 'The university has passed the order on. This usually takes a few minutes.',
    },
    ready: {
      label: 'Ready for pickup',
      meaning: 'QR code and activation code are ready. You can add the card to your wallet.',
    },
    collected: {
      label: 'Collected',
      meaning: 'The card is in a wallet. To move it to another phone, cancel it and order a new one.',
    },
    failed: { label: 'Error', meaning: 'The order could not be carried out. You can place a new one.' },
    cancelled: {
      label: 'Cancelled',
      meaning: 'The student cancelled this order, or the card from it. You can place a new one.',
    },
    invalidated: {
      label: 'Invalidated',
      meaning:
        'The university withdrew the card, for example after graduation, removal, suspension or a change of data.',
    },
    expired: {
      label: 'Ready for pickup – too late',
      meaning: 'The card was not collected in time and its codes no longer work. Place a new order.',
    },
    locked: {
      label: 'Ready for pickup – locked',
      meaning: 'Too many wrong activation codes were given. This order will not work any more; place a new one.',
    },
  },
  errors: {
    'not-found': {
      title: 'There is no such page',
      text: 'The address is out of date, or the order belongs to someone else.',
    },
    'not-possible': {
      title: 'That does not work',
      text: 'This address does not take such a request. Go back and use a button on the page.',
    },
    'foreign-form': {
      title: 'Form refused',
      text: 'It was not sent from this site, or your session has ended. Nothing has changed. Open the page again and retry.',
    },
    'order-open': {
      title: 'You have an order already',
      text: 'One person can have one. To place a new one, cancel it first.',
    },
    'order-settled': {
      title: 'This order cannot be cancelled',
      text: 'It is already closed. If you need a card, place a new order.',
    },
    'not-extendable': {
      title: 'There is nothing to extend',
      text: 'This order is closed, or is valid as long as it can be. Have the ELS renewed first.',
    },
    fault: { title: 'Simulator fault', text: 'It is not your doing. The terminal the simulator runs in says more.' },
  },
  toStart: 'Go to the start',
};
