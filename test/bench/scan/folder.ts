import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { NoPicture, openPicture } from '../../../cli/pictures/open-picture.ts';
import type { LumaPicture } from '../../../scan/picture.ts';
import type { Metric } from '../metric.ts';
import { FolderProblem, type KnownPicture } from './expected-texts.ts';
import { type Readers, READERS } from './readers.ts';
import { countOnce, createTally, findMiddle } from './tally.ts';

/** A folder of one's own pictures: how many each reader reads, reads wrongly and misses, and the median of its time for one. */
export async function measureFolder(
  readers: Readers,
  folder: string,
  pictures: readonly KnownPicture[],
  say: (line: string) => void,
): Promise<readonly Metric[]> {
  const tallies = READERS.map((name) => ({ name, tally: createTally(), read: readers.readImage[name] }));
  for (const [at, { file, text }] of pictures.entries()) {
    const picture = await openKnown(file);
    // The first one twice, since a function that has not run yet is slower than it will be.
    if (at === 0) for (const { read } of tallies) read(picture);
    for (const { tally, read } of tallies) countOnce(tally, () => read(picture), text);
  }
  const set = basename(resolve(folder));
  say(`${set}: ${tallies.map(({ name, tally }) => `${name} ${tally.read}`).join(', ')} of ${pictures.length}`);
  return [
    { id: `${set}-pictures`, value: pictures.length, unit: '', against: null, ratio: null },
    ...tallies.flatMap(({ name, tally }): readonly Metric[] => [
      {
        ...{ id: `${set}-${name}-read`, value: tally.read, unit: '' },
        ...{ against: `${set}-pictures`, ratio: tally.read / pictures.length },
      },
      { id: `${set}-${name}-wrong`, value: tally.wrong, unit: '', against: null, ratio: null },
      { id: `${set}-${name}-missed`, value: tally.missed, unit: '', against: null, ratio: null },
      {
        id: `${set}-${name}-time`,
        value: findMiddle([...tally.hitMs, ...tally.missMs]),
        unit: 'ms',
        against: null,
        ratio: null,
      },
    ]),
  ];
}

async function openKnown(file: string): Promise<LumaPicture> {
  try {
    return await openPicture(readFileSync(file));
  } catch (error) {
    if (error instanceof NoPicture) throw new FolderProblem(`${file}: ${error.message}.`);
    throw error;
  }
}
