import { describe, expect, test } from 'vitest';
import { createLightTaker, type Frame } from '../../renderer/scan/frame-light.ts';
import type { LumaPicture } from '../../scan/picture.ts';

const DRAWN: LumaPicture = { luma: new Uint8Array([7]), width: 1, height: 1 };
const take = (frame: Frame): Promise<LumaPicture> => createLightTaker(() => DRAWN)(frame);

interface Made {
  readonly format: string | null;
  /** Its planes as they lie in memory. */
  readonly bytes: readonly number[];
  readonly plane?: PlaneLayout;
  readonly change?: Partial<Frame>;
}

/** Two pixels wide and two high. */
function makeFrame({ format, bytes, plane = { offset: 0, stride: 2 }, change }: Made): Frame {
  return {
    format: format as VideoPixelFormat | null,
    visibleRect: { width: 2, height: 2 } as DOMRectReadOnly,
    displayWidth: 2,
    displayHeight: 2,
    allocationSize: () => bytes.length,
    copyTo: async (target) => {
      (target as Uint8Array).set(bytes);
      return [plane];
    },
    ...change,
  };
}
const LIGHT = [10, 20, 30, 40];
const of = (luma: readonly number[]): LumaPicture => ({ luma: Uint8Array.from(luma), width: 2, height: 2 });

describe('the light of a frame', () => {
  test.each(['I420', 'I422', 'I444', 'NV12', 'I420A'])('is the first plane of %s', async (format) => {
    expect(await take(makeFrame({ format, bytes: [...LIGHT, 128, 128] }))).toEqual(of(LIGHT));
  });

  test('is put together where rows have a gap between them, and begins where the plane does', async () => {
    const bytes = [99, 10, 20, 99, 99, 30, 40, 99, 128, 128];
    expect(await take(makeFrame({ format: 'NV12', bytes, plane: { offset: 1, stride: 4 } }))).toEqual(of(LIGHT));
  });

  test.each([
    ['RGBA', [200, 0, 0, 255]],
    ['RGBX', [200, 0, 0, 0]],
    ['BGRA', [0, 0, 200, 255]],
    ['BGRX', [0, 0, 200, 0]],
  ])('of %s is that of its colours', async (format, pixel) => {
    const bytes = [pixel, pixel, pixel, pixel].flat();
    const red = (200 * 77) >> 8;
    expect(await take(makeFrame({ format, bytes, plane: { offset: 0, stride: 8 } }))).toEqual(of([red, red, red, red]));
  });

  test('lies on white where a colour lets light through', async () => {
    const bytes = new Array<number>(16).fill(0);
    const picture = await take(makeFrame({ format: 'BGRA', bytes, plane: { offset: 0, stride: 8 } }));
    expect([...picture.luma]).toEqual([255, 255, 255, 255]);
  });

  test.each([
    ['of no format that is known', { format: null, bytes: [] }],
    ['of more than eight bits', { format: 'I420P10', bytes: [1, 2, 3, 4] }],
    ['turned by the camera', { format: 'I420', bytes: LIGHT, change: { rotation: 90 } }],
    ['mirrored by the camera', { format: 'I420', bytes: LIGHT, change: { flip: true } }],
    ['shown in another shape', { format: 'I420', bytes: LIGHT, change: { displayWidth: 3 } }],
    ['without a visible part', { format: 'I420', bytes: LIGHT, change: { visibleRect: null } }],
    [
      'whose bytes cannot be had',
      { format: 'I420', bytes: LIGHT, change: { copyTo: () => Promise.reject(new TypeError('odd')) } },
    ],
  ] as const)('is drawn for a frame %s', async (_what, made) => {
    expect(await take(makeFrame(made))).toBe(DRAWN);
  });

  test('of a smaller frame does not have the end of a larger one before it', async () => {
    const taker = createLightTaker(() => DRAWN);
    await taker(makeFrame({ format: 'I420', bytes: [1, 2, 3, 4, 5, 6, 7, 8] }));
    expect(await taker(makeFrame({ format: 'I420', bytes: LIGHT }))).toEqual(of(LIGHT));
  });
});
