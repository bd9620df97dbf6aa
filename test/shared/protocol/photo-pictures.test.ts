import { randomBytes } from 'node:crypto';
import jsQR from 'jsqr';
import QRCode from 'qrcode';
import { beforeAll, expect, it } from 'vitest';
import { createEs256Signer } from '../../../shared/protocol/es256.ts';
import { createShownPresentation } from '../../../shared/protocol/offline-presentation.ts';
import { createFrames, FrameReader } from '../../../shared/protocol/photo-frames.ts';
import { SPECIMENS } from '../../../shared/student/specimens.ts';
import { deflate } from '../../../host/platform-ports.ts';
import { drawPortrait } from '../../../issuer-mock/portraits/draw-portrait.ts';
import { createPrivateKey, NOW_MS, sha256, SpecimenIssuer } from '../../support/specimen-issuer.ts';

/** The moving code as pictures, for the specimen with the largest portrait. */
const FRAMES_A_SECOND = 10;
const SECONDS = 3;
let text: string;
/** What a camera reads of each frame of three seconds. */
let seen: readonly string[];

beforeAll(async () => {
  const portrait = SPECIMENS.map(({ id }) => drawPortrait(id)).reduce((a, b) => (b.length > a.length ? b : a));
  const [issuer, holder] = [new SpecimenIssuer('http://127.0.0.1:47801'), createPrivateKey()];
  const photo = `data:image/png;base64,${portrait.toString('base64')}`;
  const ports = { sign: createEs256Signer(holder), sha256, randomBytes, deflate, now: () => NOW_MS };
  text = await createShownPresentation(await issuer.credential(holder, { photo }), ports, true);
  const { draw } = createFrames(text);
  seen = Array.from({ length: FRAMES_A_SECOND * SECONDS }, (_empty, at) => decodePicture(draw(at)));
});

/** Three pixels for each module, dark grey on light grey, with the white around it that the standard asks for. */
function decodePicture(frame: string): string {
  const { modules, version } = QRCode.create(frame, { errorCorrectionLevel: 'L' });
  expect(version).toBeLessThanOrEqual(12);
  const edge = (modules.size + 8) * 3;
  const picture = Uint8ClampedArray.from({ length: edge * edge * 4 }, (_empty, at) => {
    const [x, y] = [Math.floor(((at >> 2) % edge) / 3) - 4, Math.floor((at >> 2) / edge / 3) - 4];
    const isInside = Math.min(x, y) >= 0 && Math.max(x, y) < modules.size;
    return at % 4 === 3 ? 255 : isInside && modules.get(y, x) ? 40 : 215;
  });
  return jsQR(picture, edge, edge)?.data ?? '';
}

const countFrames = (isLost: (at: number) => boolean): number => {
  const reader = new FrameReader();
  const last = seen.findIndex((frame, at) => {
    const taken = isLost(at) ? null : reader.take(frame);
    if (taken?.kind === 'done') expect(taken.text).toBe(text);
    return taken?.kind === 'done';
  });
  return last < 0 ? Infinity : last + 1;
};

it.each([0, 1, 2, 3, 4])(
  'is whole in under three seconds with every fifth frame lost, from the one at %i on',
  (phase) => {
    expect(countFrames((at) => at % 5 === phase)).toBeLessThan(FRAMES_A_SECOND * SECONDS);
  },
);

it('needs no more frames than it has blocks, so two seconds are enough even so', () => {
  const { needed } = createFrames(text);
  expect(countFrames(() => false)).toBe(needed);
  expect(needed).toBeLessThanOrEqual(15);
  const worst = Math.max(...[0, 1, 2, 3, 4].map((phase) => countFrames((at) => at % 5 === phase)));
  expect(worst).toBe(Math.ceil((needed * 5) / 4));
  expect(worst).toBeLessThanOrEqual(20);
});

it('is whole in three seconds where a camera comes late and misses every other frame', () => {
  expect(countFrames((at) => at % 2 === 0)).toBeLessThanOrEqual(FRAMES_A_SECOND * SECONDS);
});
