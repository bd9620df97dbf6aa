import type { Report, Step } from '../shared/protocol/steps.ts';
import { describeCode } from '../shared/protocol/code-texts.ts';
import type { Code, HostCode } from '../shared/protocol/codes.ts';

/** Where a command writes: results to `out`, everything else to `err`. */
export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** False when piped, or where NO_COLOR asks for it. */
  readonly hasColour: boolean;
}

const MARKS = { pass: '✓', fail: '✗', skipped: '–' } as const;
const COLOURS = { pass: 32, fail: 31, skipped: 90 } as const;

export const writeJson = (streams: Streams, value: unknown): void => streams.out(JSON.stringify(value));

export const colour = (streams: Streams, code: number, text: string): string =>
  streams.hasColour ? `\u001b[${code}m${text}\u001b[0m` : text;

export function writeStep(streams: Streams, { id, outcome, rule, detail, code }: Step): void {
  const mark = colour(streams, COLOURS[outcome], MARKS[outcome]);
  streams.out(`${mark} ${id.padEnd(24)} ${detail}${code ? ` [${code}]` : ''}`);
  if (outcome === 'fail') streams.out(`  ${' '.repeat(24)} ${rule}`);
}

/** A revoked card fails no check, and is not good for all that. */
export const isGood = ({ verdict }: Report): boolean => verdict === 'VALID' || verdict === 'VALID_UNCHALLENGED';

export function writeReport(streams: Streams, report: Report, language: 'pl' | 'en'): void {
  for (const step of report.steps) writeStep(streams, step);
  streams.out('');
  streams.out(
    colour(streams, isGood(report) ? 32 : 31, report.verdict) + (report.code === null ? '' : ` (${report.code})`),
  );
  if (report.code !== null) writeSentences(streams, report.code, language);
}

export function writeSentences(streams: Streams, code: Code | HostCode, language: 'pl' | 'en'): void {
  const { happened, todo } = describeCode(code, language);
  streams.out(happened);
  streams.out(todo);
}
