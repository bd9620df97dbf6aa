import { solve } from './homography.ts';
import { countAround, sumAround } from './threshold.ts';

/** The module itself, its eight neighbours, and a constant. */
const TERMS = 10;

/**
 * Undoes what blur and a slipped grid mix into each module from its neighbours: learns, from modules as they were judged so far, which weighted sum of
 * the nine around tells dark from light, and judges all of them anew by it. Modules that are known beforehand teach it right where the judgement was wrong.
 */
export function equaliseModules(samples: Float32Array, size: number, judged: Uint8Array): Uint8Array {
  const features = gatherFeatures(evenOut(samples, size), size);
  const matrix = new Float64Array(TERMS * TERMS);
  const target = new Float64Array(TERMS);
  for (let at = 0; at < judged.length; at++) {
    const wanted = judged[at] === 1 ? -1 : 1;
    const start = at * TERMS;
    for (let row = 0; row < TERMS; row++) {
      const feature = features[start + row]!;
      target[row]! += feature * wanted;
      for (let column = row; column < TERMS; column++) {
        matrix[row * TERMS + column]! += feature * features[start + column]!;
      }
    }
  }
  for (let row = 0; row < TERMS; row++) {
    matrix[row * (TERMS + 1)]! += 1e-6;
    for (let column = 0; column < row; column++) matrix[row * TERMS + column] = matrix[column * TERMS + row]!;
  }
  const weights = solve(matrix, target);
  return weights ? judge(features, weights) : judged;
}

/** Light as so many standard deviations above its neighbourhood, so that a shadow does not matter. */
function evenOut(samples: Float32Array, size: number): Float32Array {
  const [counts, sums] = [countAround(size), sumAround(samples, size)];
  const squares = sumAround(
    samples.map((light) => light * light),
    size,
  );
  return samples.map((light, at) => {
    const mean = sums[at]! / counts[at]!;
    return (light - mean) / Math.sqrt(Math.max(1, squares[at]! / counts[at]! - mean * mean));
  });
}

/** Outside the code there is white. */
function gatherFeatures(even: Float32Array, size: number): Float32Array {
  const features = new Float32Array(size * size * TERMS);
  let place = 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      features[place++] = 1;
      for (let y = row - 1; y <= row + 1; y++) {
        for (let x = column - 1; x <= column + 1; x++) {
          features[place++] = x < 0 || y < 0 || x >= size || y >= size ? 1 : even[y * size + x]!;
        }
      }
    }
  }
  return features;
}

function judge(features: Float32Array, weights: Float64Array): Uint8Array {
  const modules = new Uint8Array(features.length / TERMS);
  for (let at = 0; at < modules.length; at++) {
    let sum = 0;
    for (let term = 0; term < TERMS; term++) sum += features[at * TERMS + term]! * weights[term]!;
    modules[at] = sum < 0 ? 1 : 0;
  }
  return modules;
}
