import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { beforeAll, describe, expect, test } from 'vitest';
import { encodeBarcode } from '../../renderer/parts/barcode.ts';
import { makeAppView, makeCard, makeWallet } from '../support/sample-views.ts';
import { makeForeignCard } from './card-screens.ts';
import { useStage } from './stage.ts';

/** What the card shows, read from the screen by a reader that is not ours: under the specimen mark, in every theme, on a phone's width. */

const openScene = useStage();

beforeAll(async () => {
  const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength);
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
});

describe.each(['light', 'dark', 'contrast'] as const)('the barcode in the %s theme', (theme) => {
  test.each([1280, 360])('can be read from a page %d px wide', async (width) => {
    const settings = { ...makeAppView().settings, theme };
    const { page } = await openScene({
      route: '/wallet/card/card-1',
      view: { settings, wallet: makeWallet([makeCard()]) },
    });
    await page.setViewportSize({ width, height: 900 });
    const field = page.getByRole('article').locator('dd', { hasText: '000-0000123' }).last();
    const found = await readBarcodes(await field.screenshot({ animations: 'disabled' }));
    expect(found.map(({ format, text }) => ({ format, text }))).toEqual([{ format: 'Code128', text: '000-0000123' }]);
  });
});

test('leaves ten modules free on either side', () => {
  const barcode = encodeBarcode('SYM-000123');
  const last = barcode?.bars.at(-1);
  expect(barcode?.bars[0]?.x).toBe(10);
  expect((barcode?.width ?? 0) - (last?.x ?? 0) - (last?.width ?? 0)).toBe(10);
});

test.each(['', 'Łódź-1', 'x'.repeat(41)])('does not write "%s"', (text) => {
  expect(encodeBarcode(text)).toBeNull();
});

test('a number that no barcode can hold is shown without one', async () => {
  const { page } = await openScene({
    route: '/wallet/card/card-1',
    view: { wallet: makeWallet([makeCard({ cardNumber: 'Łódź-1' })]) },
  });
  expect(await page.getByText('Tego numeru nie da się zapisać kodem kreskowym.').isVisible()).toBe(true);
});

test('of a person who could exist is not drawn', async () => {
  const card = makeForeignCard();
  const { page } = await openScene({ route: `/wallet/card/${card.id}`, view: { wallet: makeWallet([card]) } });
  const field = page.getByRole('article').locator('div', { has: page.getByText('kod kreskowy', { exact: true }) });
  expect((await field.last().getByRole('definition').textContent())?.trim()).toBe('ukryto');
  expect(await field.last().locator('svg').count()).toBe(0);
});
