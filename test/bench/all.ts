import { measureFrames } from './frames.ts';
import type { Metric } from './metric.ts';
import { measureRecords } from './records.ts';
import { measureVerifying } from './verify.ts';

/** What `npm run -s bench -- verify` measures; scripts/bench/verify.mjs builds and runs it. */
export const measureAll = async (): Promise<readonly Metric[]> => [
  ...(await measureVerifying()),
  ...(await measureFrames()),
  ...(await measureRecords()),
];
