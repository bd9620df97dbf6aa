import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runInBrowser } from '../../issuer-mock/student-pages/browser-script.ts';
import { OPEN_WALLET_LINK, writeHandOverLink } from '../../shared/protocol/hand-over.ts';
import { makeWallet } from '../support/sample-views.ts';
import { readHeading } from './code-scene.ts';
import { acceptTerms } from './open-page.ts';
import { type Scene, useStage } from './stage.ts';

/** The mock's own script in the University's frame, and what the page hears of it. */
const openScene = useStage();
const QR = 'eyJ0eXAi.Ab3-.sig';

let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const isScript = request.url === '/script.js';
    response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html; charset=utf-8' });
    if (isScript) return void response.end(`(${runInBrowser.toString()})()`);
    response.end(
      '<!doctype html><title>Mobile USOS</title><main></main>' +
        `<a href="${writeHandOverLink(QR)}"><b>Przekaż</b></a> <a href="${OPEN_WALLET_LINK}">Otwórz</a>` +
        '<button data-copy hidden>gotowe</button><script src="/script.js"></script>',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function openUniversity(): Promise<Scene> {
  const view = { university: { state: 'running', url, detail: null }, wallet: makeWallet() } as const;
  const scene = await openScene({ route: '/university', view, frameSource: url, script: acceptTerms });
  // The script has run once it shows what works only with it.
  await scene.page.frameLocator('iframe').getByRole('button', { name: 'gotowe' }).waitFor();
  return scene;
}
const readRoute = (page: Page): string => new URL(page.url()).hash;

test('a link to the wallet in the frame shows the code that it brings, and sends nothing by itself', async () => {
  const { page, host } = await openUniversity();
  await page.frameLocator('iframe').getByText('Przekaż').click();
  await page.getByText(QR, { exact: true }).waitFor();
  await expect
    .poll(async () => [await readHeading(page), readRoute(page)])
    .toEqual(['Kod z linku', '#/wallet/add/link']);
  expect(host.calls.map(({ name }) => name)).toEqual(['app.read']);
});

test('the one that only opens the wallet leads there', async () => {
  const { page } = await openUniversity();
  await page.frameLocator('iframe').getByText('Otwórz').click();
  await expect.poll(() => readRoute(page)).toBe('#/wallet');
});

test('what another window says is not heard, nor what the frame says beside the one text', async () => {
  const { page } = await openUniversity();
  const link = writeHandOverLink(QR);
  await page.evaluate((said) => window.postMessage({ link: said }, '*'), link);
  const frame = page.frameLocator('iframe').locator('body');
  await frame.evaluate((_body, said) => window.parent.postMessage({ link: said }, '*'), `${link}&code=aB3dE5gH`);
  // Messages are heard in their order: whoever sees this one heard the others before.
  await frame.evaluate((_body, said) => window.parent.postMessage({ link: said }, '*'), OPEN_WALLET_LINK);
  await page.waitForURL((address) => address.hash === '#/wallet');
  expect(await page.evaluate(() => window.sessionStorage.getItem('mleg.hand-over'))).toBeNull();
});

test('the frame tells the origin that greeted it, which only the window around it can do', async () => {
  const { page, host } = await openUniversity();
  const body = page.frameLocator('iframe').locator('body');
  // Heard in their order again: the second says that the first was heard.
  await body.evaluate(
    () =>
      new Promise<void>((resolve) => {
        window.addEventListener('message', ({ data }) => void (data === 'heard' && resolve()));
        window.postMessage({ takesLinks: true }, '*');
        window.postMessage('heard', '*');
      }),
  );
  await body.evaluate(() => {
    const told: unknown[] = [];
    Object.assign(window, { told, parent: { postMessage: (...args: unknown[]) => void told.push(args) } });
  });
  await page.frameLocator('iframe').getByText('Przekaż').click();
  const said: unknown = { link: writeHandOverLink(QR) };
  expect(await body.evaluate(() => (window as unknown as { told: unknown }).told)).toEqual([[said, host.origin]]);
});
