import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { RecordBook } from '../../host/verifier/records.ts';
import { type VerifierRecord, writeRecord } from '../../shared/verifier/record.ts';
import { NOW_MS } from '../support/specimen-issuer.ts';
import { type Metric } from './metric.ts';

const DAYS = 365;
const DAY_MS = 24 * 3_600_000;
/** Half a million a year: a library's door, or a conductor who checks without end. */
const PER_DAY = 1370;
const APPENDED = 5000;

/** A year of records opened, one more appended again and again, and all of them exported: time and memory. */
export async function measureRecords(): Promise<readonly Metric[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mleg-sim-bench-'));
  try {
    writeYear(folder);
    const before = measureHeap();
    const openedAt = performance.now();
    const book = await RecordBook.open(folder, () => NOW_MS);
    const opening = performance.now() - openedAt;
    const heap = measureHeap() - before;
    const { total } = book.summary();
    const exporting = time(() => exportAll(book));
    const appending = time(() => repeat(() => book.append(makeRecord(NOW_MS, 0))));
    const line = writeRecord(makeRecord(NOW_MS, 0));
    const floor = time(() => repeat(() => appendFileSync(join(folder, 'floor'), line, { mode: 0o600 })));
    return [
      alone('records', total, ''),
      alone('records-heap', heap / 1024, 'KiB'),
      alone('records-opened-in', opening, 'ms'),
      alone('records-exported-in', exporting, 'ms'),
      alone('bare-append', (APPENDED * 1000) / floor, '/s'),
      {
        ...alone('record-appended', (APPENDED * 1000) / appending, '/s'),
        against: 'bare-append',
        ratio: floor / appending,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const alone = (id: string, value: number, unit: string): Metric => ({ id, value, unit, against: null, ratio: null });

const makeRecord = (at: number, card: number): VerifierRecord => ({
  ...{ at, verdict: 'VALID_UNCHALLENGED', reason: 'GOOD_UNCHALLENGED', mode: 'shown' },
  card: card.toString(16).padStart(24, '0'),
});

function writeYear(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (let day = 0; day < DAYS; day += 1) {
    const at = NOW_MS - day * DAY_MS;
    const lines = Array.from({ length: PER_DAY }, (_empty, card) => writeRecord(makeRecord(at, card)));
    const date = new Date(at);
    const name = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'));
    writeFileSync(join(folder, `${name.join('-')}.csv`), lines.join(''));
  }
}

function exportAll(book: RecordBook): void {
  let day: string | null = null;
  do day = book.exportDay(day).next;
  while (day !== null);
}

function repeat(work: () => void): void {
  for (let at = 0; at < APPENDED; at += 1) work();
}

/** Milliseconds. */
function time(work: () => void): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}

/** Bytes that are really in use. */
function measureHeap(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
