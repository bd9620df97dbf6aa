import { createLight, type Light } from './light.ts';
import type { Random } from './random.ts';

/** A room as a webcam sees one, without any code: wall, window, shelves, boxes, screens, printed paper, keys, a head. */
export function drawClutter(width: number, height: number, random: Random): Light {
  const room = createLight(width, height);
  const unit = Math.max(width, height) / 1280;
  shadeWall(room, random);
  const things = [drawWindow, drawShelf, drawBox, drawBox, drawPage, drawKeys, drawRound];
  for (const draw of things) draw(room, random, unit);
  for (let count = random.whole(12, 24); count > 0; count--)
    things[random.whole(0, things.length - 1)]?.(room, random, unit);
  return room;
}

function shadeWall(room: Light, random: Random): void {
  fillBox(
    room,
    { left: 0, top: 0, right: room.width, bottom: room.height },
    random.between(60, 170),
    random.between(60, 170),
  );
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A box in one shade, or one that changes evenly from its left to its right. */
export function fillBox(
  { levels, width, height }: Light,
  { left, top, right, bottom }: Box,
  from: number,
  to = from,
): void {
  const [first, last] = [Math.max(0, Math.round(left)), Math.min(width, Math.round(right))];
  const [start, end] = [Math.max(0, Math.round(top)), Math.min(height, Math.round(bottom))];
  for (let y = start; y < end; y++) {
    for (let x = first; x < last; x++) levels[y * width + x] = from + ((to - from) * (x - left)) / (right - left);
  }
}

function chooseBox({ width, height }: Light, random: Random, wide: number, high: number): Box {
  const [left, top] = [random.between(-wide / 2, width - wide / 2), random.between(-high / 2, height - high / 2)];
  return { left, top, right: left + wide, bottom: top + high };
}

function drawBox(room: Light, random: Random, unit: number): void {
  const box = chooseBox(room, random, unit * random.between(30, 320), unit * random.between(20, 260));
  fillBox(room, box, random.between(15, 240), random.between(15, 240));
}

function drawWindow(room: Light, random: Random, unit: number): void {
  const box = chooseBox(room, random, unit * random.between(120, 300), unit * random.between(150, 350));
  fillBox(room, box, random.between(200, 255), random.between(180, 255));
  const bar = unit * random.between(3, 9);
  const middle = (box.left + box.right) / 2;
  fillBox(room, { ...box, left: middle - bar, right: middle + bar }, random.between(30, 120));
}

/** Backs of books: upright stripes of all widths. */
function drawShelf(room: Light, random: Random, unit: number): void {
  const shelf = chooseBox(room, random, unit * random.between(150, 450), unit * random.between(60, 150));
  for (let left = shelf.left; left < shelf.right;) {
    const right = left + unit * random.between(4, 30);
    const top = shelf.top + unit * random.between(0, 25);
    fillBox(room, { left, top, right, bottom: shelf.bottom }, random.between(20, 220), random.between(20, 220));
    left = right + unit * random.between(0, 2);
  }
}

/** Printed paper: rows of short dark strokes, the very thing that looks like the runs of a code. */
function drawPage(room: Light, random: Random, unit: number): void {
  const page = chooseBox(room, random, unit * random.between(90, 320), unit * random.between(90, 320));
  const isScreen = random.chance(0.3);
  fillBox(room, page, isScreen ? 25 : random.between(190, 245));
  const ink = isScreen ? random.between(150, 230) : random.between(20, 90);
  const size = unit * random.between(4, 12);
  for (let top = page.top + size; top + size < page.bottom; top += size * 1.8) {
    for (let left = page.left + size; left + size < page.right;) {
      const right = Math.min(page.right - size, left + size * random.between(0.15, 0.5));
      const high = random.chance(0.3) ? size : size * random.between(0.4, 0.8);
      fillBox(room, { left, top: top + size - high, right, bottom: top + size }, ink);
      left = right + size * (random.chance(0.15) ? 0.9 : random.between(0.15, 0.4));
    }
  }
}

/** Keys of a keyboard, tiles, a grille: a grid of like boxes. */
function drawKeys(room: Light, random: Random, unit: number): void {
  const box = chooseBox(room, random, unit * random.between(80, 300), unit * random.between(50, 130));
  const [pitch, gap] = [unit * random.between(7, 24), unit * random.between(1.5, 4)];
  const [key, between] = [random.between(20, 230), random.between(20, 230)];
  fillBox(room, box, between);
  for (let top = box.top + gap; top + pitch < box.bottom; top += pitch) {
    for (let left = box.left + gap; left + pitch < box.right; left += pitch) {
      fillBox(room, { left, top, right: left + pitch - gap, bottom: top + pitch - gap }, key);
    }
  }
}

/** A head, a lamp, a cup: round, and with a darker side. */
function drawRound(room: Light, random: Random, unit: number): void {
  const { left, top, right, bottom } = chooseBox(
    room,
    random,
    unit * random.between(20, 220),
    unit * random.between(20, 260),
  );
  const [bright, dark] = [random.between(80, 230), random.between(20, 120)];
  for (let y = Math.max(0, Math.round(top)); y < Math.min(room.height, bottom); y++) {
    const away = (2 * (y + 0.5 - top)) / (bottom - top) - 1;
    const half = ((right - left) / 2) * Math.sqrt(Math.max(0, 1 - away ** 2));
    const middle = (left + right) / 2;
    fillBox(room, { left: middle - half, top: y, right: middle + half, bottom: y + 1 }, bright, dark);
  }
}
