import { type Area, HEIGHT, paint, WIDTH } from './canvas.ts';
import { MORE_PEOPLE } from './more-people.ts';
import { type Look, PEOPLE } from './people.ts';
import { arc, both, box, egg, ellipse, overlap, polygon, union } from './shapes.ts';

/**
 * Draws a specimen's portrait from the back to the front. SECURITY: plainly a cartoon, made of a few flat shapes by this code; there is no
 * way in for a photo (experience.md, Specimen).
 */
export function drawPortrait(student: string): Buffer {
  const look = PEOPLE[student] ?? MORE_PEOPLE[student];
  if (!look) throw new Error(`there is no portrait of ${student}`);
  return paint([
    ...drawBackground(look),
    ...look.hairBehind,
    ...drawBody(look),
    ...look.clothes,
    ...drawHead(look),
    ...drawFace(look),
    ...look.hairInFront,
    ...look.extras,
  ]);
}

const drawBackground = ({ wall, halo }: Look): Area[] => [
  [box(0, 0, WIDTH, HEIGHT), wall],
  [ellipse(120, 150, 104, 104), halo],
];

const shoulders = ellipse(120, 330, 100, 92);

const drawBody = ({ skin, skinShade, shirt }: Look): Area[] => [
  [shoulders, shirt],
  [box(97, 180, 143, 252, 22), skin],
  // The chin's shadow on the neck gives the flat head its place in front.
  [overlap(box(97, 180, 143, 252, 22), ellipse(120, 186, 40, 36)), skinShade],
];

const drawHead = ({ skin, skinShade }: Look): Area[] => [
  [both(ellipse(62, 150, 11, 16)), skin],
  [both(ellipse(61, 151, 5, 9)), skinShade],
  [egg(120, 142, 58, 70, 0.22), skin],
];

const drawFace = ({ skinShade, blush, brow, iris }: Look): Area[] => [
  [both(ellipse(82, 172, 12, 8)), blush],
  [both(ellipse(96, 148, 8.5, 9.5)), '#ffffff'],
  [both(ellipse(96.5, 149, 5.6, 6.4)), iris],
  [both(ellipse(96.5, 149, 2.8, 3.2)), '#1d1b22'],
  [union(ellipse(94.6, 146.6, 1.6, 1.6), ellipse(141.6, 146.6, 1.6, 1.6)), '#ffffff'],
  [both(arc(96, 149, 9.5, 10.5, 205, 335, 2.4)), '#3a2c2c'],
  [both(arc(96, 138, 13, 8, 215, 320, 4.2)), brow],
  [arc(120, 160, 6, 7, 20, 150, 3), skinShade],
  [overlap(ellipse(120, 178, 19, 15), polygon([90, 181], [150, 181], [150, 200], [90, 200])), '#8e2f3c'],
  [overlap(ellipse(120, 178, 19, 15), box(100, 181, 140, 185.5)), '#fffaf4'],
];
