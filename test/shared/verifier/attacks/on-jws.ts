import { createHmac, createPublicKey } from 'node:crypto';
import { decodeBase64url, encodeBase64url } from '../../../../shared/protocol/base64url.ts';
import type { Code } from '../../../../shared/protocol/codes.ts';
import { type PrivateJwk, publicPart } from '../../../../shared/protocol/es256.ts';
import { NOW_S, encodeText } from '../../../support/specimen-issuer.ts';
import { type Attack, holder, issuer, stranger, type Token, type TokenChange } from './scene.ts';

/** What can be done to any signed text, done to each of the three that a verifier reads. */

interface Place {
  readonly token: Token;
  readonly key: PrivateJwk;
  /** The steps of this token, and the code of a signature that is none. */
  readonly prefix: '' | 'kb-' | 'status-';
  readonly signature: readonly [step: string, code: Code];
  readonly claims: string;
  readonly typ: string;
}

const PLACES: readonly Place[] = [
  {
    ...{ token: 'card', key: issuer.keys.credential, prefix: '', typ: 'dc+sd-jwt' },
    ...{ signature: ['credential-signature', 'JWS_SIGNATURE'], claims: 'credential-claims' },
  },
  {
    ...{ token: 'binding', key: holder, prefix: 'kb-', typ: 'kb+jwt' },
    ...{ signature: ['kb-signature', 'KB_SIGNATURE'], claims: 'kb-claims' },
  },
  {
    ...{ token: 'list', key: issuer.keys.status, prefix: 'status-', typ: 'statuslist+jwt' },
    ...{ signature: ['status-signature', 'STATUS_SIGNATURE'], claims: 'status-claims' },
  },
];

const parts = (compact: string): [string, string, string] => compact.split('.') as [string, string, string];
const withSignature = (compact: string, bytes: Uint8Array): string =>
  compact.replace(/[^.]*$/u, encodeBase64url(bytes));
const signatureOf = (compact: string): Buffer => Buffer.from(decodeBase64url(parts(compact)[2]) ?? []);
const withAlg = (compact: string, alg: string): string => {
  const header = JSON.parse(Buffer.from(parts(compact)[0], 'base64url').toString()) as object;
  return `${encodeText(JSON.stringify({ ...header, alg }))}.${parts(compact)[1]}`;
};

/** The public key, which everyone has, as the secret of an HMAC: in each form a careless library might take it. */
const hmac = (secret: string | Buffer) => (compact: string) => {
  const input = withAlg(compact, 'HS256');
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
};
const pem = ({ kty, crv, x, y }: PrivateJwk): string =>
  createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString();

const ORDER = Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex');
const ZERO = Buffer.alloc(32);
const half = (which: 'r' | 's', bytes: Buffer) => (compact: string) => {
  const good = signatureOf(compact);
  const [r, s] = which === 'r' ? [bytes, good.subarray(32)] : [good.subarray(0, 32), bytes];
  return withSignature(compact, Buffer.concat([r, s]));
};

/** ASN.1, as OpenSSL writes it. */
function toDer(compact: string): string {
  const integer = (bytes: Buffer): Buffer => {
    const trimmed = bytes.subarray(bytes.findIndex((byte) => byte !== 0));
    const body = (trimmed[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), trimmed]) : trimmed;
    return Buffer.concat([Buffer.of(2, body.length), body]);
  };
  const good = signatureOf(compact);
  const body = Buffer.concat([integer(good.subarray(0, 32)), integer(good.subarray(32))]);
  return withSignature(compact, Buffer.concat([Buffer.of(0x30, body.length), body]));
}

/** The same bytes with a spare bit of the last character set. */
function respell(part: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return part.slice(0, -1) + alphabet.charAt(alphabet.indexOf(part.slice(-1)) ^ 1);
}
const nested = (depth: number): string => `"x":${'['.repeat(depth)}${']'.repeat(depth)},`;
const insert = (members: string) => (json: string) => json.replace('{', `{${members}`);

type Row = readonly [what: string, change: TokenChange, step: string, code: Code];
const OWN_KEY = ['jws-header-keys', 'JWS_HEADER_KEY_FORBIDDEN'] as const;

