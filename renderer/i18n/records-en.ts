import { pluralEn } from './plural.ts';
import type { RecordsTexts } from './records-pl.ts';

export const recordsEnglish: RecordsTexts = {
  title: 'Records',
  what: 'Kept are the result, the reason, the time, the way and a hash of the card. No names, numbers or photos are kept, and the hash leads to nobody: once the records are cleared, the same card gets a new one.',
  today: 'Today',
  todayNone: 'Nobody has been checked today.',
  times: (count) => pluralEn(count, { one: `${count} check`, other: `${count} checks` }),
  latest: 'Latest',
  latestOf: (shown, total) => `${shown} of ${total}; the export has them all`,
  modes: { asked: 'asked', shown: 'scanned', challenged: 'asked without a network' },
  card: 'hash of the card',
  noCard: 'no hash',
  emptyTitle: 'There are no records',
  emptyBody: 'Each check leaves one line here: what came of it, why and when. No personal data.',
  check: 'Check a card',
  export: 'Save as CSV',
  exporting: 'Collecting the records…',
  exported: (file) => `Saved as ${file}.`,
  fileName: (day) => `checks-${day}.csv`,
  retention: 'Keep for',
  retentionHint: 'Older records go by themselves.',
  days: (count) => pluralEn(count, { one: `${count} day`, other: `${count} days` }),
  clear: 'Clear all records',
  clearTitle: 'Clear all records?',
  clearBody: (count) =>
    `${pluralEn(count, { one: `${count} record goes`, other: `${count} records go` })}, and so does the memory of which cards were checked before. This cannot be undone.`,
  clearYes: 'Yes, clear',
  clearNo: 'Keep them',
};
