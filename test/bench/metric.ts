/** As scripts/bench.mjs prints it. */
export interface Metric {
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  /** `id` of the metric it is held against; null for a floor. */
  readonly against: string | null;
  /** This one ÷ that one. */
  readonly ratio: number | null;
}

/** Something whose time is taken, `times` of it in one run. */
export interface Contender {
  readonly id: string;
  readonly against: string | null;
  readonly times: number;
  readonly run: () => Promise<void>;
}

/**
 * Milliseconds of each, once. All take turns, so that what else the machine does meets all of them alike; each has the median of its rounds.
 * These are milliseconds of processor time, all threads and the collection of garbage included: on a quiet machine about those of the
 * clock, and on a busy one without the others' work.
 */
export async function takeTurns(
  contenders: readonly Contender[],
  { warmUp, rounds }: { readonly warmUp: number; readonly rounds: number },
): Promise<readonly number[]> {
  const taken = contenders.map((): number[] => []);
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const [at, { run, times }] of contenders.entries()) {
      const before = process.cpuUsage();
      await run();
      const { user, system } = process.cpuUsage(before);
      if (round >= 0) taken[at]?.push((user + system) / 1000 / times);
    }
  }
  return taken.map((list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN);
}

/** What takeTurns has found, as metrics: how many in a second, or how long one takes. */
export const describeTurns = (
  contenders: readonly Contender[],
  taken: readonly number[],
  unit: '/s' | 'ms',
): readonly Metric[] => {
  const values = taken.map((ms) => (unit === 'ms' ? ms : 1000 / ms));
  return contenders.map(({ id, against }, at) => {
    const value = values[at] ?? Number.NaN;
    const other = values[contenders.findIndex((contender) => contender.id === against)];
    return { id, value, unit, against, ratio: other === undefined ? null : value / other };
  });
};
