import QRCode from 'qrcode';
import type { LumaPicture } from '../../../scan/picture.ts';
import { drawFrame, drawRoom, type Frame } from '../../support/webcam-model.ts';
import { type ProfileName } from '../../support/webcam/profiles.ts';
import { createRandom, deriveSeed } from '../../support/webcam/random.ts';
import type { Metric } from '../metric.ts';
import { chooseCode, type KnownCode } from './codes.ts';
import { readWithTruth } from './limit.ts';
import { type Readers, READERS, type ReaderName } from './readers.ts';
import { countOnce, createTally, findMiddle, type Tally } from './tally.ts';

/** Most codes fit into the first; a dense one that is seen large needs a larger camera. */
const CAMERAS = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
  { width: 2560, height: 1440 },
];

export interface CellWish {
  readonly profiles: readonly ProfileName[];
  /** Widths of a module, pixels. */
  readonly modulePx: readonly number[];
  /** Frames for each profile and each size of a module. */
  readonly frames: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

/** The synthetic set: which share of the frames each reader reads, by profile and pixels per module, and in what time. */
export function measureCells(readers: Readers, wish: CellWish): readonly Metric[] {
  warmUp(readers, wish.seed);
  return wish.profiles.flatMap((profile) => measureProfile(readers, profile, wish));
}

type Tallies = Readonly<Record<ReaderName, Tally>>;

function measureProfile(
  readers: Readers,
  profile: ProfileName,
  { modulePx: sizes, frames, seed, say }: CellWish,
): readonly Metric[] {
  const whole = createTallies();
  const room = drawRoom(seed, 1280, 720);
  const shares = sizes.flatMap((modulePx) => {
    const cell = createTallies();
    let limit = 0;
    let running = 0;
    for (let at = 0; at < frames; at++) {
      // The same codes in the same rooms for every profile and size: what differs is only what is meant to.
      const frameSeed = deriveSeed(seed, at);
      const code = chooseCode(createRandom(frameSeed));
      const frame = drawWhereItFits(code, profile, modulePx, frameSeed);
      for (const name of READERS) countOnce(cell[name], () => readers.readFrame[name](frame.picture), code.text);
      if (isReadSoon(readers, room, frame, code.text, at)) running++;
      if (readWithTruth(frame, drawTruth(code), readers.zxing) === code.text) limit++;
    }
    for (const name of READERS) addTally(whole[name], cell[name]);
    const cellName = `${profile}-${modulePx}px`;
    say(
      `${cellName}: ${READERS.map((name) => `${name} ${cell[name].read}`).join(', ')}, running ${running}, limit ${limit} of ${frames}`,
    );
    return describeShares(cellName, { cell, running, limit }, frames);
  });
  return [...shares, ...READERS.flatMap((name) => describeTimes(profile, name, whole))];
}

function drawWhereItFits(code: KnownCode, profile: ProfileName, modulePx: number, seed: number): Frame {
  for (const camera of CAMERAS) {
    try {
      return drawFrame({ ...code, ...camera, profile, modulePx, seed });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  throw new Error(`version ${code.version} at ${modulePx} pixels fits into no camera`);
}

const drawTruth = ({ text, version, level }: KnownCode): Uint8Array =>
  Uint8Array.from(QRCode.create(text, { version, errorCorrectionLevel: level }).modules.data);

/** A function that has not run yet is slower than it will be. */
function warmUp(readers: Readers, seed: number): void {
  for (let at = 0; at < 3; at++) {
    const code = chooseCode(createRandom(deriveSeed(seed, at)));
    const { picture } = drawWhereItFits(code, 'typical', 2.5, seed + at);
    for (const name of READERS) readers.readFrame[name](picture);
  }
}

const createTallies = (): Tallies => ({
  ...{ jsqr: createTally(), zxing: createTally(), restore: createTally(), all: createTally() },
});

function addTally(whole: Tally, part: Tally): void {
  whole.read += part.read;
  whole.wrong += part.wrong;
  whole.missed += part.missed;
  whole.hitMs.push(...part.hitMs);
  whole.missMs.push(...part.missMs);
}

/** A code comes before a camera that runs already, after an odd number of frames or an even one: whether the program reads it in its first two. */
function isReadSoon(readers: Readers, room: LumaPicture, { picture }: Frame, text: string, at: number): boolean {
  const scan = readers.openStream().all;
  for (let empty = at % 2; empty < 2; empty++) scan(room);
  return [picture, picture].some((frame) => scan(frame).some((read) => read.text === text));
}

interface Cell {
  readonly cell: Tallies;
  readonly running: number;
  readonly limit: number;
}

function describeShares(name: string, { cell, running, limit }: Cell, frames: number): readonly Metric[] {
  const against = `${name}-limit`;
  const share = (reader: string, read: number): Metric => ({
    ...{ id: `${name}-${reader}`, value: (read * 100) / frames, unit: '%', against },
    ratio: limit === 0 ? null : read / limit,
  });
  return [
    { id: against, value: (limit * 100) / frames, unit: '%', against: null, ratio: null },
    ...READERS.map((reader) => share(reader, cell[reader].read)),
    share('running', running),
  ];
}

/** Over all sizes of a module. A reader that never hits, or never misses, has no time for it. */
function describeTimes(profile: ProfileName, name: ReaderName, whole: Tallies): readonly Metric[] {
  const times = (['hit', 'miss'] as const).flatMap((kind): readonly Metric[] => {
    const [own, others] = [whole[name], whole.jsqr].map((tally) =>
      findMiddle(kind === 'hit' ? tally.hitMs : tally.missMs),
    );
    if (own === undefined || Number.isNaN(own)) return [];
    const isAlone = name === 'jsqr' || others === undefined || Number.isNaN(others);
    return [
      {
        ...{ id: `${profile}-${name}-${kind}`, value: own, unit: 'ms' },
        ...(isAlone ? { against: null, ratio: null } : { against: `${profile}-jsqr-${kind}`, ratio: own / others }),
      },
    ];
  });
  return [...times, { id: `${profile}-${name}-wrong`, value: whole[name].wrong, unit: '', against: null, ratio: null }];
}
