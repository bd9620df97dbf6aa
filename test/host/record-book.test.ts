import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RecordBook } from '../../host/verifier/records.ts';
import type { VerifierRecord } from '../../shared/verifier/record.ts';

const DAY_MS = 24 * 3_600_000;
/** Noon, so that a day later is the next one in any time zone. */
const FIRST_DAY = new Date(2026, 9, 2, 12).getTime();

let folder: string;
let at: number;
const open = (): Promise<RecordBook> => RecordBook.open(folder, () => at);
const record = (): VerifierRecord => ({ at, verdict: 'VALID', reason: 'GOOD', mode: 'asked', card: null });

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mleg-records-'));
  at = FIRST_DAY;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the book of records', () => {
  it('counts the first record of a new day once', async () => {
    const book = await open();
    book.append(record());
    at += DAY_MS;
    book.append(record());
    expect(book.summary()).toMatchObject({ total: 2, today: [{ verdict: 'VALID', count: 1 }] });
  });

  it('goes on with the next day where the one to be exported was dropped meanwhile', async () => {
    const book = await open();
    for (let day = 0; day < 3; day++, at += DAY_MS) book.append(record());
    const { next } = book.exportDay(null);
    book.keep(1);
    const { csv, next: after } = book.exportDay(next);
    expect([csv.split('\r\n').length - 1, after]).toEqual([1, null]);
  });

  it('leaves out a line that a crash has torn, also when others follow it', async () => {
    (await open()).append(record());
    const [file = ''] = readdirSync(folder);
    appendFileSync(path.join(folder, file), '2026-10-02T09:');
    const book = await open();
    book.append(record());
    expect(book.exportDay(null).csv.split('\r\n')).toHaveLength(4);
    expect(book.summary().total).toBe(2);
  });
});
