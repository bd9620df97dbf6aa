import type { Area, Colour } from './canvas.ts';
import { scalp } from './hair.ts';
import { arc, both, box, egg, ellipse, overlap, polygon, union, without } from './shapes.ts';

/** What tells one drawn person from another. Areas are painted in their order. */
export interface Look {
  readonly wall: Colour;
  readonly halo: Colour;
  readonly skin: Colour;
  readonly skinShade: Colour;
  readonly blush: Colour;
  readonly brow: Colour;
  readonly iris: Colour;
  readonly shirt: Colour;
  readonly hairBehind: readonly Area[];
  readonly clothes: readonly Area[];
  readonly hairInFront: readonly Area[];
  readonly extras: readonly Area[];
}

const freckles = both(union(ellipse(76, 166, 1.5, 1.5), ellipse(84, 163, 1.5, 1.5), ellipse(90, 168, 1.5, 1.5)));

/** Long chestnut hair with a middle parting, a mustard jumper, freckles. */
const ZOFIA: Look = {
  wall: '#bfe3dc',
  halo: '#d9f1ec',
  skin: '#f6d3b8',
  skinShade: '#e2b191',
  blush: '#f2b6a2',
  brow: '#6d3b22',
  iris: '#3f7d5c',
  shirt: '#e2a52b',
  hairBehind: [[union(egg(120, 150, 80, 94, 0), box(42, 150, 198, 262, 34)), '#7c4426']],
  clothes: [[arc(120, 238, 31, 20, 8, 172, 13), '#c98a17']],
  hairInFront: [
    [without(scalp, ellipse(86, 168, 50, 72), ellipse(154, 168, 50, 72), box(56, 176, 184, 260)), '#8f5130'],
    [both(polygon([56, 130], [68, 122], [62, 170], [64, 232], [48, 236], [48, 150])), '#8f5130'],
    [both(arc(92, 120, 34, 44, 236, 292, 3)), '#a8663f'],
  ],
  extras: [[freckles, '#d99a78']],
};

/** A black bob with a straight fringe, round glasses, a white collar over red. */
const HANNA: Look = {
  wall: '#d8d2ee',
  halo: '#eae6f8',
  skin: '#e8b990',
  skinShade: '#cf986c',
  blush: '#e39c7f',
  brow: '#211d2b',
  iris: '#5b3a24',
  shirt: '#b93a4b',
  hairBehind: [[union(egg(120, 142, 78, 84, 0), box(42, 140, 198, 220, 26)), '#211d2b']],
  clothes: [
    [both(polygon([120, 262], [84, 238], [94, 226], [120, 250])), '#ffffff'],
    [both(polygon([120, 262], [84, 238], [78, 262], [100, 276])), '#f2eef0'],
    [union(ellipse(120, 284, 3.4, 3.4), ellipse(120, 304, 3.4, 3.4)), '#7d2230'],
  ],
  hairInFront: [
    [overlap(scalp, polygon([40, 40], [200, 40], [200, 118], [166, 126], [120, 129], [74, 126], [40, 118])), '#2c2738'],
    [both(polygon([54, 104], [70, 112], [66, 160], [70, 204], [46, 212], [44, 140])), '#2c2738'],
    [arc(120, 128, 46, 54, 222, 290, 4), '#4a4360'],
  ],
  extras: [
    [both(without(ellipse(96, 150, 20, 20), ellipse(96, 150, 16.8, 16.8))), '#34506e'],
    [arc(120, 150, 5, 5, 200, 340, 3), '#34506e'],
    [both(polygon([77, 145], [77, 148], [60, 145], [60, 142])), '#34506e'],
  ],
};

/** Short fair hair swept to one side, a blue hood with cords. */
const JAN: Look = {
  wall: '#f7d9c4',
  halo: '#fdebde',
  skin: '#fbdcc4',
  skinShade: '#e8ba9c',
  blush: '#f6bfab',
  brow: '#b07f35',
  iris: '#3b73b0',
  shirt: '#3566a8',
  hairBehind: [[union(ellipse(120, 118, 66, 62), box(56, 112, 184, 142, 16)), '#c9963f']],
  clothes: [
    [both(polygon([70, 226], [98, 222], [120, 262], [92, 276], [66, 250])), '#28508a'],
    [both(box(102, 262, 105.5, 304, 1.7)), '#f2f5fa'],
    [both(box(100.5, 300, 107, 311, 2)), '#f2f5fa'],
  ],
  hairInFront: [
    [
      overlap(
        union(scalp, ellipse(132, 84, 56, 30)),
        polygon(
          [48, 40],
          [196, 40],
          [192, 128],
          [180, 126],
          [176, 108],
          [150, 104],
          [112, 110],
          [82, 104],
          [66, 126],
          [52, 130],
        ),
      ),
      '#e0b055',
    ],
    [union(arc(104, 96, 34, 22, 200, 268, 3.4), arc(150, 92, 30, 20, 262, 330, 3.4)), '#f3cd80'],
  ],
  extras: [],
};

/** Dark curls, a short beard, a green shirt open over white. */
const PIOTR: Look = {
  wall: '#e9e0bd',
  halo: '#f6f0d8',
  skin: '#c98f66',
  skinShade: '#a9714b',
  blush: '#c27d5a',
  brow: '#2b1d17',
  iris: '#4a2f1e',
  shirt: '#4c7a4a',
  hairBehind: [[ellipse(120, 116, 70, 62), '#2b1d17']],
  clothes: [
    [polygon([92, 232], [148, 232], [140, 330], [100, 330]), '#f4f1ea'],
    [both(polygon([88, 226], [104, 240], [112, 276], [92, 268], [76, 244])), '#3b623a'],
    [box(97, 180, 143, 240, 20), '#b67e57'],
  ],
  hairInFront: [
    [
      union(
        ...[
          [66, 112, 19],
          [78, 90, 22],
          [100, 76, 24],
          [126, 72, 25],
          [150, 80, 23],
          [168, 96, 20],
          [176, 116, 16],
          [92, 100, 16],
          [116, 96, 16],
          [142, 98, 16],
        ].map(([x = 0, y = 0, r = 0]) => ellipse(x, y, r, r)),
      ),
      '#3a2820',
    ],
    [
      union(arc(98, 80, 12, 12, 190, 280, 3), arc(130, 74, 12, 12, 190, 280, 3), arc(156, 88, 10, 10, 200, 290, 3)),
      '#5a4033',
    ],
  ],
  extras: [
    [
      without(egg(120, 142, 59, 71, 0.22), ellipse(120, 138, 50, 46), box(40, 40, 200, 150), ellipse(120, 180, 25, 15)),
      '#3a2820',
    ],
    [without(arc(120, 176, 24, 11, 198, 342, 6), ellipse(120, 163, 4, 4)), '#3a2820'],
  ],
};

export const PEOPLE: Readonly<Record<string, Look>> = { zofia: ZOFIA, hanna: HANNA, jan: JAN, piotr: PIOTR };
