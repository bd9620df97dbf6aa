import type { Code } from '../../../../shared/protocol/codes.ts';
import { encodeBase64url } from '../../../../shared/protocol/base64url.ts';
import { publicPart } from '../../../../shared/protocol/es256.ts';
import { NOW_MS, NOW_S, encodeText } from '../../../support/specimen-issuer.ts';
import { STATUS_URI } from '../presentation-desk.ts';
import {
  type Attack,
  type Change,
  disclose,
  discloseCard,
  holder,
  issuer,
  stranger,
  type TokenChange,
} from './scene.ts';

type Row = readonly [what: string, change: Change, step: string, code: Code];
const name = (rows: readonly Row[]): readonly Attack[] =>
  rows.map(([what, change, step, code]) => ({ what, change, step, code }));

const CLAIMS = 'credential-claims';
const TIME = 'credential-time';
const claim = (what: string, claims: Record<string, unknown>, code: Code, step = CLAIMS): Row => [
  what,
  { card: { claims } },
  step,
  code,
];

/** Values of a NumericDate that no date is; RAW becomes 1e400, which no serializer writes. */
const NO_INSTANTS = [String(NOW_S + 60), NOW_MS + 60_000, NOW_S + 0.5, 0, -1, null, true, [NOW_S], 'RAW'] as const;
export const noInstants = (claims: readonly string[]): readonly (readonly [what: string, change: TokenChange])[] =>
  claims.flatMap((claim) =>
    NO_INSTANTS.map(
      (value) =>
        [
          `${claim} of ${value === 'RAW' ? '1e400' : JSON.stringify(value)}`,
          { claims: { [claim]: value }, claimsText: (json: string) => json.replace('"RAW"', '1e400') },
        ] as const,
    ),
  );

