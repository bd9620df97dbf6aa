/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchDesktop, type Launched, removeDataFolders } from '../support/electron/launch-desktop.ts';
import type { Asker, StandInSession } from '../support/electron/stand-in-session.ts';

let desktop: Launched;
let session: StandInSession;
beforeAll(async () => {
  desktop = await launchDesktop();
  await desktop.page();
  session = desktop.world.session;
});
afterAll(async () => {
  await desktop.end();
  removeDataFolders();
});

const page: Asker = { url: 'app://mleg-sim/index.html#/wallet/add/scan', origin: 'app://mleg-sim/', isMainFrame: true };
const mock: Asker = { url: 'http://127.0.0.1:47801/usosweb', origin: 'http://127.0.0.1:47801/', isMainFrame: false };
const stranger: Asker = { url: 'https://example.org/', origin: 'https://example.org/', isMainFrame: true };
const lookAlikes: Asker[] = [
  { ...page, url: 'app://mleg-sim.example/index.html', origin: 'app://mleg-sim.example/' },
  { ...page, url: 'https://mleg-sim/index.html', origin: 'https://mleg-sim/' },
  { ...page, url: 'app://mleg-sim/index.html.evil', origin: 'app://mleg-sim/' },
];

/** Every permission Electron 45 can be asked for. */
const PERMISSIONS = [
  ...[
    'ar',
    'automatic-fullscreen',
    'background-fetch',
    'background-sync',
    'captured-surface-control',
    'clipboard-read',
  ],
  ...['clipboard-sanitized-write', 'deprecated-sync-clipboard-read', 'display-capture', 'fileSystem', 'fullscreen'],
  ...[
    'geolocation',
    'geolocation-approximate',
    'hand-tracking',
    'hid',
    'idle-detection',
    'keyboardLock',
    'local-fonts',
  ],
  ...[
    'local-network',
    'local-network-access',
    'loopback-network',
    'media',
    'mediaKeySystem',
    'midi',
    'midiSysex',
    'nfc',
  ],
  ...[
    'notifications',
    'openExternal',
    'payment-handler',
    'periodic-background-sync',
    'persistent-storage',
    'pointerLock',
  ],
  ...['screen-wake-lock', 'sensors', 'serial', 'smart-card', 'speaker-selection', 'storage-access', 'system-wake-lock'],
  ...['top-level-storage-access', 'usb', 'vr', 'web-app-installation', 'web-printing', 'window-management', 'unknown'],
];

describe('the request handler', () => {
  test('grants our page framing the mock, and of all that names no medium nothing else', async () => {
    const granted = await listGranted((permission) => session.answerRequest(permission, page));
    expect(granted).toEqual(['display-capture', 'loopback-network']);
  });

  test.each([
    { media: ['video'], isGranted: true },
    { media: ['audio'], isGranted: false },
    { media: ['video', 'audio'], isGranted: false },
    { media: ['video', 'video'], isGranted: false },
    { media: [], isGranted: false },
  ])('answers $isGranted to our page asking for media $media', async ({ media, isGranted }) => {
    expect(await session.answerRequest('media', page, media)).toBe(isGranted);
  });

  test.each([mock, stranger, ...lookAlikes])('grants nothing to $url', async (asker) => {
    expect(await listGranted((permission) => session.answerRequest(permission, asker))).toEqual([]);
    expect(await session.answerRequest('media', asker, ['video'])).toBe(false);
  });

  test('grants the screen’s picture and never its sound', async () => {
    expect(await session.answerRequest('display-capture', page, ['video'])).toBe(true);
    expect(await session.answerRequest('display-capture', page, ['video', 'audio'])).toBe(false);
    expect(await session.answerRequest('display-capture', mock, ['video'])).toBe(false);
  });
});

describe('the check handler', () => {
  test('says the same as the request handler', async () => {
    expect(await listGranted((permission) => session.answerCheck(permission, page))).toEqual([
      'display-capture',
      'loopback-network',
    ]);
    expect(session.answerCheck('media', page, 'video')).toBe(true);
    expect(session.answerCheck('media', page, 'audio')).toBe(false);
    expect(session.answerCheck('media', page, 'unknown')).toBe(false);
  });

  test.each([mock, stranger, ...lookAlikes])('grants nothing to $url', async (asker) => {
    expect(await listGranted((permission) => session.answerCheck(permission, asker))).toEqual([]);
    expect(session.answerCheck('media', asker, 'video')).toBe(false);
  });

  test('believes neither an origin without its address nor an address without its origin', () => {
    expect(session.answerCheck('media', { ...page, origin: mock.origin }, 'video')).toBe(false);
    expect(session.answerCheck('media', { ...page, url: mock.url }, 'video')).toBe(false);
  });
});

test('no device is ever handed out', () => {
  expect(session.answerDevice()).toBe(false);
});

test('in the page the camera opens, and the microphone does not', async () => {
  const capture = (wanted: MediaStreamConstraints) =>
    navigator.mediaDevices.getUserMedia(wanted).then(
      (stream) => stream.getTracks().map(({ kind }) => kind),
      (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
    );
  const shown = await desktop.page();
  expect(await shown.evaluate(capture, { video: true })).toEqual(['video']);
  expect(await shown.evaluate(capture, { audio: true })).toBe('NotAllowedError');
  expect(await shown.evaluate(capture, { video: true, audio: true })).toBe('NotAllowedError');
});

async function listGranted(ask: (permission: string) => boolean | Promise<boolean>): Promise<string[]> {
  const answers = await Promise.all(PERMISSIONS.map(async (permission) => ({ permission, is: await ask(permission) })));
  return answers.filter((answer) => answer.is).map((answer) => answer.permission);
}
