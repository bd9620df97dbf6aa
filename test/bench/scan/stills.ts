import { drawFrame, drawRoom } from '../../support/webcam-model.ts';
import { createRandom } from '../../support/webcam/random.ts';
import type { LumaPicture } from '../../../scan/picture.ts';
import type { Metric } from '../metric.ts';
import { chooseCode } from './codes.ts';
import type { Readers } from './readers.ts';
import { findMiddle, takeTime } from './tally.ts';

/** A webcam's, a screen's, and a telephone's of 12 megapixels. */
const SIZES = [
  { width: 1280, height: 720 },
  { width: 2560, height: 1440 },
  { width: 4000, height: 3000 },
];
const PICTURES = 5;

/**
 * A picture that was taken before: how long until its code is read, and until it is certain that there is none. Median and longest of a few, and how many
 * had a code read in them.
 */
export function measureStills(readers: Readers, seed: number): readonly Metric[] {
  return SIZES.flatMap((size) => {
    const mega = `${Math.round((size.width * size.height) / 1e6)}mpx`;
    return [
      ...measureStill(readers, `still-${mega}-with-code`, (at) => drawPhotograph(seed + at, size)),
      ...measureStill(readers, `still-${mega}-without`, (at) => drawRoom(seed + at, size.width, size.height)),
    ];
  });
}

function measureStill(readers: Readers, id: string, draw: (at: number) => LumaPicture): readonly Metric[] {
  const looks = Array.from({ length: PICTURES }, (_empty, at) => {
    const picture = draw(at);
    return takeTime(() => readers.readImage.all(picture));
  });
  const times = looks.map(({ ms }) => ms);
  const read = looks.filter(({ result }) => result.length > 0).length;
  const beside = { against: null, ratio: null };
  return [
    { id, value: findMiddle(times), unit: 'ms', ...beside },
    { id: `${id}-longest`, value: Math.max(...times), unit: 'ms', ...beside },
    { id: `${id}-read`, value: (read * 100) / PICTURES, unit: '%', ...beside },
  ];
}

/** A code that takes up a fifth of the picture's height, as one does that was photographed in passing. */
function drawPhotograph(seed: number, size: { readonly width: number; readonly height: number }): LumaPicture {
  const code = chooseCode(createRandom(seed));
  const modules = 17 + 4 * code.version;
  const modulePx = Math.max(3, size.height / 5 / modules);
  return drawFrame({ ...code, ...size, profile: 'typical', modulePx, seed }).picture;
}
