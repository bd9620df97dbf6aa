import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createFrames } from '../../shared/protocol/photo-frames.ts';
import { writeMovingClip } from '../support/webcam-clip.ts';
import { MOVING_TEXT } from './present-screens.ts';
import { useStage } from './stage.ts';

/** A webcam that is held to a moving code, one frame in five of which is lost. It begins anew after a while. */
const folder = mkdtempSync(path.join(tmpdir(), 'mleg-webcam-'));
const clip = path.join(folder, 'webcam.y4m');
const { needed, draw } = createFrames(MOVING_TEXT);
writeMovingClip(
  clip,
  Array.from({ length: 2 * needed }, (_empty, at) => (at % 5 === 2 ? null : draw(at))),
);
afterAll(() => rmSync(folder, { recursive: true }));

const openScene = useStage([
  ...['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  `--use-file-for-fake-video-capture=${clip}`,
]);

test('a moving code before a webcam is put together and judged once', async () => {
  let judge: ((text: string) => void) | undefined;
  const judged = new Promise<string>((resolve) => (judge = resolve));
  const { page, host } = await openScene({
    route: '/verifier/scan/camera',
    handlers: {
      'verifier.check': async ({ text }) => {
        judge?.(text);
        return { ok: false, code: 'QR_UNKNOWN_FORMAT' };
      },
    },
  });
  await page.locator('video').waitFor();
  expect(await judged).toBe(MOVING_TEXT);
  const checks = host.calls.filter(({ name }) => name === 'verifier.check').map(({ argument }) => argument);
  expect(checks).toEqual([{ text: MOVING_TEXT, source: 'frames', challengeId: null }]);
});
