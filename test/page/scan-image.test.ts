import { crc32 } from 'node:zlib';
import { PNG } from 'pngjs';
import type { Page } from 'playwright-core';
import QRCode from 'qrcode';
import { describe, expect, test } from 'vitest';
import {
  drawQr,
  openWayOn,
  photographUnreadable,
  reachesCode,
  TEXT,
  type Unreadable,
  waitForState,
} from './scan-scene.ts';
import { useStage } from './stage.ts';

const openWay = openWayOn(useStage());
const unreadable = (why: Unreadable) => (): Buffer => photographUnreadable(why);

describe('an image', () => {
  const choose = (page: Page, name: string, mimeType: string, buffer: Buffer): Promise<void> =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });

  /** The code in a corner of a large picture, as on a photographed screen. */
  async function drawScreenshot(width: number, height: number): Promise<Buffer> {
    const code = PNG.sync.read(await drawQr(TEXT, 420));
    const whole = new PNG({ width, height });
    whole.data.fill(0xb4);
    PNG.bitblt(code, whole, 0, 0, code.width, code.height, width - 520, 90);
    return PNG.sync.write(whole);
  }

  /** A small file whose header promises more pixels than the program will make room for. */
  function claimPixels(): Buffer {
    const png = PNG.sync.write(new PNG({ width: 1, height: 1 }));
    png.writeUInt32BE(10_000, 16);
    png.writeUInt32BE(10_000, 20);
    png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
    return png;
  }

  /** Somebody else's code and ours, side by side, ours second. */
  async function drawTwo(): Promise<Buffer> {
    const whole = new PNG({ width: 1300, height: 640 });
    whole.data.fill(0xff);
    const [foreign, ours] = [await drawQr('https://example.org/menu', 600), await drawQr(TEXT, 600)].map((each) =>
      PNG.sync.read(each),
    );
    PNG.bitblt(foreign!, whole, 0, 0, foreign!.width, foreign!.height, 10, 10);
    PNG.bitblt(ours!, whole, 0, 0, ours!.width, ours!.height, 660, 10);
    return PNG.sync.write(whole);
  }

  /** Without its white margin, as a careless crop leaves it. */
  async function drawTightCrop(): Promise<Buffer> {
    return QRCode.toBuffer(TEXT, { width: 480, margin: 0 });
  }

  test.each([
    ['a code by itself', () => drawQr(TEXT)],
    ['a small code', () => drawQr(TEXT, 220)],
    ['a code cut without margin', drawTightCrop],
    ['a screenshot of a whole screen', () => drawScreenshot(2400, 1350)],
    ['two codes, of which one is ours', drawTwo],
  ])('of %s is read', async (_what, draw) => {
    const { page, host } = await openWay('image');
    await choose(page, 'code.png', 'image/png', await draw());
    await reachesCode(page);
    expect(host.calls.at(-1)).toEqual({ name: 'activation.open', argument: { text: TEXT, source: 'image' } });
  });

  test.each(['drop', 'paste'] as const)('is taken by %s anywhere on the screen', async (kind) => {
    const { page, host } = await openWay('type');
    const bytes = [...(await drawQr(TEXT))];
    await page.getByRole('heading', { level: 1 }).evaluate(
      (target, [event, content]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([Uint8Array.from(content)], 'code.png', { type: 'image/png' }));
        const init = { bubbles: true, cancelable: true };
        if (event === 'drop') target.dispatchEvent(new DragEvent('drop', { ...init, dataTransfer: transfer }));
        else target.dispatchEvent(new ClipboardEvent('paste', { ...init, clipboardData: transfer }));
      },
      [kind, bytes] as const,
    );
    await reachesCode(page);
    expect(host.calls.at(-1)?.argument).toEqual({ text: TEXT, source: 'image' });
  });

  test.each([
    [
      'without a code',
      'cat.png',
      'image/png',
      () => PNG.sync.write(new PNG({ width: 300, height: 200 })),
      'Nie znaleziono kodu QR',
    ],
    [
      'that is a program',
      'code.svg',
      'image/svg+xml',
      () => Buffer.from('<svg/>'),
      'To nie jest obraz, który można odczytać',
    ],
    ['that is a PDF', 'code.pdf', 'application/pdf', () => Buffer.from('%PDF-1.7'), 'To jest plik PDF'],
    ['that claims 100 megapixels', 'code.png', 'image/png', claimPixels, 'Obraz jest za duży'],
    ['whose code is small', 'code.png', 'image/png', unreadable('small'), 'Kod na obrazie jest za mały'],
    ['whose code is blurred', 'code.png', 'image/png', unreadable('blurred'), 'Kod na obrazie jest nieostry'],
    ['whose code is dark', 'code.png', 'image/png', unreadable('dark'), 'Kod na obrazie jest za ciemny'],
    ['whose code has glare', 'code.png', 'image/png', unreadable('glare'), 'Na kodzie widać odblask'],
    ['that only says it is one', 'code.png', 'image/png', () => Buffer.from('no picture'), 'Plik jest uszkodzony'],
  ])('%s is refused with advice, and another can follow', async (_what, name, kind, content, title) => {
    const { page } = await openWay('image');
    await choose(page, name, kind, content());
    await waitForState(page, title);
    await choose(page, 'code.png', 'image/png', await drawQr(TEXT));
    await reachesCode(page);
    expect(new URL(page.url()).hash).toBe('#/wallet/add/code');
  });

  test('of 21 MB is refused with advice', async () => {
    const { page, host } = await openWay('image');
    await page.getByRole('group', { name: /^Upuść/u }).evaluate((target) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(21 * 1024 * 1024)], 'code.png', { type: 'image/png' }));
      target.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }));
    });
    await waitForState(page, 'Obraz jest za duży');
    expect(host.calls.map(({ name }) => name)).not.toContain('activation.open');
  });

  test('with a code that is refused leads to the same refusal as any other way', async () => {
    const { page } = await openWay('image', {
      handlers: { 'activation.open': async () => ({ ok: false, code: 'QR_UNKNOWN_FORMAT' }) },
    });
    await choose(page, 'code.png', 'image/png', await drawQr('https://example.org/'));
    await page.getByRole('alert').waitFor();
    expect(await page.getByText('QR_UNKNOWN_FORMAT', { exact: true }).isVisible()).toBe(true);
  });
});

