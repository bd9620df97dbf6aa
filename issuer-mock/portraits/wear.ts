import type { Area, Colour } from './canvas.ts';
import { arc, both, box, egg, ellipse, overlap, polygon, union, without } from './shapes.ts';

/** Clothes over the shoulders. */
export const collar = (colour: Colour): Area[] => [
  [both(polygon([120, 262], [84, 238], [94, 226], [120, 250])), colour],
  [both(polygon([120, 262], [84, 238], [78, 262], [100, 276])), colour],
];

export const roundNeck = (colour: Colour): Area[] => [[arc(120, 238, 31, 20, 8, 172, 13), colour]];

const shoulders = ellipse(120, 330, 100, 92);

export const stripes = (colour: Colour): Area[] =>
  [268, 288, 308].map((y): Area => [overlap(shoulders, box(0, y, 240, y + 8)), colour]);

export const jacket = (colour: Colour, shirt: Colour): Area[] => [
  [polygon([92, 232], [148, 232], [134, 330], [106, 330]), shirt],
  [both(polygon([86, 230], [100, 238], [112, 300], [92, 286], [74, 250])), colour],
];

export const scarf = (colour: Colour, knot: Colour): Area[] => [
  [egg(120, 236, 44, 26, 0), colour],
  [polygon([128, 244], [150, 244], [158, 312], [132, 312]), colour],
  [ellipse(136, 250, 12, 11), knot],
];

/** Worn over the face. */
export const roundGlasses = (colour: Colour): Area[] => [
  [both(without(ellipse(96, 150, 20, 20), ellipse(96, 150, 16.8, 16.8))), colour],
  [arc(120, 150, 5, 5, 200, 340, 3), colour],
];

export const squareGlasses = (colour: Colour): Area[] => [
  [both(without(box(74, 134, 116, 166, 7), box(77.4, 137.4, 112.6, 162.6, 5))), colour],
  [box(115, 146, 125, 149.4), colour],
];

export const freckles = (colour: Colour): Area[] => [
  [both(union(ellipse(76, 166, 1.5, 1.5), ellipse(84, 163, 1.5, 1.5), ellipse(90, 168, 1.5, 1.5))), colour],
];

export const earrings = (colour: Colour): Area[] => [[both(ellipse(61, 176, 5, 7)), colour]];

export const headband = (colour: Colour): Area[] => [[arc(120, 130, 62, 62, 212, 328, 11), colour]];

export const moustache = (colour: Colour): Area[] => [
  [without(arc(120, 178, 22, 11, 198, 342, 8), ellipse(120, 163, 4, 4)), colour],
];

export const beard = (colour: Colour): Area[] => [
  [
    without(egg(120, 142, 59, 71, 0.22), ellipse(120, 138, 50, 46), box(40, 40, 200, 152), ellipse(120, 180, 25, 15)),
    colour,
  ],
  ...moustache(colour),
];
