import type { Corner, Frame } from './corner.ts';
import type { Light } from './light.ts';
import { countDifferent, MOST_VERSION, VERSION_WORDS } from './symbol.ts';

/** Of 18 bits so many may be wrong and the version still be told apart from all others. */
const MOST_WRONG_BITS = 4;
/** What the code says of itself may differ so much from how large it looks. */
const FARTHEST_VERSION = 4;
/** A slip of a few per cent in a module's width is half a module seven modules away. */
const SCALES = [1, 0.96, 1.04];

/** Which versions a code may have, the likeliest first: by what it says of itself, and by how many modules fit between its corners. */
export function guessVersions(light: Light, frame: Frame): readonly number[] {
  const { topLeft, topRight, bottomLeft, width, height } = frame;
  const across = width / ((topLeft.across + topRight.across) / 2);
  const down = height / ((topLeft.down + bottomLeft.down) / 2);
  const measured = Math.round(((across + down) / 2 + 7 - 17) / 4);
  const told = readVersions(light, frame, measured).slice(0, 2);
  const near = [measured, measured - 1, measured + 1].filter((version) => version >= 1 && version <= MOST_VERSION);
  return [...new Set([...told, ...near])].slice(0, 3);
}

function readVersions(light: Light, frame: Frame, measured: number): readonly number[] {
  const { topRight, bottomLeft } = frame;
  const [besideRight, besideBottom] = [
    readWord(light, frame, topRight, true),
    readWord(light, frame, bottomLeft, false),
  ];
  return SCALES.flatMap((scale) => {
    const words = [besideRight(scale), besideBottom(scale)];
    return VERSION_WORDS.flatMap(([version, word]) => {
      const wrong = Math.min(...words.map((read) => countDifferent(read, word)));
      const off = Math.abs(version - measured);
      return wrong <= MOST_WRONG_BITS && off <= FARTHEST_VERSION ? [{ version, unlikely: wrong + off * 0.3 }] : [];
    });
  })
    .sort((one, other) => one.unlikely - other.unlikely)
    .map(({ version }) => version);
}

/** The 18 modules beside a corner mark: six rows of three left of the upper right one, three rows of six above the lower left one. */
function readWord(light: Light, { right, down }: Frame, corner: Corner, isLeft: boolean): (scale: number) => number {
  const lightAt = (columns: number, rows: number): number => {
    const [across, along] = [columns * corner.across, rows * corner.down];
    return light.at(corner.x + right.x * across + down.x * along, corner.y + right.y * across + down.y * along);
  };
  let sum = 0;
  for (let row = -4; row <= 4; row++) for (let column = -4; column <= 4; column++) sum += lightAt(column, row);
  const threshold = sum / 81;
  return (scale) => {
    let word = 0;
    for (let bit = 0; bit < 18; bit++) {
      const [far, near] = [Math.floor(bit / 3) - 3, (bit % 3) - 7];
      const [column, row] = isLeft ? [near, far] : [far, near];
      if (lightAt(column * scale, row * scale) < threshold) word |= 1 << bit;
    }
    return word;
  };
}
