import QRCode from 'qrcode';
import { beforeAll, describe, expect, it } from 'vitest';
import { DENSE_PREFIX } from '../../shared/protocol/activation-qr.ts';
import { MAX_ACTIVATION_QR_CHARACTERS, MAX_FRAME_CHARACTERS, MAX_QR_CHARACTERS } from '../../shared/protocol/limits.ts';
import type { Engine } from '../../scan/engine.ts';
import type { LumaPicture } from '../../scan/picture.ts';
import { openPicture } from '../../cli/pictures/open-picture.ts';
import { QR_CORRECTIONS, type QrCorrection } from '../../issuer-mock/orders/qr-forms.ts';
import { drawQrPng, planQr, type QrLayout } from '../../issuer-mock/orders/qr-image.ts';
import { drawQrPath, type QrPath } from '../../renderer/parts/qr-path.ts';
import { drawModules } from '../support/draw-modules.ts';
import { openTestEngines } from '../support/scan-engines.ts';
import { createRandom } from '../support/webcam/random.ts';

/** The engines that stand for the readers of other people: one in C++, one in JavaScript, of different descent. */
let readers: readonly Engine[];
beforeAll(async () => {
  const { zxing, jsqr } = await openTestEngines();
  readers = [zxing, jsqr];
});

const FORMS = {
  /** What a JWS is written with: a byte a character. */
  compact: { prefix: '', signs: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.' },
  /** Base45: eleven bits for two. */
  dense: { prefix: DENSE_PREFIX, signs: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:' },
};
type Form = keyof typeof FORMS;

/** One long text of each form; its beginnings are what is drawn, so that a longer one never takes fewer modules. */
const TEXTS: Readonly<Record<Form, string>> = { compact: makeText('compact', 1), dense: makeText('dense', 2) };

function makeText(form: Form, seed: number): string {
  const { prefix, signs } = FORMS[form];
  const random = createRandom(seed);
  return prefix + Array.from({ length: MAX_QR_CHARACTERS }, () => signs[random.whole(0, signs.length - 1)]).join('');
}

/** Who does not read a picture, by name; nobody, if all is well. */
const findFailing = (picture: LumaPicture, text: string): readonly string[] =>
  readers
    .filter((reader) => reader.read(picture, { effort: 'frame', most: 1 })[0]?.text !== text)
    .map(({ name }) => `${text.length} characters, ${name}`);

/** The shortest and the longest beginning of a text for every version it takes at a level, up to a longest length. */
function findBoundaries(text: string, longest: number, level: QrLayout['level']): readonly number[] {
  // With the mask given, the library does not compare all eight of them, which is most of its work.
  const versionOf = (length: number): number =>
    QRCode.create(text.slice(0, length), { errorCorrectionLevel: level, maskPattern: 0 }).version;
  const boundaries: number[] = [];
  for (let first = 1; first <= longest;) {
    const version = versionOf(first);
    let last = first;
    for (let step = 128; step >= 1; step /= 2)
      while (last + step <= longest && versionOf(last + step) === version) last += step;
    boundaries.push(first, last);
    first = last + 1;
  }
  return boundaries;
}

/** All up to the highest, but for the one that jsQR cannot read. */
const versionsTo = (highest: number): readonly number[] =>
  Array.from({ length: highest }, (_empty, at) => at + 1).filter((version) => version !== 23);

describe('the university’s own codes', () => {
  it.each<[correction: QrCorrection, form: Form, highest: number]>([
    ['auto', 'compact', 15],
    // The same as with M: it always fits into version 15.
    ['auto', 'dense', 14],
    ['L', 'compact', 15],
    ['L', 'dense', 12],
    ['M', 'compact', 18],
    ['Q', 'compact', 22],
    ['Q', 'dense', 17],
    ['H', 'compact', 25],
    ['H', 'dense', 20],
  ])('are read by two readers at both ends of every version: %s, %s', (correction, form, highest) => {
    const levels = correction === 'auto' ? (['M', 'L'] as const) : [correction];
    const lengths = levels.flatMap((level) => findBoundaries(TEXTS[form], MAX_ACTIVATION_QR_CHARACTERS, level));
    const met = new Set<number>();
    const failing = [...new Set(lengths)].flatMap((length) => {
      const text = TEXTS[form].slice(0, length);
      const { level, version } = planQr(text, correction);
      met.add(version);
      return findFailing(drawModules(QRCode.create(text, { errorCorrectionLevel: level, version }).modules), text);
    });
    expect(failing).toEqual([]);
    expect([...met].sort((one, other) => one - other)).toEqual(versionsTo(highest));
  });

  it('are read as the PNG that a student sees', async () => {
    const text = TEXTS.compact.slice(0, 372);
    for (const correction of QR_CORRECTIONS) {
      const picture = await openPicture(await drawQrPng(text, correction));
      expect(picture.width).toBe(planQr(text, correction).pixels);
      expect(findFailing(picture, text)).toEqual([]);
    }
  });
});

describe('the codes that the program shows', () => {
  it('are read by two readers at every version', () => {
    const boundaries = findBoundaries(TEXTS.dense, MAX_QR_CHARACTERS, 'L');
    // Frames of a photo are the densest codes that are shown in earnest; of larger ones, one end is enough.
    const lengths = boundaries.filter((length, at) => length <= MAX_FRAME_CHARACTERS || at % 2 === 1);
    const met = new Set<number>();
    const failing = lengths.flatMap((length) => {
      const text = TEXTS.dense.slice(0, length);
      const drawn = drawQrPath(text);
      met.add((drawn.size - 2 * 4 - 17) / 4);
      return findFailing(paint(drawn), text);
    });
    expect(failing).toEqual([]);
    expect([...met]).toEqual(versionsTo(40));
  });
});

/** The page's own drawing as pixels, three a module; its white is in it already. */
function paint({ size, path }: QrPath): LumaPicture {
  const data = new Uint8Array(size * size);
  for (const [, column, row, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/gu)) {
    const start = Number(row) * size + Number(column);
    data.fill(1, start, start + Number(width));
  }
  return drawModules({ size, data }, { quiet: 0 });
}

describe('version 23 with the lowest correction', () => {
  it('is read by zxing-cpp and not by jsQR, with any mask: without the way around it, codes would be shown that many cannot read', () => {
    const text = TEXTS.dense.slice(0, 1500);
    expect(QRCode.create(text, { errorCorrectionLevel: 'L' }).version).toBe(23);
    for (const maskPattern of [0, 1, 2, 3, 4, 5, 6, 7] as const) {
      const { modules } = QRCode.create(text, { errorCorrectionLevel: 'L', version: 23, maskPattern });
      expect(findFailing(drawModules(modules), text)).toEqual(['1500 characters, jsqr']);
    }
    expect(drawQrPath(text).size).toBe(17 + 4 * 24 + 2 * 4);
    expect(planQr(text, 'L').version).toBe(24);
  });
});