const FORMS: readonly Row[] = (
  [
    ['two parts', (text) => parts(text).slice(0, 2).join('.')],
    ['four parts', (text) => `${text}.AAAA`],
    ['five parts, as a JWE has', (text) => `${text}.AAAA.AAAA`],
    ['no header', (text) => text.replace(/^[^.]+/u, '')],
    ['no payload', (text) => text.replace(/\.[^.]+\./u, '..')],
    ['a line break behind it', (text) => `${text}\n`],
    ['a line break before it', (text) => `\r\n${text}`],
    ['a space inside', (text) => text.replace('.', '. ')],
    ['a no-break space inside', (text) => text.replace('.', '.\u00a0')],
    ['a byte order mark', (text) => `\ufeff${text}`],
  ] as const satisfies readonly (readonly [string, (text: string) => string])[]
).map(([what, signed]) => [what, { signed }, 'jws-parts', 'JWS_FORMAT']);

const SPELLINGS: readonly Row[] = (
  [
    ['padding', (text) => `${text}==`],
    ['padding inside', (text) => text.replace('.', '=.')],
    ['+ of ordinary base64', (text) => text.replace(/.$/u, '+')],
    ['/ of ordinary base64', (text) => text.replace(/.$/u, '/')],
    ['a NUL', (text) => text.replace(/.$/u, '\0')],
    ['a percent sign', (text) => text.replace('.', '%2E.')],
    ['a non-canonical tail of the signature', (text) => respell(text)],
  ] as const satisfies readonly (readonly [string, (text: string) => string])[]
).map(([what, signed]) => [what, { signed }, 'jws-base64url', 'JWS_B64']);

const HEADERS: readonly Row[] = [
  ['a header that is no JSON', { headerText: (json) => json.slice(1) }, 'jws-header', 'JWS_HEADER_JSON'],
  ['a header in an array', { headerText: (json) => `[${json}]` }, 'jws-header', 'JWS_HEADER_JSON'],
  ['a byte order mark in the header', { headerText: (json) => `\ufeff${json}` }, 'jws-header', 'JWS_HEADER_JSON'],
  ['a header 17 deep', { headerText: insert(nested(16)) }, 'jws-header', 'JWS_HEADER_JSON'],
  ['a header 5,000 deep', { headerText: insert(nested(5000)) }, 'jws-header', 'JWS_HEADER_JSON'],
  ['alg twice', { headerText: insert('"alg":"none",') }, 'jws-header-members', 'JWS_DUPLICATE'],
  ['alg twice, by an escape', { headerText: insert('"\\u0061lg":"none",') }, 'jws-header-members', 'JWS_DUPLICATE'],
  ['__proto__ in the header', { headerText: insert('"__proto__":{},') }, 'jws-header-members', 'JWS_DUPLICATE'],
  ['an unknown crit', { header: { crit: ['future'], future: 1 } }, 'jws-crit', 'JWS_CRIT'],
  ['an empty crit', { header: { crit: [] } }, 'jws-crit', 'JWS_CRIT'],
  ['b64 false', { header: { b64: false, crit: ['b64'] } }, 'jws-crit', 'JWS_CRIT'],
  ['b64 false without crit', { header: { b64: false } }, 'jws-crit', 'JWS_CRIT'],
  ...['ES384', 'ES256K', 'RS256', 'PS256', 'EdDSA', 'es256', '', null, ['ES256']].map((alg): Row => [
    `alg ${JSON.stringify(alg)}`,
    { header: { alg } },
    'jws-alg',
    'JWS_ALG_FORBIDDEN',
  ]),
  ...['none', 'None', 'nOnE'].flatMap((alg): Row[] => [
    [`alg ${alg}`, { signed: (text) => `${withAlg(text, alg)}.` }, 'jws-alg', 'JWS_ALG_FORBIDDEN'],
    [`alg ${alg} with a signature`, { header: { alg } }, 'jws-alg', 'JWS_ALG_FORBIDDEN'],
  ]),
  ...Object.entries({
    jwk: publicPart(stranger),
    jku: 'https://evil.example/jwks',
    x5c: ['MIIB'],
    x5u: 'https://evil.example/chain.pem',
    x5t: 'AAAA',
    'x5t#S256': 'AAAA',
  }).flatMap(([name, value]): Row[] => [
    [`${name} of a stranger’s key`, { header: { [name]: value }, key: stranger }, ...OWN_KEY],
    [`${name} beside the right signature`, { header: { [name]: value } }, ...OWN_KEY],
  ]),
];

