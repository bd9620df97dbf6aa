import type { Code } from '../../../../shared/protocol/codes.ts';
import { encodeBase45 } from '../../../../shared/protocol/base45.ts';
import { MAX_FRAMED_CHARACTERS } from '../../../../shared/protocol/limits.ts';
import { OFFLINE_DICTIONARY } from '../../../../shared/protocol/offline-dictionary.ts';
import type { PresentationPolicy } from '../../../../shared/verifier/check-presentation.ts';
import { deflate } from '../../../../host/platform-ports.ts';
import { createPrivateKey, NOW_MS, NOW_S } from '../../../support/specimen-issuer.ts';
import { ANYBODY, ASKED, bindingPart, offline, shownPart } from '../presentation-desk.ts';
import { type Attack, type Change, disclose, issuer } from './scene.ts';
import { noInstants } from './on-cards.ts';

type Row = readonly [what: string, change: Change, step: string, code: Code];
const name = (rows: readonly Row[]): readonly Attack[] =>
  rows.map(([what, change, step, code]) => ({ what, change, step, code }));

const claim = (what: string, claims: Record<string, unknown>, step: string, code: Code, policy = ASKED): Row => [
  what,
  { binding: { claims }, policy },
  step,
  code,
];
const signedBy = (what: string, key: ReturnType<typeof createPrivateKey>): Row => [
  `signed with ${what}`,
  { binding: { key } },
  'kb-signature',
  'KB_SIGNATURE',
];

const BINDINGS: readonly Row[] = [
  ['the binding stripped', { text: shownPart }, 'presentation-binding', 'KB_REQUIRED'],
  [
    'the binding stripped, and said not to be needed',
    { text: shownPart, card: { claims: { cnf: undefined } } },
    'presentation-binding',
    'KB_REQUIRED',
  ],
  ['only the binding', { text: bindingPart }, 'presentation-form', 'QR_UNKNOWN_FORMAT'],
  [
    'the binding twice',
    { text: (text) => `${text}~${bindingPart(text)}` },
    'credential-disclosures',
    'SDJWT_DISCLOSURE',
  ],
  signedBy('the credential key', issuer.keys.credential),
  signedBy('the key of another card', createPrivateKey()),
  ...['iat', 'aud', 'nonce', 'sd_hash'].map((member) =>
    claim(`no ${member}`, { [member]: undefined }, 'kb-claims', 'CLAIM_MISSING'),
  ),
  ...noInstants(['iat']).map(([what, binding]): Row => [what, { binding }, 'kb-claims', 'CLAIM_TYPE']),
  claim('aud as a list', { aud: ['redirect_uri:https://verifier.example/r/1'] }, 'kb-claims', 'CLAIM_TYPE'),
  claim('nonce as a number', { nonce: 1 }, 'kb-claims', 'CLAIM_TYPE'),
  claim('a foreign nonce', { nonce: 'nonce-2' }, 'kb-nonce', 'KB_NONCE'),
  claim('the nonce in other letters', { nonce: 'NONCE-1' }, 'kb-nonce', 'KB_NONCE'),
  claim('the nonce with a space', { nonce: 'nonce-1 ' }, 'kb-nonce', 'KB_NONCE'),
  claim('a foreign audience', { aud: 'redirect_uri:https://evil.example/r/1' }, 'kb-audience', 'KB_AUD'),
  claim('the audience in other letters', { aud: 'redirect_uri:https://VERIFIER.example/r/1' }, 'kb-audience', 'KB_AUD'),
  claim('the audience of whoever looks', { aud: 'urn:mleg-sim:any-verifier' }, 'kb-audience', 'KB_AUD'),
  claim(
    'one verifier’s, shown to whoever looks',
    { aud: 'https://verifier.example' },
    'kb-audience',
    'KB_AUD',
    ANYBODY,
  ),
  claim('an sd_hash of something else', { sd_hash: 'A'.repeat(43) }, 'kb-sd-hash', 'KB_SDHASH'),
  [
    'a disclosure swapped under the binding',
    {
      disclosures: async (made) => [...made, disclose('identity', { birthdate: '2204-05-14', pesel: '04651412324' })],
      text: (text) => text.replace(/^([^~]+)~([^~]+)~([^~]+)~/u, '$1~$3~$2~'),
    },
    'kb-sd-hash',
    'KB_SDHASH',
  ],
  [
    'a disclosure taken out from under the binding',
    {
      disclosures: async (made) => [...made, disclose('identity', { birthdate: '2204-05-14', pesel: '04651412324' })],
      text: (text) => text.replace(/^([^~]+)~([^~]+)~[^~]+~/u, '$1~$2~'),
    },
    'kb-sd-hash',
    'KB_SDHASH',
  ],
  ['nothing of what was asked for', { shown: () => [] }, 'presentation-groups', 'CLAIM_MISSING'],
  claim('made 180 s and a bit ago', { iat: NOW_S - 181 }, 'kb-time', 'KB_STALE'),
  claim('made 61 s ahead', { iat: NOW_S + 61 }, 'kb-time', 'KB_STALE'),
  claim('past its own end', { exp: NOW_S - 60 }, 'kb-time', 'KB_STALE'),
  claim('before its own beginning', { nbf: NOW_S + 61 }, 'kb-time', 'KB_STALE'),
  claim('an end that is text', { exp: String(NOW_S + 60) }, 'kb-time', 'KB_STALE'),
  claim('a beginning in milliseconds', { nbf: NOW_MS }, 'kb-time', 'KB_STALE'),
];

