import { type Verdict, VERDICTS } from '../protocol/codes.ts';
import { type Reason, REASONS } from './reasons.ts';

export const SHOWING_MODES = ['asked', 'shown', 'challenged'] as const;
/** How the card came: in answer to a request over the network, shown to whoever looks, or in answer to a challenge without a network. */
export type ShowingMode = (typeof SHOWING_MODES)[number];

/** What a verifier writes down of one check. SECURITY: nothing else; no name, number, date or picture of anybody. */
export interface VerifierRecord {
  /** Milliseconds. */
  readonly at: number;
  readonly verdict: Verdict;
  readonly reason: Reason;
  readonly mode: ShowingMode;
  /** Salted hash, the same for the same card until the records are cleared; null where there was no genuine card. */
  readonly card: string | null;
}

export const RECORD_HEADER = 'at,verdict,reason,mode,card\r\n';
/** Hexadecimal, since a spreadsheet takes what begins with - or = for a formula. */
const HASH = /^[0-9a-f]{24}$/u;

/** One line of CSV (RFC 4180). No field can hold a comma, a quote or a formula. */
export const writeRecord = ({ at, verdict, reason, mode, card }: VerifierRecord): string =>
  `${[new Date(at).toISOString(), verdict, reason, mode, card ?? ''].join(',')}\r\n`;

/** Null for a line that is none, as one that a crash has cut. */
export function parseRecord(line: string): VerifierRecord | null {
  const [time = '', ...fields] = line.split(',');
  const [verdict, reason, mode, card = ''] = fields;
  const at = Date.parse(time);
  const record = {
    verdict: VERDICTS.find((known) => known === verdict),
    reason: REASONS.find((known) => known === reason),
    mode: SHOWING_MODES.find((known) => known === mode),
  };
  if (!Number.isFinite(at) || !record.verdict || !record.reason || !record.mode || fields.length !== 4) return null;
  if (card !== '' && !HASH.test(card)) return null;
  return { at, verdict: record.verdict, reason: record.reason, mode: record.mode, card: card === '' ? null : card };
}
