import { type LumaPicture, toLuma } from '../../scan/picture.ts';

/**
 * Takes the light of whatever a canvas can draw, through a canvas. It is kept for the next picture of the same size, since a camera's come
 * thirty times a second.
 */
export function createDrawer(): (image: CanvasImageSource, width: number, height: number) => LumaPicture {
  let canvas = new OffscreenCanvas(1, 1);
  return (image, width, height) => {
    if (canvas.width !== width || canvas.height !== height) canvas = new OffscreenCanvas(width, height);
    // What is drawn is read back, so it had better not lie on a graphics card.
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw new TypeError('no canvas to draw on');
    context.clearRect(0, 0, width, height);
    context.drawImage(image, 0, 0, width, height);
    return toLuma(context.getImageData(0, 0, width, height).data, width, height);
  };
}
