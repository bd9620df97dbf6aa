import type { Engines } from '../../scan/engines.ts';
import type { EngineName } from '../../scan/engine.ts';
import type { LumaPicture } from '../../scan/picture.ts';

export interface Counted {
  readonly engines: Engines;
  /** Each picture an engine was given, in order, with its pixels. What restore draws for zxing is not one. */
  readonly calls: readonly (readonly [engine: EngineName, pixels: number])[];
}

/** The same engines, with what they are given written down: work is measured in pixels, which no other program can make more. */
export function countEngineCalls({ zxing, restore, jsqr }: Engines): Counted {
  const calls: [EngineName, number][] = [];
  const note = <R>(name: EngineName, picture: LumaPicture, answer: () => R): R => {
    calls.push([name, picture.luma.length]);
    return answer();
  };
  return {
    calls,
    engines: {
      zxing: zxing && {
        ...zxing,
        read: (picture, wish) => note('zxing', picture, () => zxing.read(picture, wish)),
        readDotted: (picture, most) => note('zxing', picture, () => zxing.readDotted(picture, most)),
      },
      restore: {
        ...restore,
        read: (picture, wish) => note('restore', picture, () => restore.read(picture, wish)),
        examine: (picture, wish, isOver) => note('restore', picture, () => restore.examine(picture, wish, isOver)),
      },
      jsqr: { ...jsqr, read: (picture, wish) => note('jsqr', picture, () => jsqr.read(picture, wish)) },
    },
  };
}
