import QRCode, { type QRCodeSegment } from 'qrcode';
import type { Random } from '../../support/webcam/random.ts';

export type Level = 'L' | 'M';

/** A code of which everything is known. */
export interface KnownCode {
  readonly text: string;
  readonly level: Level;
  readonly version: number;
}

/** Versions of the codes that are shown here: 10 to 25. jsQR cannot read 23 at level L whatever the picture; it is counted with the others. */
const [LEAST_VERSION, MOST_VERSION] = [10, 25];

/** Letters as in a signed text (base64url and dots): a code holds them byte by byte. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';

/** A text that just needs its version, of any length that does. */
export function chooseCode(random: Random): KnownCode {
  const level: Level = random.chance(0.5) ? 'L' : 'M';
  const version = random.whole(LEAST_VERSION, MOST_VERSION);
  const length = random.whole(measureCapacity(version - 1, level) + 1, measureCapacity(version, level));
  const text = Array.from({ length }, () => LETTERS[random.whole(0, LETTERS.length - 1)]).join('');
  return { text, level, version };
}

const capacities = new Map<string, number>();

/** The most bytes a version holds: the library is asked, by halving. */
function measureCapacity(version: number, level: Level): number {
  const key = `${version}-${level}`;
  const known = capacities.get(key);
  if (known !== undefined) return known;
  let most = 0;
  for (let step = 2048; step >= 1; step /= 2) if (isHeld(most + step, version, level)) most += step;
  capacities.set(key, most);
  return most;
}

function isHeld(bytes: number, version: number, level: Level): boolean {
  const segments: QRCodeSegment[] = [{ data: new Uint8Array(bytes), mode: 'byte' }];
  try {
    QRCode.create(segments, { version, errorCorrectionLevel: level });
    return true;
  } catch {
    return false;
  }
}