describe('text on the clipboard', () => {
  const paste = (page: Page, text: string): Promise<void> =>
    page.getByRole('heading', { level: 1 }).evaluate((target, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      target.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }));
    }, text);

  test.each(['type', 'camera', 'screen', 'image'] as const)('is checked wherever it is pasted: %s', async (way) => {
    const { page, host } = await openWay(way, {
      script: (tab) =>
        tab.addInitScript(() => {
          navigator.mediaDevices.getUserMedia = () => new Promise(() => undefined);
        }),
    });
    await paste(page, `  ${TEXT}\n`);
    await reachesCode(page);
    expect(host.calls.at(-1)?.argument).toEqual({ text: TEXT, source: 'pasted' });
  });

  test('in the field is left to be looked at first', async () => {
    const { page, host } = await openWay('type');
    const field = page.getByRole('textbox', { name: 'Tekst kodu QR' });
    await field.evaluate((target) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', 'abc');
      target.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }));
    });
    await field.fill('typed');
    expect(host.calls.map(({ name }) => name)).not.toContain('activation.open');
  });

  test('that is refused stays in the field', async () => {
    const { page } = await openWay('image', {
      handlers: { 'activation.open': async () => ({ ok: false, code: 'JWS_FORMAT' }) },
    });
    await paste(page, 'eyJ.b');
    await page.getByRole('alert').getByText('nie jest', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Wczytaj kod ponownie' }).click();
    expect(await page.getByRole('textbox', { name: 'Tekst kodu QR' }).inputValue()).toBe('eyJ.b');
  });
});