const offCurve = encodeBase64url(new Uint8Array(32).fill(1));
const P = 'ffffffff00000001000000000000000000000000ffffffffffffffffffffffff';
const publicKey = publicPart(holder);
const HOLDER_KEYS: readonly (readonly [what: string, cnf: unknown])[] = [
  ['a private key', { jwk: holder }],
  ['a key off the curve', { jwk: { ...publicKey, y: offCurve } }],
  [
    'the point 0, 0',
    { jwk: { ...publicKey, x: encodeBase64url(new Uint8Array(32)), y: encodeBase64url(new Uint8Array(32)) } },
  ],
  ['a coordinate of p', { jwk: { ...publicKey, x: encodeBase64url(Buffer.from(P, 'hex')) } }],
  ['a coordinate of 31 bytes', { jwk: { ...publicKey, x: encodeBase64url(new Uint8Array(31).fill(1)) } }],
  [
    'a coordinate of 33 bytes',
    { jwk: { ...publicKey, x: encodeBase64url(Buffer.concat([Buffer.of(0), Buffer.from(publicKey.x, 'base64url')])) } },
  ],
  ['a coordinate with padding', { jwk: { ...publicKey, x: `${publicKey.x}=` } }],
  ['a key of another curve', { jwk: { ...publicKey, crv: 'P-384' } }],
  ['a key for HMAC', { jwk: { kty: 'oct', k: 'c2VjcmV0' } }],
  ['an RSA key', { jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' } }],
  ['the address of a key', { jku: 'https://evil.example/key' }],
  ['the name of a key', { kid: 'card-1' }],
  ['nothing', {}],
];

const KEYS: readonly Row[] = [
  ['kid as a path', '../../keys/card-1'],
  ['kid as SQL', "card-1' OR '1'='1"],
  ['kid of 10 kB', 'k'.repeat(10_240)],
  ['kid of 17 characters', 'k'.repeat(17)],
  ['kid with a line break', 'card-1\n'],
  ['kid __proto__', '__proto__'],
  ['no kid', undefined],
  ['kid as a number', 1],
  ['kid as a list', ['card-1']],
  ['an unknown kid', 'card-2'],
  ['the kid of the status key', 'status-1'],
  ['the kid of the activation key', 'qr-1'],
].map(([what, kid]): Row => [String(what), { card: { header: { kid } } }, 'credential-kid', 'JWS_KID_UNKNOWN']);

const reference = (idx: unknown, uri: unknown = STATUS_URI) => ({ status: { status_list: { idx, uri } } });

/** Keys of this issuer could not be asked for, so an unknown one is no proof of a forgery; but whoever says so may be a forger. */
const NEW_KEYS: readonly Row[] = (
  [
    ['a forgery with a key that may be new', { header: { kid: 'card-2' }, key: stranger }],
    ['a forgery that also names a list', { header: { kid: 'card-2' }, key: stranger, claims: reference(8) }],
  ] as const
).map(([what, card]): Row => [
  what,
  { card, ports: { mayLackKeys: () => true } },
  'credential-kid',
  'ISSUER_UNREACHABLE',
]);

const SIGNERS: readonly Row[] = (
  [
    ['the status key', issuer.keys.status],
    ['the activation key', issuer.keys['activation-qr']],
    ['the anchor', issuer.anchor],
    ['the holder’s key', holder],
  ] as const
).map(([what, key]): Row => [`signed with ${what}`, { card: { key } }, 'credential-signature', 'JWS_SIGNATURE']);

const TIMES: readonly Row[] = [
  ...['iss', 'iat', 'exp', 'vct', 'cnf', 'status'].map((name) =>
    claim(`no ${name}`, { [name]: undefined }, 'CLAIM_MISSING'),
  ),
  ...noInstants(['iat', 'exp']).map(([what, card]): Row => [what, { card }, CLAIMS, 'CLAIM_TYPE']),
  ...noInstants(['nbf']).map(([what, card]): Row => [what, { card }, TIME, 'CLAIM_TYPE']),
  claim('ended 60 s ago', { exp: NOW_S - 60 }, 'CLAIM_EXPIRED', TIME),
  // A trusted issuer has signed it: this verifier's clock is as likely to be wrong as that one's, and nobody can tell.
  claim('issued 61 s ahead', { iat: NOW_S + 61 }, 'CLOCK_BEHIND', 'presentation-clock'),
  claim('valid from 61 s ahead', { nbf: NOW_S + 61 }, 'CLAIM_NOT_YET_VALID', TIME),
];
/** And the last second on the right side of each. */
export const STILL_GOOD: readonly (readonly [what: string, change: Change])[] = [
  ['a card that ended 59 s ago', { card: { claims: { exp: NOW_S - 59 } } }],
  ['a card issued 60 s ahead', { card: { claims: { iat: NOW_S + 60 } } }],
  ['a card valid from 60 s ahead', { card: { claims: { nbf: NOW_S + 60 } } }],
  ['a list that ended 59 s ago', { list: { claims: { exp: NOW_S - 59 } } }],
  ['a list signed 60 s ahead', { list: { claims: { iat: NOW_S + 60 } } }],
  ['a list valid from 60 s ahead', { list: { claims: { nbf: NOW_S + 60 } } }],
  ['a clock 60 s behind what was signed', { ports: { newestSignedAt: () => NOW_S + 60 } }],
  ['digests that nobody is shown', { digests: (made) => [...made, 'A'.repeat(43)] }],
  ['a card with nothing said of the digest', { card: { claims: { _sd_alg: undefined } } }],
  ['claims nobody knows', { card: { claims: { future: { a: [1] } }, header: { future: 1 } } }],
];

const CONTENT: readonly Row[] = [
  claim('another vct', { vct: 'urn:mleg-sim:mlegitymacja:2' }, 'SDJWT_VCT', 'credential-vct'),
  claim('vct in other letters', { vct: 'URN:mleg-sim:mlegitymacja:1' }, 'SDJWT_VCT', 'credential-vct'),
  claim('vct as a list', { vct: ['urn:mleg-sim:mlegitymacja:1'] }, 'CLAIM_TYPE'),
  claim('another issuer', { iss: 'https://evil.example' }, 'ISSUER_MISMATCH', 'credential-issuer'),
  claim('the issuer with a slash', { iss: 'https://usos.example/' }, 'ISSUER_MISMATCH', 'credential-issuer'),
  claim('the issuer in other letters', { iss: 'https://USOS.example' }, 'ISSUER_MISMATCH', 'credential-issuer'),
  claim('the issuer with a dot', { iss: 'https://usos.example.' }, 'ISSUER_MISMATCH', 'credential-issuer'),
  ...HOLDER_KEYS.map(([what, cnf]) => claim(`${what} in cnf`, { cnf }, 'CLAIM_TYPE')),
];

const STATUS: readonly Row[] = [
  claim('status without a list', { status: {} }, 'CLAIM_TYPE'),
  claim('status as text', { status: 'valid' }, 'CLAIM_TYPE'),
  ...[-1, 0.5, '7', 2 ** 53, null].map((idx) => claim(`index ${JSON.stringify(idx)}`, reference(idx), 'CLAIM_TYPE')),
  claim('a list without an address', reference(7, 'status/1'), 'CLAIM_TYPE'),
  ...[
    'https://evil.example/status/1',
    'https://usos.example.evil.example/status/1',
    'https://usos.example@evil.example/status/1',
    'https://user:secret@usos.example/status/1',
    'https://USOS.example/status/1',
    'https://usos.example:8443/status/1',
    'https://usos.example:443/status/1',
    'http://usos.example/status/1',
    'https://usos.example./status/1',
    'https://usos.example/../status/1',
    'https://usos.example/%2e%2e/status/1',
    'https://usos.example\\@evil.example/status/1',
    'https://usos.example/status/1#x',
    'https://usos.example',
    'https://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'data:text/plain,x',
    ' https://usos.example/status/1',
  ].map((uri) => claim(`a list at ${uri}`, reference(7, uri), 'STATUS_SUBJECT', 'presentation-status')),
];

const DISCLOSURES = 'credential-disclosures';
const added = (what: string, disclosure: string, code: Code = 'SDJWT_DISCLOSURE'): Row => [
  what,
  { disclosures: (made) => [...made, disclosure] },
  DISCLOSURES,
  code,
];
const changed = (what: string, change: Change): Row => [what, change, DISCLOSURES, 'SDJWT_DISCLOSURE'];

const GROUPS: readonly Row[] = [
  changed('a disclosure nobody referenced', { shown: (made) => [...made, disclose('extra', 1)] }),
  changed('a swapped disclosure', { shown: async () => [await discloseCard({ given_name: 'Ktoś' })] }),
  changed('a disclosure of another card', {
    shown: async () => (await issuer.credential(stranger)).split('~').slice(1, 2),
  }),
  changed('the same disclosure twice', { shown: (made) => [...made, ...made] }),
  changed('a disclosure spelled differently', { shown: ([card = '']) => [`${card}=`] }),
  changed('an empty disclosure', { shown: (made) => [...made, ''] }),
  changed('33 disclosures', {
    disclosures: (made) => [...made, ...Array.from({ length: 32 }, (_, at) => disclose(`n${at}`, at))],
  }),
  changed('one name under two disclosures', {
    disclosures: async (made) => [...made, await discloseCard({ given_name: 'Ktoś' })],
  }),
  changed('a name that stands in the clear', { card: { claims: { card: { given_name: 'Ktoś' } } } }),
  changed('a digest twice', { digests: (made) => [...made, ...made] }),
  changed('a digest that is none', { digests: (made) => [...made, 7] }),
  changed('_sd that is no list', { card: { claims: { _sd: 'x' } } }),
  changed('digests further in', { card: { claims: { future: { _sd: ['x'] } } } }),
  changed('an array of digests', { card: { claims: { future: [{ '...': 'x' }] } } }),
  ...['md5', 'sha-1', 'SHA-256', 'sha-512', '', null].map((alg) =>
    changed(`_sd_alg ${JSON.stringify(alg)}`, { card: { claims: { _sd_alg: alg } } }),
  ),
  ...[
    '_sd',
    '...',
    '__proto__',
    '_sd_alg',
    'iss',
    'iat',
    'nbf',
    'exp',
    'cnf',
    'vct',
    'vct#integrity',
    'status',
    'sub',
  ].flatMap((member): Row[] => [
    added(`a disclosable ${member}`, disclose(member, NOW_S)),
    // Where nothing of the kind stands in the clear, too.
    ...(member === '_sd_alg' || member === 'nbf'
      ? [
          changed(`a disclosable ${member} and none in the clear`, {
            card: { claims: { [member]: undefined } },
            disclosures: (made) => [...made, disclose(member, 'md5')],
          }),
        ]
      : []),
  ]),
  ...(['exp', 'cnf', 'status', 'vct'] as const).map((member): Row => [
    `${member} only where it can be left out`,
    { card: { claims: { [member]: undefined } }, disclosures: (made) => [...made, disclose(member, 1)] },
    CLAIMS,
    'CLAIM_MISSING',
  ]),
  added('an element of an array', encodeText('["c2FsdA","value"]')),
  added('four members', encodeText('["c2FsdA","a",1,2]')),
  added('a name that is no text', disclose(7, 1)),
  added('a salt that is no text', disclose('extra', 1, 7)),
  added('no JSON', encodeText('nonsense')),
  added('what closes its wrapper', encodeText('["a","b","c"],"x":1')),
  added('a member twice', encodeText('["c2FsdA","extra",{"a":1,"a":2}]')),
  added('__proto__', encodeText('["c2FsdA","extra",{"__proto__":1}]')),
  added('digests of its own', disclose('extra', { _sd: ['x'] })),
  added('digests deep inside', disclose('extra', [{ a: { '...': 'x' } }])),
  added('JSON 5,000 deep', encodeText(`["c2FsdA","extra",${'['.repeat(5000)}${']'.repeat(5000)}]`)),
];

/** Characters that turn, hide or break what is drawn. */
const DECEPTIVE = {
  'right-to-left override': '\u202e',
  'left-to-right isolate': '\u2066',
  'Arabic letter mark': '\u061c',
  'zero-width space': '\u200b',
  'zero-width joiner': '\u200d',
  'byte order mark': '\ufeff',
  'soft hyphen': '\u00ad',
  'Hangul filler': '\u3164',
  'variation selector': '\ufe0f',
  'tag character': '\u{e0041}',
  'line separator': '\u2028',
  escape: '\u001b',
  NUL: '\0',
} as const;
const members = (what: string, changes: Record<string, unknown>): Row => [
  what,
  { disclosures: async () => [await discloseCard(changes)] },
  DISCLOSURES,
  'CLAIM_TYPE',
];
const NAMES: readonly Row[] = [
  ...Object.entries(DECEPTIVE).map(([what, character]) =>
    members(`a ${what} in a name`, { given_name: `Jan${character}nak` }),
  ),
  ...['family_name', 'album_number', 'university', 'card_number', 'issued_on', 'valid_until', 'photo_digest'].flatMap(
    (member) => [
      members(`a turn of direction in ${member}`, { [member]: 'a\u202eb' }),
      members(`no ${member}`, { [member]: undefined }),
      members(`${member} that is no text`, { [member]: { toString: 1 } }),
    ],
  ),
  members('a name of 201 characters', { given_name: 'a'.repeat(201) }),
  members('a date that is none', { valid_until: '2027-13-01' }),
  ['a card that is a list', { disclosures: () => [disclose('card', [])] }, DISCLOSURES, 'CLAIM_TYPE'],
  ['a card that is null', { disclosures: () => [disclose('card', null)] }, DISCLOSURES, 'CLAIM_TYPE'],
];

export const ATTACKS_ON_CARDS = name([...KEYS, ...NEW_KEYS, ...SIGNERS, ...TIMES, ...CONTENT, ...STATUS]);
export const ATTACKS_ON_DISCLOSURES = name([...GROUPS, ...NAMES]);
