import type { Area, Colour } from './canvas.ts';
import { arc, both, box, egg, ellipse, overlap, polygon, type Shape, union, without } from './shapes.ts';

/** A hairstyle: what lies behind the head, and what lies over it. */
export interface Hair {
  readonly hairBehind: readonly Area[];
  readonly hairInFront: readonly Area[];
}

/** Where hair may lie over the head: a little larger than the head itself. */
export const scalp = egg(120, 138, 64, 76, 0.2);

const upperHead = box(40, 40, 200, 150);
/** Hair above a round hairline; `height` is how far down the forehead it comes. */
const crown = (height: number): Shape => overlap(without(scalp, ellipse(120, 116 + height, 53, 62)), upperHead);
const shine = (light: Colour): Area => [arc(112, 104, 40, 40, 218, 288, 3.4), light];

export const longStraight = (dark: Colour, light: Colour): Hair => ({
  hairBehind: [[union(egg(120, 146, 78, 92, 0), box(44, 150, 196, 268, 20)), dark]],
  hairInFront: [
    [both(polygon([52, 118], [66, 112], [62, 170], [66, 238], [46, 240], [46, 140])), dark],
    top(42, dark),
    shine(light),
  ],
});

export const bun = (dark: Colour, light: Colour): Hair => ({
  hairBehind: [[union(ellipse(120, 56, 33, 28), egg(120, 134, 69, 76, 0.1)), dark]],
  hairInFront: [top(38, dark), [arc(120, 56, 20, 15, 200, 330, 3), light], shine(light)],
});

export const ponytail = (dark: Colour, light: Colour): Hair => ({
  hairBehind: [[union(egg(120, 134, 70, 76, 0.1), ellipse(188, 190, 24, 66), ellipse(180, 130, 22, 26)), dark]],
  hairInFront: [top(46, dark), shine(light)],
});

export const waves = (dark: Colour, light: Colour): Hair => ({
  hairBehind: [[both(union(...[100, 130, 160, 190, 220].map((y) => ellipse(57, y, 24, 24)))), dark]],
  hairInFront: [top(40, dark), [both(union(ellipse(62, 112, 13, 22), ellipse(58, 146, 10, 18))), dark], shine(light)],
});

export const braids = (dark: Colour, light: Colour, ribbon: Colour): Hair => ({
  hairBehind: [[egg(120, 136, 72, 78, 0.1), dark]],
  hairInFront: [
    top(44, dark),
    [both(union(...[186, 206, 226, 246].map((y) => ellipse(66, y, 13, 13)))), dark],
    [both(box(56, 260, 76, 268, 3)), ribbon],
    shine(light),
  ],
});

export const bob = (dark: Colour, light: Colour): Hair => ({
  hairBehind: [[union(egg(120, 140, 76, 82, 0), box(46, 140, 194, 208, 24)), dark]],
  hairInFront: [
    [overlap(scalp, polygon([40, 40], [200, 40], [200, 130], [168, 118], [96, 128], [40, 122])), dark],
    [both(polygon([54, 108], [70, 112], [64, 160], [68, 198], [48, 206], [46, 140])), dark],
    shine(light),
  ],
});

export const shortCrop = (dark: Colour, light: Colour): Hair => ({
  hairBehind: [[ellipse(120, 116, 66, 60), dark]],
  hairInFront: [top(34, dark), shine(light)],
});

export const sideParting = (dark: Colour, light: Colour): Hair => ({
  hairBehind: [[ellipse(120, 116, 67, 62), dark]],
  hairInFront: [
    [overlap(scalp, polygon([44, 40], [196, 40], [190, 130], [176, 116], [92, 88], [70, 122], [50, 132])), dark],
    [arc(88, 90, 30, 24, 210, 300, 3.4), light],
  ],
});

export const brush = (dark: Colour, light: Colour): Hair => ({
  hairBehind: [[ellipse(120, 112, 62, 54), dark]],
  hairInFront: [
    [
      overlap(union(scalp, box(72, 50, 168, 100, 14)), polygon([60, 44], [180, 44], [180, 112], [120, 98], [60, 112])),
      dark,
    ],
    [union(...[84, 104, 124, 144].map((x) => box(x, 56, x + 3, 84, 1.5))), light],
  ],
});

/** Thin on top: only the sides. */
export const receding = (dark: Colour): Hair => ({
  hairBehind: [[both(ellipse(62, 136, 14, 36)), dark]],
  hairInFront: [[both(polygon([57, 104], [70, 98], [66, 128], [60, 146], [54, 140])), dark]],
});

export const mop = (dark: Colour, light: Colour): Hair => ({
  hairBehind: [[union(...ring(120, 124, 62, 20)), dark]],
  hairInFront: [
    [union(crown(24), ...[72, 90, 108, 126, 144, 162].map((x) => ellipse(x, 94, 17, 17))), dark],
    shine(light),
  ],
});

const ring = (cx: number, cy: number, radius: number, size: number): Shape[] =>
  [150, 180, 210, 240, 270, 300, 330, 0, 30].map((degrees) => {
    const angle = (degrees * Math.PI) / 180;
    return ellipse(cx + radius * Math.cos(angle), cy + radius * Math.sin(angle), size, size);
  });

function top(height: number, colour: Colour): Area {
  return [crown(height), colour];
}
