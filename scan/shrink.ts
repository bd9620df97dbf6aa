import type { LumaPicture } from './picture.ts';

/**
 * The picture with its proportions and at most `mostPixels` pixels (at least one each way), each of them the mean of the area it stands for. As it is where it is
 * no larger. Corners found in the result are multiplied by `width` of the one ÷ `width` of the other, and so for the height.
 */
export function shrinkPicture(picture: LumaPicture, mostPixels: number): LumaPicture {
  const { width, height } = picture;
  if (width * height <= mostPixels) return picture;
  const share = Math.sqrt(mostPixels / (width * height));
  // A strip of one pixel in height stays one: what it loses comes off its length alone.
  const newHeight = Math.max(1, Math.floor(height * share));
  const newWidth = Math.min(
    width,
    Math.max(1, Math.floor(width * share)),
    Math.max(1, Math.floor(mostPixels / newHeight)),
  );
  const bothFit = newWidth * newHeight <= mostPixels;
  return averageAreas(picture, newWidth, bothFit ? newHeight : Math.floor(mostPixels / newWidth));
}

function averageAreas(picture: LumaPicture, width: number, height: number): LumaPicture {
  const luma = new Uint8Array(width * height);
  const [stepX, stepY] = [picture.width / width, picture.height / height];
  const columns = new Float32Array(picture.width);
  for (let y = 0; y < height; y++) {
    sumRows(picture, y * stepY, (y + 1) * stepY, columns);
    for (let x = 0; x < width; x++)
      luma[y * width + x] = sumColumns(columns, x * stepX, (x + 1) * stepX) / (stepX * stepY) + 0.5;
  }
  return { luma, width, height };
}

/** Adds up the rows from one height to another, neither of them whole, into one row. */
function sumRows({ luma, width, height }: LumaPicture, from: number, to: number, columns: Float32Array): void {
  const [first, last] = [Math.floor(from), Math.min(height, Math.ceil(to))];
  for (let row = first; row < last; row++) {
    const [weight, start] = [Math.min(to, row + 1) - Math.max(from, row), row * width];
    if (row === first) for (let x = 0; x < width; x++) columns[x] = luma[start + x]! * weight;
    else for (let x = 0; x < width; x++) columns[x]! += luma[start + x]! * weight;
  }
}

function sumColumns(columns: Float32Array, from: number, to: number): number {
  const [first, last] = [Math.floor(from), Math.min(columns.length, Math.ceil(to)) - 1];
  let sum = columns[first]! * (Math.min(to, first + 1) - from);
  for (let x = first + 1; x < last; x++) sum += columns[x]!;
  return last > first ? sum + columns[last]! * (to - last) : sum;
}
