import { describe, expect, test } from 'vitest';
import { createEventCutter } from '../../renderer/state/event-lines.ts';
import { takeToken } from '../../renderer/state/token.ts';
import { makeCard, makeWallet } from '../support/sample-views.ts';
import { useStage } from './stage.ts';

const openScene = useStage();

test('a host that is gone is named with what to do, and is found again with its news', async () => {
  const { page, host } = await openScene({ view: { wallet: makeWallet() } });
  await host.stop();
  const banner = page.getByRole('alert').filter({ hasText: 'HOST_GONE' });
  await banner.getByText('npm start').waitFor();
  host.setView({ wallet: makeWallet([makeCard()]) });
  await host.startAgain();
  await page.getByRole('link', { name: /Legitymacja studencka/u }).waitFor();
  expect(await banner.count()).toBe(0);
});

test('a tab without the token is told to open the whole address', async () => {
  const { page, host } = await openScene();
  const stranger = await page.context().newPage();
  await stranger.goto(`${host.origin}/`);
  await stranger.getByRole('alert').filter({ hasText: 'CALL_REFUSED' }).waitFor();
  expect(await stranger.getByRole('navigation').count()).toBe(0);
});

test('the token leaves the address and stays in this tab alone', async () => {
  const { page } = await openScene();
  const seen = await page.evaluate(() => [
    window.location.hash,
    sessionStorage.getItem('mleg.token'),
    localStorage.length,
  ]);
  expect(seen).toEqual(['#/wallet', 'test-token', 0]);
});

describe('takeToken', () => {
  const memory = (kept: string | null) => ({ getItem: () => kept, setItem: () => undefined });
  const past = { replaceState: () => undefined };

  test.each([
    ['#token=abc-._~', null, 'abc-._~'],
    ['#token=new', 'old', 'new'],
    ['#/wallet/add', 'old', 'old'],
    ['#token=a b', null, null],
    ['', null, null],
  ])('%s with %s kept', (hash, kept, token) => {
    expect(takeToken({ hash }, past, memory(kept))).toBe(token);
  });
});

describe('createEventCutter', () => {
  test.each([
    ['whole events', ['data: 1\n\ndata: 2\n\n'], ['1', '2']],
    ['an event cut anywhere', ['da', 'ta: {"a":', '1}\n', '\nda'], ['{"a":1}']],
    ['comments and other fields', [': open\n\nid: 3\ndata: x\n\n'], ['x']],
    ['lines of one event', ['data: a\ndata: b\r\n\r\n'], ['a\nb']],
  ])('reads %s', (_what, chunks, events) => {
    const cut = createEventCutter();
    expect(chunks.flatMap((chunk) => cut(chunk))).toEqual(events);
  });
});
