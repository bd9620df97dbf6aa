import { encodeBase64url } from '../../../../shared/protocol/base64url.ts';
import type { Code } from '../../../../shared/protocol/codes.ts';
import { ASKED } from '../presentation-desk.ts';
import { PIXEL_PNG, sha256 } from '../../../support/specimen-issuer.ts';
import { type Attack, type Change, disclose, discloseCard } from './scene.ts';

/** Photos that their issuer has signed, digest and all: so nothing but the photo itself is wrong. */

const policy = { ...ASKED, groups: ['card', 'photo'] } as const;
const withPhoto = (photo: unknown, vouchedFor: Uint8Array): Change => ({
  policy,
  disclosures: async () => [
    await discloseCard({ photo_digest: encodeBase64url(await sha256(vouchedFor)) }),
    disclose('photo', photo),
  ],
});
const uri = (bytes: Uint8Array, type = 'png'): string =>
  `data:image/${type};base64,${Buffer.from(bytes).toString('base64')}`;
const labelled = (bytes: Uint8Array, type = 'png'): Change => withPhoto(uri(bytes, type), bytes);
const good = labelled(PIXEL_PNG);

const HTML = Buffer.from('<html><script>alert(1)</script></html>');
const ZIP = Buffer.from('504b0506000000000000000000000000000000000000', 'hex');

/** A PNG of this size to whoever reads its chunks. */
function png(width: number, height: number): Buffer {
  const bytes = Buffer.from(PIXEL_PNG);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}
