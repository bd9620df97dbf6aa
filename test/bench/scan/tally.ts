import type { CodeRead } from '../../../scan/engine.ts';

/** How one reader fared with one picture after another. */
export interface Tally {
  read: number;
  /** Something was read, and not what stands there. */
  wrong: number;
  missed: number;
  /** Milliseconds of each picture. */
  readonly hitMs: number[];
  readonly missMs: number[];
}

export const createTally = (): Tally => ({ read: 0, wrong: 0, missed: 0, hitMs: [], missMs: [] });

/** Reads once and notes what came of it. Milliseconds are those of the processor, so that other work on the machine is not counted. */
export function countOnce(tally: Tally, read: () => readonly CodeRead[], expected: string): void {
  const { result, ms } = takeTime(read);
  if (result.some(({ text }) => isSameText(text, expected))) {
    tally.read++;
    tally.hitMs.push(ms);
    return;
  }
  if (result.length > 0) tally.wrong++;
  else tally.missed++;
  tally.missMs.push(ms);
}

/** An editor that wrote the expected text may have ended its lines in its own way. */
const isSameText = (one: string, other: string): boolean => unifyLines(one) === unifyLines(other);
const unifyLines = (text: string): string => text.replaceAll('\r\n', '\n').replace(/\n$/u, '');

/** Milliseconds that this process has been worked on, by all its threads. */
export function countProcessorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

export function takeTime<Result>(work: () => Result): { readonly result: Result; readonly ms: number } {
  const startedAt = countProcessorMs();
  const result = work();
  return { result, ms: countProcessorMs() - startedAt };
}

/** The value that `share` (0 to 1) of the list lie below; NaN of an empty one. */
export const findRank = (list: readonly number[], share: number): number =>
  [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? Number.NaN;

export const findMiddle = (list: readonly number[]): number => findRank(list, 0.5);