/** To the millisecond: what a clock a moment later or earlier says of the same code. */
export const EDGES: readonly (readonly [policy: PresentationPolicy, iatS: number, nowMs: number, isGood: boolean])[] = [
  [ANYBODY, NOW_S - 60, NOW_MS, true],
  [ANYBODY, NOW_S - 60, NOW_MS + 1, false],
  [ANYBODY, NOW_S + 30, NOW_MS, true],
  [ANYBODY, NOW_S + 30, NOW_MS - 1, false],
  [ASKED, NOW_S - 180, NOW_MS, true],
  [ASKED, NOW_S - 180, NOW_MS + 1, false],
  [ASKED, NOW_S + 60, NOW_MS, true],
  [ASKED, NOW_S + 60, NOW_MS - 1, false],
];

const FRAMED: PresentationPolicy = { ...ASKED, maxCharacters: MAX_FRAMED_CHARACTERS };
const packed = (bytes: Uint8Array, dictionary: Uint8Array = OFFLINE_DICTIONARY): string =>
  `MP1:${encodeBase45(deflate(bytes, dictionary))}`;
const damaged = (what: string, text: (whole: string) => string): Row => [
  what,
  { text: (whole) => text(offline(whole)) },
  'presentation-form',
  'QR_BASE45',
];
const lengths = (...parts: readonly number[]): Uint8Array => {
  const all = parts.flatMap((length) => [length >> 8, length & 0xff, ...new Uint8Array(length)]);
  return Uint8Array.from(all);
};

const FORMS: readonly Row[] = [
  ['nothing', { text: () => '' }, 'presentation-form', 'QR_EMPTY'],
  ['any text', { text: () => 'ala ma kota' }, 'presentation-form', 'QR_UNKNOWN_FORMAT'],
  ['a challenge', { text: () => 'MC1:000' }, 'presentation-form', 'QR_UNKNOWN_FORMAT'],
  ['an activation QR', { text: () => 'US1:000' }, 'presentation-form', 'QR_UNKNOWN_FORMAT'],
  ['one frame of a moving code', { text: () => 'MF1:000' }, 'presentation-form', 'QR_UNKNOWN_FORMAT'],
  [
    'frames of a character too many',
    { text: (text) => offline(text).padEnd(MAX_FRAMED_CHARACTERS + 1, '0'), policy: FRAMED },
    'presentation-form',
    'QR_TOO_LARGE',
  ],
  [
    'a bomb in frames',
    { text: () => packed(new Uint8Array(1024 * 1024)), policy: FRAMED },
    'presentation-form',
    'QR_BASE45',
  ],
  [
    'the prefix in small letters',
    { text: (text) => offline(text).replace('MP1', 'mp1') },
    'presentation-form',
    'QR_UNKNOWN_FORMAT',
  ],
  ['a space before the prefix', { text: (text) => ` ${offline(text)}` }, 'presentation-form', 'QR_UNKNOWN_FORMAT'],
  ['4,097 characters', { text: (text) => offline(text).padEnd(4097, '0') }, 'presentation-form', 'QR_TOO_LARGE'],
  [
    'a million characters',
    { text: (text) => offline(text).padEnd(1_000_000, '0') },
    'presentation-form',
    'QR_TOO_LARGE',
  ],
  [
    'an SD-JWT of 200,000 characters',
    { text: (text) => text.padEnd(200_000, 'A') },
    'presentation-form',
    'SDJWT_FORMAT',
  ],
  ['an SD-JWT of 200,000 ~', { text: (text) => text.padEnd(160_000, '~') }, 'presentation-binding', 'KB_REQUIRED'],
  damaged('a letter too few', (text) => text.slice(0, -1)),
  damaged('a letter that base45 has not', (text) => text.replace(/.$/u, '_')),
  damaged('a group past 65,535', (text) => text.replace(/...$/u, ':::')),
  damaged('a line break behind it', (text) => `${text}\n`),
  damaged('something behind the stream', (text) => `${text}000`),
  damaged('nothing behind the prefix', () => 'MP1:'),
  damaged('another dictionary', () => packed(lengths(10, 10, 10, 10, 10, 10, 10), Uint8Array.of(1, 2, 3))),
  damaged('no parts', () => packed(new Uint8Array(0))),
  damaged('five parts', () => packed(lengths(9, 9, 9, 9, 9))),
  damaged('an empty part', () => packed(lengths(9, 9, 9, 0, 9, 9, 9))),
  damaged('a length past the end', () => packed(lengths(9, 9, 9, 9, 9, 9, 9).fill(255, 0, 2))),
  damaged('a bomb of 64 KiB and a byte', () => packed(new Uint8Array(64 * 1024 + 1))),
  damaged('a bomb of 1 MiB', () => packed(new Uint8Array(1024 * 1024))),
];

export const ATTACKS_ON_BINDINGS = name(BINDINGS);
export const ATTACKS_ON_FORMS = name(FORMS);

/** What somebody who has seen a presentation can make of it without the holder's key. */
export const COPIES: readonly (readonly [what: string, copy: (text: string) => string])[] = [
  ['the very text', (text) => text],
  ['its offline form', offline],
  ['with the other signature of the holder', otherSignature],
  ['with the other signature, in the offline form', (text) => offline(otherSignature(text))],
];

/** (r, s) and (r, n − s) are signatures of the same words: whoever has one has both. */
function otherSignature(text: string): string {
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const bytes = Buffer.from(text.slice(text.lastIndexOf('.') + 1), 'base64url');
  const turned = (order - BigInt(`0x${bytes.toString('hex', 32)}`)).toString(16).padStart(64, '0');
  const signature = Buffer.concat([bytes.subarray(0, 32), Buffer.from(turned, 'hex')]);
  return text.slice(0, text.lastIndexOf('.') + 1) + signature.toString('base64url');
}
