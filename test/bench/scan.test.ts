import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import QRCode from 'qrcode';
import { beforeAll, describe, expect, test } from 'vitest';
import { drawScanTables } from '../../scripts/bench/scan-tables.mjs';
import { toRgba } from '../../scan/picture.ts';
import { toPng } from '../support/draw-picture.ts';
import { createRandom } from '../support/webcam/random.ts';
import { drawFrame, drawRoom, type FrameWish } from '../support/webcam-model.ts';
import type { Metric } from './metric.ts';
import { measureCells } from './scan/cells.ts';
import { chooseCode } from './scan/codes.ts';
import { findKnownPictures, FolderProblem } from './scan/expected-texts.ts';
import { measureFolder } from './scan/folder.ts';
import { readWithTruth } from './scan/limit.ts';
import { openReaders, type Readers } from './scan/readers.ts';

let readers: Readers;
beforeAll(async () => void (readers = await openReaders()));

const valueOf = (metrics: readonly Metric[], id: string): number | undefined =>
  metrics.find((metric) => metric.id === id)?.value;

describe('the synthetic set', () => {
  test('has every reader and the limit side by side, and times beside jsQR', () => {
    const said: string[] = [];
    const wish = { profiles: ['clean'], modulePx: [4], frames: 1, seed: 1 } as const;
    const metrics = measureCells(readers, { ...wish, say: (line) => said.push(line) });
    expect(valueOf(metrics, 'clean-4px-limit')).toBe(100);
    expect(valueOf(metrics, 'clean-4px-zxing')).toBe(100);
    expect(valueOf(metrics, 'clean-4px-all')).toBe(100);
    expect(valueOf(metrics, 'clean-4px-running')).toBe(100);
    expect(metrics.find(({ id }) => id === 'clean-zxing-hit')).toMatchObject({ unit: 'ms', against: 'clean-jsqr-hit' });
    expect(valueOf(metrics, 'clean-zxing-wrong')).toBe(0);
    expect(said).toEqual([expect.stringMatching(/^clean-4px: .*zxing 1, .*limit 1 of 1$/u)]);
    const table = drawScanTables(metrics).join('\n');
    expect(table).toMatch(/^Read of the clean profile, %\n {2}px a module: +4 +hit ms +miss ms +wrong\n {2}jsqr /u);
    expect(table).toMatch(/\n {2}limit +100\n/u);
  });

  test('has codes that just need their version, from 10 to 25, at L and M', () => {
    const random = createRandom(5);
    const codes = Array.from({ length: 60 }, () => chooseCode(random));
    for (const { text, version, level } of codes)
      expect(QRCode.create(text, { errorCorrectionLevel: level }).version).toBe(version);
    expect(new Set(codes.map(({ level }) => level))).toEqual(new Set(['L', 'M']));
    expect(Math.min(...codes.map(({ version }) => version))).toBe(10);
    expect(Math.max(...codes.map(({ version }) => version))).toBe(25);
  });
});

describe('the limit', () => {
  const code = { text: 'MP1:'.padEnd(400, 'abcdefgh.'), level: 'L' } as const;
  const wish: FrameWish = { ...code, modulePx: 2, width: 320, height: 240, seed: 4, profile: 'typical' };
  const modules = Uint8Array.from(QRCode.create(code.text, { errorCorrectionLevel: 'L' }).modules.data);

  test('is above what any reader reads', () => {
    const frame = drawFrame({ ...wish, faults: { blurPx: 1.05 } });
    expect(readers.readFrame.zxing(frame.picture)).toEqual([]);
    expect(readWithTruth(frame, modules, readers.zxing)).toBe(code.text);
  });

  test('knows where a code is and not what it says: without one in the picture there is nothing to be read', () => {
    const frame = drawFrame(wish);
    expect(readWithTruth({ ...frame, picture: drawRoom(4, 320, 240) }, modules, readers.zxing)).toBeNull();
  });
});

describe("a folder of one's own", () => {
  test('says of every reader what it read, read wrongly and missed', async () => {
    await inFolder(async (folder) => {
      const { picture } = drawFrame({
        ...{ text: 'SPECIMEN', level: 'M', profile: 'clean', modulePx: 5, width: 320, height: 240, seed: 1 },
      });
      const png = toPng(new Uint8ClampedArray(toRgba(picture)), 320, 240);
      for (const name of ['right', 'wrong']) writeFileSync(join(folder, `${name}.png`), png);
      const room = drawRoom(1, 320, 240);
      writeFileSync(join(folder, 'empty.png'), toPng(toRgba(room), 320, 240));
      const texts = { 'right.png': 'SPECIMEN', 'wrong.png': 'ANOTHER', 'empty.png': 'NOT THERE' };
      writeFileSync(join(folder, 'texts.json'), JSON.stringify(texts));
      const metrics = await measureFolder(readers, folder, findKnownPictures(folder), () => undefined);
      const set = basename(folder);
      for (const reader of ['jsqr', 'zxing', 'restore', 'all']) {
        const counts = ['read', 'wrong', 'missed'].map((kind) => valueOf(metrics, `${set}-${reader}-${kind}`));
        expect({ reader, counts }).toEqual({ reader, counts: [1, 1, 1] });
      }
      expect(drawScanTables(metrics).slice(0, 2)).toEqual([
        `${set}: 3 pictures`,
        expect.stringMatching(/read +wrong +missed +ms/u),
      ]);
    });
  });

  test('names a picture that cannot be opened', async () => {
    await inFolder(async (folder) => {
      writeFileSync(join(folder, 'a.png'), 'no picture');
      const pictures = [{ file: join(folder, 'a.png'), text: 'x' }];
      const measuring = measureFolder(readers, folder, pictures, () => undefined);
      await expect(measuring).rejects.toThrow(FolderProblem);
      await expect(measuring).rejects.toThrow(/a\.png: this is not a PNG, JPEG or WebP image\.$/u);
    });
  });

  async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'mleg-sim-pictures-'));
    try {
      await work(folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
});
