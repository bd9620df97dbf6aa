import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import jsQR from 'jsqr';
import type { Browser, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, it, onTestFailed } from 'vitest';
import { createSendHttp } from '../../host/network/send-http.ts';
import { inflate, sha256 } from '../../host/platform-ports.ts';
import { TrustBook } from '../../host/trust/trust-book.ts';
import { verifyEs256 } from '../../shared/protocol/es256.ts';
import { FRAME_MS, MAX_FRAMED_CHARACTERS } from '../../shared/protocol/limits.ts';
import { FrameReader } from '../../shared/protocol/photo-frames.ts';
import { checkPresentation } from '../../shared/verifier/check-presentation.ts';
import { openStatusList } from '../../shared/verifier/check-status-list.ts';
import { createReplayMemory } from '../../shared/verifier/replay-memory.ts';
import { parseTrustList, type TrustedIssuer } from '../../shared/verifier/trust.ts';
import { launchChromium } from '../support/chromium.ts';
import { type Running, startProgram } from '../support/programs.ts';
import { takeScreenshot } from '../support/screenshots.ts';
import { addCard, goToPlace, readShown } from './use-wallet.ts';

/** The whole program: a card from the mock, shown on the screen, read from a picture of the screen and checked by a stranger. */
const folder = mkdtempSync(path.join(tmpdir(), 'mleg-show-'));
let shell: Running;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  shell = await startProgram('host-web', ['--port', '0', '--no-open', '--data-folder', path.join(folder, 'data')]);
  browser = await launchChromium();
  page = await (await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 860 } })).newPage();
});
afterAll(async () => {
  await browser.close();
  await shell.stop();
  rmSync(folder, { recursive: true });
});

/** The moving code from pictures of the screen, one frame after the other: a slow machine takes its time for each picture. */
async function readMoving(): Promise<string> {
  await page.clock.install();
  await page.getByRole('switch', { name: 'With photo' }).check();
  await page.getByRole('img', { name: 'Moving QR code', exact: false }).waitFor();
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 500));
  const reader = new FrameReader();
  for (let picture = 0; picture < 30; picture++) {
    const { data, width, height } = PNG.sync.read(await page.locator('figure').screenshot());
    const taken = reader.take(jsQR(new Uint8ClampedArray(data), width, height)?.data ?? '');
    if (taken.kind === 'done') return taken.text;
    await page.clock.runFor(FRAME_MS);
  }
  throw new Error('30 frames were not enough');
}

/** A verifier with nothing but the university's trust list, which it has for the asking here. */
async function openVerifier(university: string) {
  const send = createSendHttp();
  const now = Date.now;
  const get = async (url: string): Promise<string | null> => {
    const sent = await send({ method: 'GET', url });
    return sent.ok && sent.answer.status === 200 ? sent.answer.text : null;
  };
  let issuers: readonly TrustedIssuer[] =
    parseTrustList(JSON.parse((await get(`${university}/trust-list.json`))!)) ?? [];
  const store = {
    read: () => issuers,
    change: (step: (known: typeof issuers) => typeof issuers) => Promise.resolve(void (issuers = step(issuers))),
  };
  const trust = new TrustBook(store, { now, verify: verifyEs256, send });
  const ports = {
    ...{ now, verify: verifyEs256, sha256, inflate, remember: createReplayMemory(now), newestSignedAt: null },
    findStatusList: async (uri: string) => {
      const text = await get(uri);
      const findKeys = (kid: string) => trust.findKeys('status', kid);
      return text === null ? null : openStatusList(text, { verify: verifyEs256, inflate, findKeys });
    },
    findKeys: (...asked: Parameters<TrustBook['findKeys']>) => trust.findKeys(...asked),
  };
  const policy = { binding: { kind: 'any-verifier' }, groups: ['card'], maxCharacters: MAX_FRAMED_CHARACTERS } as const;
  return (text: string) => checkPresentation(text, policy, ports);
}

it(
  'a code on the screen is VALID_UNCHALLENGED, changes, and is REVOKED once the card was cancelled',
  { timeout: 120_000 },
  async () => {
    onTestFailed(() => takeScreenshot(page, 'show-failed'));
    await page.goto(shell.firstLine.slice(shell.firstLine.indexOf('http')));
    await page.getByRole('heading', { level: 1, name: 'Wallet' }).waitFor();
    await addCard(page);
    await page.getByRole('link', { name: 'Show QR code' }).click();
    const first = await readShown(page);
    await takeScreenshot(page, 'wallet-show');
    await goToPlace(page, 'University');
    const check = await openVerifier(new URL((await page.locator('iframe').getAttribute('src')) ?? '').origin);
    expect(await check(first)).toMatchObject({
      verdict: 'VALID_UNCHALLENGED',
      presented: { card: { given_name: 'Zofia' }, identity: null, photo: null },
    });
    expect(await check(first)).toMatchObject({ verdict: 'INVALID', code: 'KB_REPLAY' });

    await goToPlace(page, 'Wallet');
    const second = await readShown(page, first);
    const third = await readShown(page, second);
    expect(await check(third)).toMatchObject({ verdict: 'VALID_UNCHALLENGED' });
    expect(await check(await readMoving())).toMatchObject({
      ...{ verdict: 'VALID_UNCHALLENGED', code: null },
      presented: { identity: null, photo: expect.stringMatching(/^data:image\/png;base64,/u) as unknown },
    });
    await page.clock.resume();

    await goToPlace(page, 'University');
    const usosweb = page.frameLocator('iframe');
    await usosweb.locator('#cancel-order').click();
    await usosweb.locator('#confirm-cancel').click();
    await usosweb.locator('#confirm-cancel').waitFor({ state: 'detached' });
    await goToPlace(page, 'Wallet');
    // This wallet has not read the list since; the verifier has.
    expect(await check(await readShown(page, third))).toMatchObject({ verdict: 'REVOKED' });
  },
);
