import type { ZxingEngine } from '../../../scan/engines/zxing.ts';
import type { LumaPicture } from '../../../scan/picture.ts';
import type { Frame } from '../../support/webcam-model.ts';
import { mapPoint } from '../../support/webcam/homography.ts';
import { solveLinear } from './solve-linear.ts';

/**
 * What a reader could get out of a frame that knew where every module lies, how bright the light is there, and what the lens does: each module's
 * light is taken from its true place and held against its surroundings, and the linear filter that undoes the blur best is worked out from the
 * true modules (1 is dark). No reader has those; what this one cannot read, nobody need be ashamed of.
 */
export function readWithTruth(frame: Frame, modules: Uint8Array, zxing: Pick<ZxingEngine, 'readDrawn'>): string | null {
  const levels = normalise(sampleModules(frame), modules, frame.size);
  return zxing.readDrawn(drawModules(filterModules(levels, modules, frame.size), frame.size));
}

/** Modules to each side that blur into one. */
const REACH = 2;
/** Modules to each side that brightness is held against. */
const SURROUNDINGS = 4;

/** The light in the middle of each. */
function sampleModules({ picture, size, map }: Frame): Float32Array {
  return new Float32Array(size * size).map((_empty, at) => {
    const { x, y } = mapPoint(map, { x: (at % size) + 0.5, y: Math.floor(at / size) + 0.5 });
    return lookBetween(picture, x - 0.5, y - 0.5);
  });
}

/** Light between the middles of four pixels. */
function lookBetween({ luma, width, height }: LumaPicture, x: number, y: number): number {
  const [left, top] = [
    Math.min(width - 2, Math.max(0, Math.floor(x))),
    Math.min(height - 2, Math.max(0, Math.floor(y))),
  ];
  const [right, down, at] = [x - left, y - top, top * width + left];
  const above = luma[at]! * (1 - right) + luma[at + 1]! * right;
  const below = luma[at + width]! * (1 - right) + luma[at + width + 1]! * right;
  return above * (1 - down) + below * down;
}

/** Held against what is bright and what is dark around it in truth: 1 is bright, -1 dark. */
function normalise(levels: Float32Array, modules: Uint8Array, size: number): Float32Array {
  return levels.map((level, at) => {
    const [row, column] = [Math.floor(at / size), at % size];
    let [dark, darkSum, bright, brightSum] = [0, 0, 0, 0];
    for (let y = Math.max(0, row - SURROUNDINGS); y <= Math.min(size - 1, row + SURROUNDINGS); y++) {
      for (let x = Math.max(0, column - SURROUNDINGS); x <= Math.min(size - 1, column + SURROUNDINGS); x++) {
        const other = y * size + x;
        dark += modules[other]!;
        darkSum += modules[other]! * levels[other]!;
        bright += 1 - modules[other]!;
        brightSum += (1 - modules[other]!) * levels[other]!;
      }
    }
    const [low, high] = [darkSum / dark, brightSum / bright];
    return (level - (high + low) / 2) / Math.max(0.5, (high - low) / 2);
  });
}

const TAPS = (2 * REACH + 1) ** 2;

/** 1 is dark. Least squares over all modules of the code. */
function filterModules(levels: Float32Array, modules: Uint8Array, size: number): Uint8Array {
  const count = TAPS + 1;
  const features = new Float64Array(count).fill(1);
  const [matrix, wanted] = [new Float64Array(count * count), new Float64Array(count)];
  for (let module = 0; module < modules.length; module++) {
    look(levels, size, module, features);
    for (let row = 0; row < count; row++) {
      const feature = features[row]!;
      wanted[row]! += feature * (modules[module] ? 1 : -1);
      for (let column = 0; column < count; column++) matrix[row * count + column]! += feature * features[column]!;
    }
  }
  const weights = solveLinear(matrix, wanted);
  return modules.map((_truth, module) => {
    look(levels, size, module, features);
    return weights.reduce((sum, weight, at) => sum + weight * features[at]!, 0) > 0 ? 1 : 0;
  });
}

/** A module and those around it, into `features`; the last of those stays what it is. Beyond the code's edge lies white. */
function look(levels: Float32Array, size: number, module: number, features: Float64Array): void {
  const [row, column] = [Math.floor(module / size), module % size];
  let at = 0;
  for (let y = row - REACH; y <= row + REACH; y++) {
    for (let x = column - REACH; x <= column + REACH; x++) {
      features[at++] = x < 0 || y < 0 || x >= size || y >= size ? 1 : levels[y * size + x]!;
    }
  }
}

const MODULE_PX = 3;
const WHITE = 4;

function drawModules(bits: Uint8Array, size: number): LumaPicture {
  const side = (size + 2 * WHITE) * MODULE_PX;
  const luma = new Uint8Array(side * side).fill(255);
  for (let y = 0; y < size * MODULE_PX; y++) {
    for (let x = 0; x < size * MODULE_PX; x++) {
      if (bits[Math.floor(y / MODULE_PX) * size + Math.floor(x / MODULE_PX)])
        luma[(y + WHITE * MODULE_PX) * side + x + WHITE * MODULE_PX] = 0;
    }
  }
  return { luma, width: side, height: side };
}
