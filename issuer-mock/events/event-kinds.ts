/** Everything that is written into the book of events: by the database itself (database/event-triggers.ts), or noted (event-notes.ts). */
export const EVENT_KINDS = [
  'order-placed',
  'order-moved',
  'order-extended',
  'code-redeemed',
  'code-refused',
  'card-issued',
  'card-renewed',
  'card-status',
  'card-notified',
  'student-changed',
  'key-retired',
  'keys-rotated',
  'clock-changed',
  'settings-changed',
  'fault-added',
  'fault-used',
  'fault-cleared',
  'reset',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];
