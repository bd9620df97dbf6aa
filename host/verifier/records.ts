import { appendFileSync, createReadStream, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { RECORD_HEADER, parseRecord, type VerifierRecord, writeRecord } from '../../shared/verifier/record.ts';
import type { Verdict } from '../../shared/protocol/codes.ts';
import type { Clock } from '../../shared/protocol/ports.ts';

/** One file a day, by this machine's calendar, so that dropping what is too old is dropping files. */
const DAY_FILE = /^(\d{4}-\d{2}-\d{2})\.csv$/u;
const LATEST = 50;
const DAY_MS = 24 * 3_600_000;

export interface RecordSummary {
  readonly total: number;
  readonly today: readonly { readonly verdict: Verdict; readonly count: number }[];
  /** Newest first. */
  readonly latest: readonly VerifierRecord[];
}

/**
 * What a verifier writes down (no name, no number): appended line by line to the file of its day. In memory are only counts and
 * the newest few, however many there are on disk.
 */
export class RecordBook {
  readonly #folder: string;
  readonly #now: Clock;
  /** Day → lines in its file. */
  readonly #counts: Map<string, number>;
  #today: { day: string; readonly verdicts: Map<Verdict, number> };
  #latest: VerifierRecord[];

  private constructor(folder: string, now: Clock, counts: Map<string, number>, latest: VerifierRecord[]) {
    this.#folder = folder;
    this.#now = now;
    this.#counts = counts;
    this.#latest = latest;
    this.#today = { day: '', verdicts: new Map() };
  }

  /** Counts what is there. A folder that cannot be read counts as empty: writing to it will say why. */
  static async open(folder: string, now: Clock): Promise<RecordBook> {
    dropTornLine(fileOf(folder, dayOf(now())));
    const counts = new Map<string, number>();
    for (const day of listDays(folder)) counts.set(day, await countLines(fileOf(folder, day)));
    const book = new RecordBook(folder, now, counts, readLatest(folder, [...counts.keys()]));
    book.#today = { day: dayOf(now()), verdicts: countVerdicts(folder, dayOf(now())) };
    return book;
  }

  /** Throws where the file cannot be written, and has counted nothing then. */
  append(record: VerifierRecord): void {
    const day = dayOf(record.at);
    const isFirst = !this.#counts.has(day);
    if (isFirst) mkdirSync(this.#folder, { recursive: true });
    appendFileSync(fileOf(this.#folder, day), writeRecord(record), { mode: 0o600 });
    this.#counts.set(day, (this.#counts.get(day) ?? 0) + 1);
    // A day that begins with this record has counted it already, out of its file.
    const isCounted = this.#turnDay();
    if (day === this.#today.day && !isCounted)
      this.#today.verdicts.set(record.verdict, (this.#today.verdicts.get(record.verdict) ?? 0) + 1);
    this.#latest = [record, ...this.#latest.slice(0, LATEST - 1)];
  }

  summary(): RecordSummary {
    this.#turnDay();
    return {
      total: [...this.#counts.values()].reduce((sum, count) => sum + count, 0),
      today: [...this.#today.verdicts].map(([verdict, count]) => ({ verdict, count })),
      latest: this.#latest,
    };
  }

  /** A day as CSV (RFC 4180); null begins with the oldest. The first piece has the header. `next` is the day to go on with. */
  exportDay(day: string | null): { readonly csv: string; readonly next: string | null } {
    const days = [...this.#counts.keys()].sort();
    // The day itself may have been dropped since it was named as the next one.
    const [chosen, next = null] = days.filter((each) => day === null || each >= day);
    const body = chosen === undefined ? '' : readWhole(fileOf(this.#folder, chosen));
    return { csv: (day === null ? RECORD_HEADER : '') + body, next };
  }

  clear(): void {
    for (const day of listDays(this.#folder)) rmSync(fileOf(this.#folder, day), { force: true });
    this.#forgetDays([...this.#counts.keys()]);
  }

  /** Drops whole days that ended more than `days` days ago. */
  keep(days: number): void {
    const oldest = dayOf(this.#now() - days * DAY_MS);
    const over = [...this.#counts.keys()].filter((day) => day < oldest);
    for (const day of over) rmSync(fileOf(this.#folder, day), { force: true });
    this.#forgetDays(over);
  }

  #forgetDays(days: readonly string[]): void {
    for (const day of days) this.#counts.delete(day);
    this.#latest = this.#latest.filter(({ at }) => !days.includes(dayOf(at)));
    if (days.includes(this.#today.day)) this.#today.verdicts.clear();
  }

  /** True where another day has begun, whose file has been counted now. */
  #turnDay(): boolean {
    const day = dayOf(this.#now());
    if (day === this.#today.day) return false;
    this.#today = { day, verdicts: countVerdicts(this.#folder, day) };
    return true;
  }
}

function dayOf(ms: number): string {
  const date = new Date(ms);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

const fileOf = (folder: string, day: string): string => path.join(folder, `${day}.csv`);

function listDays(folder: string): string[] {
  try {
    return readdirSync(folder)
      .flatMap((file) => DAY_FILE.exec(file)?.[1] ?? [])
      .sort();
  } catch {
    return [];
  }
}

/** A day whose file is not there, or not to be read, is empty. A line that a crash has torn is left out. */
function readWhole(file: string): string {
  try {
    const text = readFileSync(file, 'utf8');
    return text.slice(0, text.lastIndexOf('\n') + 1);
  } catch {
    return '';
  }
}

/** A line that a crash has torn must not swallow the next one, and says nothing by itself. */
function dropTornLine(file: string): void {
  try {
    const bytes = readFileSync(file);
    const end = bytes.lastIndexOf('\n') + 1;
    if (end < bytes.length) truncateSync(file, end);
  } catch {
    // There is none yet, or it cannot be written, which writing will say.
  }
}

const readRecords = (file: string): VerifierRecord[] =>
  readWhole(file)
    .split('\r\n')
    .flatMap((line) => parseRecord(line) ?? []);

function readLatest(folder: string, days: readonly string[]): VerifierRecord[] {
  const latest: VerifierRecord[] = [];
  for (const day of [...days].reverse()) {
    if (latest.length >= LATEST) break;
    latest.push(...readRecords(fileOf(folder, day)).reverse());
  }
  return latest.slice(0, LATEST);
}

function countVerdicts(folder: string, day: string): Map<Verdict, number> {
  const verdicts = new Map<Verdict, number>();
  for (const { verdict } of readRecords(fileOf(folder, day))) verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
  return verdicts;
}

/** Without holding the file in memory. */
async function countLines(file: string): Promise<number> {
  let lines = 0;
  try {
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>)
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines++;
  } catch {
    // As good as empty.
  }
  return lines;
}
