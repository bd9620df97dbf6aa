import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPicture } from '../../cli/pictures/open-picture.ts';
import type { LumaPicture } from '../../scan/picture.ts';
import { drawText, layOut } from '../support/draw-modules.ts';
import { runProgram } from '../support/programs.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'mleg-decode-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => path.join(folder, name);

const toSharp = ({ luma, width, height }: LumaPicture) => sharp(luma, { raw: { width, height, channels: 1 } });

/** The code of a text, its top left corner at (124, 74) and six pixels a module. */
const place = (text: string): LumaPicture => layOut(600, 400, 230, [[drawText(text, { modulePx: 6 }), 100, 50]]);
const CORNERS = [
  [124, 74],
  [250, 74],
  [250, 200],
  [124, 200],
] as const;

/** A few bytes that claim to be an image of any size. */
function claimPng(width: number, height: number): Buffer {
  const size = Buffer.alloc(8);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  const header = Buffer.concat([size, Buffer.from([8, 0, 0, 0, 0])]);
  const chunks = [toChunk('IHDR', header), toChunk('IDAT', deflateSync(Buffer.alloc(100)))];
  return Buffer.concat([Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'), ...chunks]);
}

function toChunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

beforeAll(async () => {
  const two = layOut(600, 300, 230, [
    [drawText('FIRST', { modulePx: 5 }), 20, 20],
    [drawText('SECOND', { modulePx: 5 }), 320, 60],
  ]);
  const [png, jpeg, tampering] = await Promise.all([
    toSharp(place('IN A PNG')).png().toBuffer(),
    toSharp(place('IN A JPEG')).jpeg().toBuffer(),
    toSharp(place('red\u001b[31m\nnext')).png().toBuffer(),
  ]);
  const files: Readonly<Record<string, Buffer | string>> = {
    'a.png': png,
    'a.jpg': jpeg,
    'a.webp': await toSharp(place('IN A WEBP')).webp().toBuffer(),
    'two.png': await toSharp(two).png().toBuffer(),
    'steering.png': tampering,
    'empty.png': await toSharp(layOut(300, 200, 128, []))
      .png()
      .toBuffer(),
    'cut.png': png.subarray(0, png.length / 2),
    'cut.jpg': jpeg.subarray(0, jpeg.length / 2),
    'text.png': 'this is text',
    'drawing.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    'vast.png': claimPng(9000, 9000),
    '--json': 'a name like an option',
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(at(name), content);
  mkdirSync(at('folder'));
});

interface Entry {
  readonly file: string;
  readonly text: string | null;
  readonly ms: number;
  readonly corners: readonly (readonly [number, number])[] | null;
}

async function decode(args: readonly string[], stdin: string | Buffer = '') {
  const { code, stdout, stderr } = await runProgram('cli', ['decode', '--json', ...args], stdin);
  return { code, stderr, entries: JSON.parse(stdout) as readonly Entry[] };
}

describe('mleg-sim decode', () => {
  it('gives one array, in the order of the files: text, engine, time, corners', async () => {
    const { code, stderr, entries } = await decode([at('a.webp'), at('a.jpg'), at('a.png')]);
    const read = { engine: 'zxing', ms: expect.any(Number) as number, corners: expect.any(Array) as [] };
    expect([code, stderr, entries]).toEqual([
      0,
      '',
      [
        { file: at('a.webp'), text: 'IN A WEBP', ...read },
        { file: at('a.jpg'), text: 'IN A JPEG', ...read },
        { file: at('a.png'), text: 'IN A PNG', ...read },
      ],
    ]);
    for (const { corners } of entries) {
      expect(corners).toHaveLength(4);
      const far = CORNERS.map(([x, y], corner) => Math.hypot(corners![corner]![0] - x, corners![corner]![1] - y));
      expect(Math.max(...far)).toBeLessThan(3);
    }
    expect(Math.min(...entries.map(({ ms }) => ms))).toBeGreaterThan(0);
  });

  it('tells of every code in an image, and of an image without one', async () => {
    const { code, entries } = await decode([at('two.png'), at('empty.png')]);
    const nothing = {
      file: at('empty.png'),
      text: null,
      engine: null,
      ms: expect.any(Number) as number,
      corners: null,
    };
    expect([code, entries[1]]).toEqual([1, nothing]);
    expect(entries[0]).toMatchObject({ text: 'FIRST', others: [{ text: 'SECOND', engine: 'zxing' }] });
    expect(Object.keys(entries[0] ?? {})).toEqual(['file', 'text', 'engine', 'ms', 'corners', 'others']);
  });

  it('does the others where a file is missing or no image, and says of each why', async () => {
    const names = ['none.png', 'text.png', 'drawing.svg', 'cut.png', 'cut.jpg', 'vast.png', 'folder', 'a.png'];
    const { code, entries } = await decode(names.map(at));
    const problem = (sentence: RegExp) => ({
      text: null,
      corners: null,
      problem: expect.stringMatching(sentence) as string,
    });
    expect([code, entries]).toMatchObject([
      3,
      [
        problem(/^there is no such file$/u),
        problem(/^this is not a PNG, JPEG or WebP image$/u),
        problem(/^this is not a PNG, JPEG or WebP image$/u),
        problem(/^this image is damaged \(/u),
        problem(/^this image is damaged \(/u),
        problem(/^this image has more than 64 million pixels$/u),
        problem(/^this is not a file$/u),
        { text: 'IN A PNG' },
      ],
    ]);
  });

  it('reads standard input, and a file whose name looks like an option', async () => {
    const { code, entries } = await decode(['-'], await toSharp(place('PIPED')).jpeg().toBuffer());
    expect([code, entries]).toMatchObject([0, [{ file: '-', text: 'PIPED' }]]);
    const odd = await decode(['--', at('--json')]);
    expect([odd.code, odd.entries]).toMatchObject([3, [{ file: at('--json') }]]);
  });

  it.each(['zxing', 'restore', 'jsqr'])('uses %s alone where it is asked to', async (engine) => {
    const { code, entries } = await decode(['--engine', engine, at('a.png')]);
    expect([code, entries]).toMatchObject([0, [{ text: 'IN A PNG', engine }]]);
  });

  it('writes for a person without letting a code steer the terminal', async () => {
    const { code, stdout } = await runProgram('cli', ['decode', at('steering.png'), at('empty.png'), at('none.png')]);
    expect(code).toBe(3);
    const steering = String.raw`red\u001b[31m\u000anext`;
    expect(stdout.replace(/\d+ ms/gu, 'N ms').split('\n')).toEqual([
      `✓ ${at('steering.png')}  zxing, N ms`,
      `  ${steering}`,
      `✗ ${at('empty.png')}  N ms`,
      '  no QR code could be read',
      `✗ ${at('none.png')}  N ms`,
      '  there is no such file',
      '',
    ]);
  });

  it.each([[[]], [['--engine', 'nosuch', 'a.png']], [['--nosuch', 'a.png']]])(
    'is called wrongly with %j',
    async (args) => {
      const { code, stdout } = await runProgram('cli', ['decode', '--json', ...args]);
      expect([code, JSON.parse(stdout)]).toMatchObject([2, { ok: false, error: 'usage' }]);
    },
  );
});

describe('an image that is opened', () => {
  const [width, height] = [3, 2];
  const rows = [10, 200, 10, 90, 90, 90];
  const near = (light: number) => expect.closeTo(light, -1) as number;

  it('is upright as its EXIF data say', async () => {
    const raw = sharp(Buffer.from(rows), { raw: { width, height, channels: 1 } });
    // Orientation 6: its top is at the right, so it is turned clockwise.
    const turned = await openPicture(await raw.withMetadata({ orientation: 6 }).webp({ lossless: true }).toBuffer());
    expect([turned.width, turned.height, [...turned.luma]]).toEqual([2, 3, [90, 10, 90, 200, 90, 10].map(near)]);
  });

  it('lies on white where it is transparent', async () => {
    const rgba = Buffer.from([0, 0, 0, 0, 0, 0, 0, 255, 255, 0, 0, 255]);
    const png = await sharp(rgba, { raw: { width: 3, height: 1, channels: 4 } })
      .png()
      .toBuffer();
    expect([...(await openPicture(png)).luma]).toEqual([255, 0, 76]);
  });

  it.each<[what: string, change: (image: Sharp) => Sharp]>([
    ['sixteen bits', (image) => image.toColourspace('rgb16').png()],
    ['a palette', (image) => image.png({ palette: true })],
    ['CMYK', (image) => image.toColourspace('cmyk').jpeg({ quality: 100 })],
  ])('may have %s', async (_what, change) => {
    const flat = sharp({ create: { width: 16, height: 16, channels: 3, background: '#646464' } });
    const { luma } = await openPicture(await change(flat).toBuffer());
    expect([luma.length, luma.filter((light) => Math.abs(light - 100) > 12)]).toEqual([256, new Uint8Array(0)]);
  });
});

describe('mleg-sim inspect', () => {
  it.each(['a.png', 'a.jpg', 'a.webp'])('reads what decode reads: %s', async (name) => {
    const { code, stdout } = await runProgram('cli', ['inspect', '--json', at(name)]);
    expect([code, JSON.parse(stdout)]).toMatchObject([1, { kind: 'activation-qr', code: 'QR_UNKNOWN_FORMAT' }]);
  });

  it.each([
    ['two.png', /there are 2 QR codes in this image/u],
    ['empty.png', /no QR code could be read in this image/u],
    ['text.png', /this is not a PNG, JPEG or WebP image/u],
  ])('takes no %s', async (name, sentence) => {
    const { code, stderr } = await runProgram('cli', ['inspect', at(name)]);
    expect([code, stderr]).toEqual([3, expect.stringMatching(sentence)]);
  });
});
