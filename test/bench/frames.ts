import jsQR from 'jsqr';
import { checkPresentation } from '../../shared/verifier/check-presentation.ts';
import { photographQr } from '../support/draw-picture.ts';
import { invite, openDoor, show } from './cards-at-the-door.ts';
import { describeTurns, type Metric, takeTurns } from './metric.ts';

const FRAME = { width: 1280, height: 720, module: 6, blur: 0.8, angle: 0.05, level: 'L' } as const;
const CARDS = 5;

/** A sharp frame of a webcam with a card's code in it: read alone, and read and checked. Drawing it, as a camera does that, is not counted. */
export async function measureFrames(): Promise<readonly Metric[]> {
  const { policy, openVerifier } = await openDoor();
  const visitors = await invite(CARDS);
  const frames = await Promise.all(visitors.map(async (visitor) => photographQr(await show(visitor), FRAME)));
  const read = (frame: Uint8ClampedArray): string => {
    const found = jsQR(frame, FRAME.width, FRAME.height, { inversionAttempts: 'dontInvert' });
    if (!found) throw new Error('the frame cannot be read');
    return found.data;
  };
  const contenders = [
    {
      ...{ id: 'jsqr-alone', against: null, times: CARDS },
      run: () => {
        frames.forEach(read);
        return Promise.resolve();
      },
    },
    {
      ...{ id: 'frame-to-verdict', against: 'jsqr-alone', times: CARDS },
      run: async () => {
        const ports = openVerifier();
        for (const frame of frames) {
          const { verdict } = await checkPresentation(read(frame), policy, ports);
          if (verdict !== 'VALID_UNCHALLENGED') throw new Error(verdict);
        }
      },
    },
  ];
  return describeTurns(contenders, await takeTurns(contenders, { warmUp: 2, rounds: 9 }), 'ms');
}