const PAYLOADS: readonly (readonly [what: string, change: TokenChange, code: Code])[] = [
  ['a payload that is no JSON', { claimsText: (json) => json.slice(1) }, 'CLAIM_TYPE'],
  ['a payload in an array', { claimsText: (json) => `[${json}]` }, 'CLAIM_TYPE'],
  ['a byte order mark in the payload', { claimsText: (json) => `\ufeff${json}` }, 'CLAIM_TYPE'],
  ['a payload 17 deep', { claimsText: insert(nested(16)) }, 'CLAIM_TYPE'],
  ['a payload 20,000 deep', { claimsText: insert(nested(20_000)) }, 'CLAIM_TYPE'],
  ['a claim twice', { claimsText: insert('"iat":1,') }, 'JWS_DUPLICATE'],
  ['a claim twice, by an escape', { claimsText: insert('"\\u0069at":1,') }, 'JWS_DUPLICATE'],
  ['a member twice, further in', { claimsText: insert('"x":{"a":1,"a":2},') }, 'JWS_DUPLICATE'],
  ['__proto__ in the payload', { claimsText: insert('"__proto__":{},') }, 'JWS_DUPLICATE'],
  ['__proto__ by an escape', { claimsText: insert('"__pr\\u006fto__":{},') }, 'JWS_DUPLICATE'],
  ['__proto__ further in', { claimsText: insert('"x":{"__proto__":{"exp":1}},') }, 'JWS_DUPLICATE'],
];

/** Each token that there is, told to be another. */
const TYPES = [
  ...['usos-mleg+jwt', 'dc+sd-jwt', 'vc+sd-jwt', 'kb+jwt', 'statuslist+jwt', 'jwks+jwt'],
  ...['oauth-authz-req+jwt', 'openid4vci-proof+jwt', 'JWT', undefined],
];

function attacksOn({ token, key, prefix, signature, claims, typ }: Place): readonly Attack[] {
  const publicKey = publicPart(key);
  const unsigned = { key: { ...publicKey, d: key.d }, raw: Buffer.from(publicKey.x + publicKey.y, 'base64url') };
  const rows: readonly Row[] = [
    ...[...FORMS, ...SPELLINGS, ...HEADERS].map(([what, change, step, code]): Row => [
      what,
      change,
      prefix + step,
      code,
    ]),
    ...PAYLOADS.map(([what, change, code]): Row => [what, change, claims, code]),
    ...[JSON.stringify(publicKey), pem(unsigned.key), unsigned.raw].map((secret, form): Row => [
      `HS256 with the public key as ${['JWK', 'PEM', 'bytes'][form]}`,
      { signed: hmac(secret) },
      `${prefix}jws-alg`,
      'JWS_ALG_FORBIDDEN',
    ]),
    ...[...TYPES, typ.toUpperCase()]
      .filter((other) => other !== typ)
      .map((other): Row => [`typ ${other ?? 'missing'}`, { header: { typ: other } }, `${prefix}jws-typ`, 'JWS_TYP']),
    ['a stranger’s signature', { key: stranger }, ...signature],
    ['no signature', { signed: (text) => text.replace(/[^.]*$/u, '') }, ...signature],
    ['a DER signature', { signed: toDer }, ...signature],
    ['r = 0 and s = 0', { signed: (text) => withSignature(text, Buffer.alloc(64)) }, ...signature],
    ['r = 0', { signed: half('r', ZERO) }, ...signature],
    ['s = 0', { signed: half('s', ZERO) }, ...signature],
    ['r = n', { signed: half('r', ORDER) }, ...signature],
    ['s = n', { signed: half('s', ORDER) }, ...signature],
    ['a signature of 63 bytes', { signed: (text) => withSignature(text, signatureOf(text).subarray(1)) }, ...signature],
    [
      'a signature of 65 bytes',
      { signed: (text) => withSignature(text, Buffer.concat([signatureOf(text), Buffer.of(0)])) },
      ...signature,
    ],
    [
      'a payload changed after signing',
      {
        signed: (text) =>
          parts(text)
            .with(1, encodeText(JSON.stringify({ iat: NOW_S })))
            .join('.'),
      },
      ...signature,
    ],
    [
      'a header changed after signing',
      { signed: (text) => `${withAlg(text, 'ES256').replace(/^[^.]+/u, (part) => reheaded(part))}.${parts(text)[2]}` },
      ...signature,
    ],
  ];
  return rows.map(([what, change, step, code]) => ({
    what: `${token}: ${what}`,
    change: { [token]: change },
    step,
    code,
  }));
}

const reheaded = (part: string): string =>
  encodeText(Buffer.from(part, 'base64url').toString().replace('{', '{"extra":1,'));

export const ATTACKS_ON_JWS: readonly Attack[] = PLACES.flatMap(attacksOn);