const segment = (marker: number, body: readonly number[]): number[] => [
  ...[0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff],
  ...body,
];
/** A JPEG to whoever reads its segments, with a stuffed byte and a restart in its scan. */
const jpeg = (width: number, height: number): Buffer =>
  Buffer.from([
    ...[0xff, 0xd8],
    ...segment(0xe0, [...Buffer.from('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...segment(0xc0, [8, height >> 8, height & 0xff, width >> 8, width & 0xff, 1, 1, 0x11, 0]),
    ...segment(0xda, [1, 1, 0, 0, 63, 0]),
    ...[1, 2, 0xff, 0, 3, 0xff, 0xd0, 4, 0xff, 0xd9],
  ]);

export const GOOD_PHOTOS: readonly (readonly [what: string, change: Change])[] = [
  ['a photo in PNG', good],
  ['a photo in JPEG', labelled(jpeg(480, 640), 'jpeg')],
  ['a photo of 480 × 640 pixels', labelled(png(480, 640))],
];

const pixels = PIXEL_PNG.toString('base64');
const ROWS: readonly (readonly [what: string, change: Change, code: Code])[] = [
  ['SVG', withPhoto('data:image/svg+xml;base64,PHN2Zy8+', Buffer.from('<svg/>')), 'PHOTO_TYPE'],
  ['SVG labelled as PNG', labelled(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')), 'PHOTO_TYPE'],
  ['PNG labelled as SVG', labelled(PIXEL_PNG, 'svg+xml'), 'PHOTO_TYPE'],
  ['HTML', withPhoto(`data:text/html;base64,${HTML.toString('base64')}`, HTML), 'PHOTO_TYPE'],
  ['HTML labelled as PNG', labelled(HTML), 'PHOTO_TYPE'],
  ['HTML labelled as JPEG', labelled(HTML, 'jpeg'), 'PHOTO_TYPE'],
  ['GIF labelled as PNG', labelled(Buffer.from('GIF89a\u0001\0\u0001\0\0\0\0;')), 'PHOTO_TYPE'],
  ['PNG labelled as JPEG', labelled(PIXEL_PNG, 'jpeg'), 'PHOTO_TYPE'],
  ['JPEG labelled as PNG', labelled(jpeg(10, 10)), 'PHOTO_TYPE'],
  ['a PNG with a page behind it', labelled(Buffer.concat([PIXEL_PNG, HTML])), 'PHOTO_TYPE'],
  ['a PNG with an archive behind it', labelled(Buffer.concat([PIXEL_PNG, ZIP])), 'PHOTO_TYPE'],
  ['a PNG with a second behind it', labelled(Buffer.concat([PIXEL_PNG, PIXEL_PNG])), 'PHOTO_TYPE'],
  ['a page with a PNG behind it', labelled(Buffer.concat([HTML, PIXEL_PNG])), 'PHOTO_TYPE'],
  ['a JPEG with a page behind it', labelled(Buffer.concat([jpeg(10, 10), HTML]), 'jpeg'), 'PHOTO_TYPE'],
  [
    'a JPEG with a page behind it that ends like a JPEG',
    labelled(Buffer.concat([jpeg(10, 10), HTML, Buffer.of(0xff, 0xd9)]), 'jpeg'),
    'PHOTO_TYPE',
  ],
  ['a PNG cut short', labelled(PIXEL_PNG.subarray(0, -1)), 'PHOTO_TYPE'],
  [
    'a PNG without its header',
    labelled(Buffer.concat([PIXEL_PNG.subarray(0, 8), PIXEL_PNG.subarray(33)])),
    'PHOTO_TYPE',
  ],
  ['a JPEG cut short', labelled(jpeg(10, 10).subarray(0, -1), 'jpeg'), 'PHOTO_TYPE'],
  ['a JPEG without a frame', labelled(Buffer.of(0xff, 0xd8, 0xff, 0xd9), 'jpeg'), 'PHOTO_TYPE'],
  ['only the beginning of a PNG', labelled(PIXEL_PNG.subarray(0, 8)), 'PHOTO_TYPE'],
  ['an address', withPhoto('https://evil.example/photo.png', PIXEL_PNG), 'PHOTO_TYPE'],
  ['a script', withPhoto('javascript:alert(1)', PIXEL_PNG), 'PHOTO_TYPE'],
  ['a photo not in base64', withPhoto('data:image/png,%89PNG', PIXEL_PNG), 'PHOTO_TYPE'],
  ['white space in base64', withPhoto(`data:image/png;base64, ${pixels}`, PIXEL_PNG), 'PHOTO_TYPE'],
  ['a line break behind it', withPhoto(`data:image/png;base64,${pixels}\n`, PIXEL_PNG), 'PHOTO_TYPE'],
  ['a parameter in its label', withPhoto(`data:image/png;x=<b>;base64,${pixels}`, PIXEL_PNG), 'PHOTO_TYPE'],
  [
    '64 KiB and a byte',
    labelled(Buffer.concat([PIXEL_PNG, Buffer.alloc(64 * 1024 + 1 - PIXEL_PNG.length)])),
    'PHOTO_SIZE',
  ],
  ['481 pixels across', labelled(png(481, 10)), 'PHOTO_SIZE'],
  ['641 pixels down', labelled(png(10, 641)), 'PHOTO_SIZE'],
  ['4,294,967,295 pixels', labelled(png(0xffffffff, 0xffffffff)), 'PHOTO_SIZE'],
  ['a JPEG of 65,535 pixels', labelled(jpeg(65_535, 65_535), 'jpeg'), 'PHOTO_SIZE'],
  ['the photo of another card', withPhoto(uri(PIXEL_PNG), png(2, 2)), 'PHOTO_DIGEST'],
];
const step = 'credential-photo';

export const ATTACKS_ON_PHOTOS: readonly Attack[] = [
  ...ROWS.map(([what, change, code]): Attack => ({ what, change, step, code, genuine: good })),
  {
    what: 'a photo that is no text',
    change: withPhoto([uri(PIXEL_PNG)], PIXEL_PNG),
    ...{ step: 'credential-disclosures', code: 'CLAIM_TYPE', genuine: good },
  },
  {
    what: 'a photo that is not shown',
    change: { ...good, shown: (made) => made.slice(0, 1) },
    ...{ step: 'presentation-groups', code: 'CLAIM_MISSING', genuine: good },
  },
];
