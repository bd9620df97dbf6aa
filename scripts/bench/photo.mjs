import { generateKeyPairSync, randomBytes, webcrypto } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { loadSources } from '../lib/load-sources.mjs';

const KILOBYTES = [2, 3, 4];
const FRAMES_A_SECOND = 10;
/** One in so many is lost, each of them in its turn. */
const LOST = 5;
const [WIDTH, HEIGHT] = [1280, 720];
/** Pixels of a module: a code that fills three fifths of the picture's height. */
const MODULE = 6;

/** @typedef {{ givenName: string, familyName: string, albumNumber: string | null, pesel: string | null }} Specimen */

/**
 * @typedef {object} Sources
 * @property {{ createFrames: (text: string) => { needed: number, draw: (at: number) => string }, FrameReader: new () => { take: (text: string) => { kind: string } } }} frames
 * @property {{ createShownPresentation: (credential: string, ports: object, withPhoto: boolean) => Promise<string> }} shown
 * @property {{ createCredential: (content: object, kid: string, ports: object) => Promise<string> }} credential
 * @property {{ createEs256Signer: (key: object) => unknown }} es256
 * @property {{ SPECIMENS: readonly Specimen[], SPECIMEN_UNIVERSITY: string }} people
 */

/**
 * Cards as the issuer signs them, with photos of so many random bytes (a picture cannot be packed any smaller either), shown as the wallet
 * does, drawn as QR codes in pictures of a webcam's size and decoded by jsQR. The frames counted are those shown until the text is whole, for
 * the worst place of the first loss.
 * @returns {Promise<import('../bench.mjs').Metric[]>}
 */
export async function measurePhoto() {
  const sources = /** @type {Sources} */ (
    await loadSources({
      frames: 'shared/protocol/photo-frames.ts',
      shown: 'shared/protocol/offline-presentation.ts',
      credential: 'shared/protocol/credential.ts',
      es256: 'shared/protocol/es256.ts',
      people: 'shared/student/specimens.ts',
    })
  );
  const { FrameReader, createFrames } = sources.frames;
  /** @type {import('../bench.mjs').Metric[]} */
  const metrics = [];
  /** @type {number[]} */
  const decodes = [];
  /** @type {number[]} of the last frame each, which has everything put together */
  const lasts = [];
  for (const size of KILOBYTES) {
    const text = await showCard(sources, size * 1024);
    const { needed, draw } = createFrames(text);
    const seen = await readPictures(draw, Math.ceil((needed * LOST) / (LOST - 1)) + 1, decodes);
    const counts = Array.from({ length: LOST }, (_, phase) => {
      const reader = new FrameReader();
      const at = seen.findIndex((frame, shown) => {
        if (shown % LOST === phase) return false;
        const startedAt = performance.now();
        const { kind } = reader.take(frame);
        if (kind === 'done') lasts.push(performance.now() - startedAt);
        return kind === 'done';
      });
      if (at < 0) throw new Error(`never whole, at ${size} KB and phase ${phase}`);
      return at + 1;
    });
    const worst = Math.max(...counts);
    metrics.push(
      { id: `${size}-kb-blocks`, value: needed, unit: 'frames', against: null, ratio: null },
      { id: `${size}-kb-shown`, value: worst, unit: 'frames', against: `${size}-kb-blocks`, ratio: worst / needed },
      { id: `${size}-kb-time`, value: (worst * 1000) / FRAMES_A_SECOND, unit: 'ms', against: null, ratio: null },
    );
  }
  const [decode, last] = [findMiddle(decodes), findMiddle(lasts)];
  return [
    ...metrics,
    { id: 'decode-picture', value: decode * 1000, unit: 'µs', against: null, ratio: null },
    { id: 'put-together', value: last * 1000, unit: 'µs', against: 'decode-picture', ratio: last / decode },
  ];
}

/** @param {(at: number) => string} draw @param {number} count @param {number[]} decodes milliseconds of each @returns {Promise<string[]>} */
async function readPictures(draw, count, decodes) {
  const { default: jsQR } = await import('jsqr');
  const { default: QRCode } = await import('qrcode');
  return Array.from({ length: count }, (_, at) => {
    const { size, data } = QRCode.create(draw(at), { errorCorrectionLevel: 'L' }).modules;
    const [left, top] = [WIDTH, HEIGHT].map((whole) => Math.floor((whole - size * MODULE) / 2));
    const picture = new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(255);
    for (let y = 0; y < size * MODULE; y++) {
      for (let x = 0; x < size * MODULE; x++) {
        if (!data[Math.floor(y / MODULE) * size + Math.floor(x / MODULE)]) continue;
        const pixel = ((top ?? 0) + y) * WIDTH + (left ?? 0) + x;
        picture.fill(30, pixel * 4, pixel * 4 + 3);
      }
    }
    const startedAt = performance.now();
    const found = jsQR(picture, WIDTH, HEIGHT);
    decodes.push(performance.now() - startedAt);
    if (!found) throw new Error(`frame ${at} cannot be read from its picture`);
    return found.data;
  });
}

/** @param {Sources} sources @param {number} photoBytes @returns {Promise<string>} the text of a presentation of card and photo */
async function showCard({ shown, credential, es256, people }, photoBytes) {
  /** @param {Specimen} student */
  const nameLength = ({ givenName, familyName }) => givenName.length + familyName.length;
  const student = people.SPECIMENS.reduce((a, b) => (nameLength(b) > nameLength(a) ? b : a));
  const [issuer, holder] = [createKey(), createKey()];
  const { kty, crv, x, y } = holder;
  /** @param {Uint8Array} bytes */
  const sha256 = async (bytes) => new Uint8Array(await webcrypto.subtle.digest('SHA-256', bytes));
  const photo = randomBytes(photoBytes);
  const now = Date.now();
  const content = {
    issuer: 'http://127.0.0.1:47801',
    issuedAt: Math.floor(now / 1000),
    expiresAt: Math.floor(now / 1000) + 180 * 24 * 3600,
    holderKey: { kty, crv, x, y },
    status: { index: 65_535, uri: 'http://127.0.0.1:47801/status/12' },
    card: {
      given_name: student.givenName,
      family_name: student.familyName,
      album_number: student.albumNumber ?? '',
      university: people.SPECIMEN_UNIVERSITY,
      card_number: '000-2026-000042',
      issued_on: '2026-10-02',
      valid_until: '2027-03-31',
      photo_digest: Buffer.from(await sha256(photo)).toString('base64url'),
    },
    identity: { birthdate: '2204-05-14', pesel: student.pesel ?? '' },
    photo: `data:image/png;base64,${photo.toString('base64')}`,
  };
  const signed = await credential.createCredential(content, 'card-1', {
    ...{ sign: es256.createEs256Signer(issuer), sha256, randomBytes },
  });
  /** @param {Uint8Array} bytes @param {Uint8Array} dictionary */
  const deflate = (bytes, dictionary) => deflateSync(bytes, { level: 9, dictionary });
  const ports = { sign: es256.createEs256Signer(holder), sha256, randomBytes, deflate, now: () => now };
  return shown.createShownPresentation(signed, ports, true);
}

const createKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });

/** @param {readonly number[]} values */
const findMiddle = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
