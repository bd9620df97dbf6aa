import { type LumaPicture, toLuma } from '../../scan/picture.ts';

/** The light of whatever a canvas can draw, through a canvas. */
export function drawLight(image: CanvasImageSource, width: number, height: number): LumaPicture {
  const canvas = new OffscreenCanvas(width, height);
  // What is drawn is read back, so it had better not lie on a graphics card.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new TypeError('no canvas to draw on');
  context.drawImage(image, 0, 0, width, height);
  return toLuma(context.getImageData(0, 0, width, height).data, width, height);
}
