import { createHmac } from 'node:crypto';
import { encodeBase64url } from '../../../shared/protocol/base64url.ts';
import type { Code } from '../../../shared/protocol/codes.ts';
import { publicPart } from '../../../shared/protocol/es256.ts';
import {
  createPrivateKey,
  DAY_S,
  encodeText,
  NOW_MS,
  NOW_S,
  signAnything,
  signRaw,
  SpecimenIssuer,
} from '../../support/specimen-issuer.ts';

export const issuer = new SpecimenIssuer();
const stranger = createPrivateKey();
const ownKey = issuer.keys['activation-qr'];

/** A QR that is genuine but for what is named here. */
export const signed = (claims: Record<string, unknown> = {}, header: Record<string, unknown> = {}, key = ownKey) =>
  signAnything({ ...issuer.qrHeader(), ...header }, { ...issuer.qrClaims(), ...claims }, key);

/** Every line: what is wrong, the text, the code it must end in. */
export const REFUSED_QRS: readonly (readonly [what: string, make: () => string | Promise<string>, code: Code])[] = [
  ['empty', () => '', 'QR_EMPTY'],
  ['random text', () => 'ala ma kota', 'QR_UNKNOWN_FORMAT'],
  ['random bytes', () => '\u0000\u0001\u0002', 'QR_UNKNOWN_FORMAT'],
  ['a web address', () => 'https://example.com/ticket?id=1', 'QR_UNKNOWN_FORMAT'],
  ['a contact card', () => 'BEGIN:VCARD\nVERSION:3.0\nFN:Jan Testowy\nEND:VCARD', 'QR_UNKNOWN_FORMAT'],
  ['a Wi-Fi code', () => 'WIFI:S:siec;T:WPA;P:haslo;;', 'QR_UNKNOWN_FORMAT'],
  ['5,000 characters', () => 'a'.repeat(5000), 'QR_TOO_LARGE'],
  ['4,097 characters of a token', async () => (await issuer.activationQr()).padEnd(4097, 'A'), 'QR_TOO_LARGE'],
  ['a byte order mark', async () => `\ufeff${await issuer.activationQr()}`, 'QR_UNKNOWN_FORMAT'],
  ['broken base45', () => 'US1:::::', 'QR_BASE45'],
  ['base45 of lengths that do not work out', () => 'US1:%69 VD92EX0', 'QR_BASE45'],
  ['two parts', () => `${encodeText('{"alg":"ES256"}')}.${encodeText('{}')}`, 'JWS_FORMAT'],
  ['four parts', async () => `${await issuer.activationQr()}.AAAA`, 'JWS_FORMAT'],
  ['five parts (JWE)', () => 'eyJhbGciOiJkaXIifQ.a.b.c.d', 'JWS_FORMAT'],
  ['a trailing newline', async () => `${await issuer.activationQr()}\n`, 'JWS_FORMAT'],
  ['a leading space', async () => ` ${await issuer.activationQr()}`, 'JWS_FORMAT'],
  ['a space inside', async () => (await issuer.activationQr()).replace('.', '. '), 'JWS_FORMAT'],
  ['an empty payload', () => `${encodeText('{"alg":"ES256"}')}..AAAA`, 'JWS_FORMAT'],
  ['padding', async () => `${await issuer.activationQr()}==`, 'JWS_B64'],
  ['ordinary base64', async () => (await issuer.activationQr()).replace(/.$/u, '+'), 'JWS_B64'],
  ['a second spelling of the last byte', async () => respellLast(await issuer.activationQr()), 'JWS_B64'],
  ['a header that is no JSON', () => signRaw('{"alg":', '{}', ownKey), 'JWS_HEADER_JSON'],
  [
    'a header that is an array',
    () => `${encodeText('["ES256"]')}.${encodeText('{}')}.${'A'.repeat(86)}`,
    'JWS_HEADER_JSON',
  ],
  [
    'a doubled header member',
    () =>
      signRaw(
        '{"alg":"none","alg":"ES256","typ":"usos-mleg+jwt","kid":"qr-1"}',
        JSON.stringify(issuer.qrClaims()),
        ownKey,
      ),
    'JWS_DUPLICATE',
  ],
  [
    'a doubled payload member',
    () =>
      signRaw(headerText(), JSON.stringify(issuer.qrClaims()).replace('{', `{"iss":"https://evil.example",`), ownKey),
    'JWS_DUPLICATE',
  ],
  [
    'a doubled member written with an escape',
    () =>
      signRaw(
        headerText(),
        JSON.stringify(issuer.qrClaims()).replace('{', '{"\\u0069ss":"https://evil.example",'),
        ownKey,
      ),
    'JWS_DUPLICATE',
  ],
  [
    '__proto__',
    () => signRaw(headerText(), JSON.stringify(issuer.qrClaims()).replace('{', '{"__proto__":{},'), ownKey),
    'JWS_DUPLICATE',
  ],
  ['alg none', () => unsigned('none'), 'JWS_ALG_FORBIDDEN'],
  ['alg None', () => unsigned('None'), 'JWS_ALG_FORBIDDEN'],
  ['HS256 with the public key', () => hmacSigned(), 'JWS_ALG_FORBIDDEN'],
  ['alg ES384', () => signed({}, { alg: 'ES384' }), 'JWS_ALG_FORBIDDEN'],
  ['an unknown crit', () => signed({}, { crit: ['future'], future: true }), 'JWS_CRIT'],
  ['b64 false', () => signed({}, { b64: false, crit: ['b64'] }), 'JWS_CRIT'],
  ['b64 false without crit', () => signed({}, { b64: false }), 'JWS_CRIT'],
  ['its own key', () => signed({}, { jwk: publicPart(stranger) }, stranger), 'JWS_HEADER_KEY_FORBIDDEN'],
  ['a key address', () => signed({}, { jku: 'https://evil.example/jwks' }), 'JWS_HEADER_KEY_FORBIDDEN'],
  ['a certificate', () => signed({}, { x5c: ['MIIB'] }), 'JWS_HEADER_KEY_FORBIDDEN'],
  ['a certificate thumbprint', () => signed({}, { x5t: 'AAAA' }), 'JWS_HEADER_KEY_FORBIDDEN'],
  ['a SHA-256 certificate thumbprint', () => signed({}, { 'x5t#S256': 'AAAA' }), 'JWS_HEADER_KEY_FORBIDDEN'],
  ['a certificate address', () => signed({}, { x5u: 'https://evil.example/c' }), 'JWS_HEADER_KEY_FORBIDDEN'],
  ['another typ', () => signed({}, { typ: 'JWT' }), 'JWS_TYP'],
  ['no typ', () => signed({}, { typ: undefined }), 'JWS_TYP'],
  ['typ in other letters', () => signed({}, { typ: 'USOS-MLEG+JWT' }), 'JWS_TYP'],
  ['a credential in its place', () => signed({}, { typ: 'dc+sd-jwt' }), 'JWS_TYP'],
  ['an unknown kid', () => signed({}, { kid: 'qr-2' }), 'JWS_KID_UNKNOWN'],
  ['no kid', () => signed({}, { kid: undefined }), 'JWS_KID_UNKNOWN'],
  ['a path as kid', () => signed({}, { kid: '../../etc/x' }), 'JWS_KID_UNKNOWN'],
  ['SQL as kid', () => signed({}, { kid: "' OR 1=1 --" }), 'JWS_KID_UNKNOWN'],
  ['a number as kid', () => signed({}, { kid: 1 }), 'JWS_KID_UNKNOWN'],
  ['another key', () => signed({}, {}, stranger), 'JWS_SIGNATURE'],
  ['the credential key', () => signed({}, {}, issuer.keys.credential), 'JWS_SIGNATURE'],
  ['a tampered payload', async () => tamper(await issuer.activationQr()), 'JWS_SIGNATURE'],
  ['a tampered header', async () => retype(await issuer.activationQr()), 'JWS_SIGNATURE'],
  ['no signature', async () => (await issuer.activationQr()).replace(/[^.]+$/u, ''), 'JWS_SIGNATURE'],
  [
    'r = 0, s = 0',
    async () => (await issuer.activationQr()).replace(/[^.]+$/u, encodeBase64url(new Uint8Array(64))),
    'JWS_SIGNATURE',
  ],
  ['a payload that is no JSON', () => signAnything(issuer.qrHeader(), 'not json', ownKey), 'CLAIM_TYPE'],
  ['a payload that is an array', () => signAnything(issuer.qrHeader(), '[]', ownKey), 'CLAIM_TYPE'],
  [
    'deep JSON',
    () => signAnything(issuer.qrHeader(), `{"a":${'['.repeat(60)}${']'.repeat(60)}}`, ownKey),
    'CLAIM_TYPE',
  ],
  ...['iss', 'jti', 'iat', 'exp', 'cou'].map(
    (name) => [`no ${name}`, () => signed({ [name]: undefined }), 'CLAIM_MISSING'] as const,
  ),
  ['exp as text', () => signed({ exp: String(NOW_S + 60) }), 'CLAIM_TYPE'],
  ['exp in milliseconds', () => signed({ exp: NOW_MS + 60_000 }), 'CLAIM_TYPE'],
  [
    'exp of 1e400',
    () => signRaw(headerText(), JSON.stringify(issuer.qrClaims()).replace(/"exp":\d+/u, '"exp":1e400'), ownKey),
    'CLAIM_TYPE',
  ],
  ['a fractional iat', () => signed({ iat: NOW_S + 0.5 }), 'CLAIM_TYPE'],
  ['an iss that is no address', () => signed({ iss: 'usos' }), 'CLAIM_TYPE'],
  ['an iss over plain http', () => signed({ iss: 'http://usos.example' }), 'CLAIM_TYPE'],
  ['a jti of 65 characters', () => signed({ jti: 'j'.repeat(65) }), 'CLAIM_TYPE'],
  ['more than 30 days', () => signed({ exp: NOW_S + 30 * DAY_S + 1 }), 'CLAIM_TYPE'],
  ['an end before its beginning', () => signed({ exp: NOW_S, iat: NOW_S }), 'CLAIM_TYPE'],
  [
    'another issuer than the key’s',
    () => signed({ iss: 'https://evil.example', cou: 'https://evil.example/o/1' }),
    'ISSUER_MISMATCH',
  ],
  ['the issuer in other letters', () => signed({ iss: 'https://usos.example.' }), 'ISSUER_MISMATCH'],
  ['issued in the future', () => signed({ iat: NOW_S + 61 }), 'CLAIM_IAT_FUTURE'],
  ['not yet valid', () => signed({ nbf: NOW_S + 61 }), 'CLAIM_NOT_YET_VALID'],
  ['expired', () => signed({ iat: NOW_S - DAY_S, exp: NOW_S - 60 }), 'CLAIM_EXPIRED'],
  ['used already', () => signed({ jti: 'used-already' }), 'OFFER_USED'],
  ['an offer on another host', () => signed({ cou: 'https://evil.example/o/1' }), 'OFFER_ORIGIN'],
  [
    'an offer on a host that begins alike',
    () => signed({ cou: 'https://usos.example.evil.example/o/1' }),
    'OFFER_ORIGIN',
  ],
  ['an offer behind a user part', () => signed({ cou: 'https://usos.example@evil.example/o/1' }), 'OFFER_ORIGIN'],
  ['an offer on another port', () => signed({ cou: 'https://usos.example:8443/o/1' }), 'OFFER_ORIGIN'],
  ['an offer in capital letters', () => signed({ cou: 'https://USOS.example/o/1' }), 'OFFER_ORIGIN'],
  ['an offer with dots in its path', () => signed({ cou: 'https://usos.example/o/../admin' }), 'OFFER_ORIGIN'],
];

const headerText = (): string => JSON.stringify({ alg: 'ES256', ...issuer.qrHeader() });

const unsigned = (alg: string): string =>
  `${encodeText(JSON.stringify({ ...issuer.qrHeader(), alg }))}.${encodeText(JSON.stringify(issuer.qrClaims()))}.`;

/** The classic confusion: the public key, which everyone has, used as an HMAC secret. */
function hmacSigned(): string {
  const input = unsigned('HS256').slice(0, -1);
  const secret = JSON.stringify(publicPart(ownKey));
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

/** The same 64 signature bytes with the spare bits of the last character set. */
function respellLast(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const value = alphabet.indexOf(text.slice(-1));
  return text.slice(0, -1) + alphabet.charAt(value ^ 1);
}

function tamper(text: string): string {
  const [header, , signature] = text.split('.');
  return [header, encodeText(JSON.stringify({ ...issuer.qrClaims(), jti: 'another' })), signature].join('.');
}

function retype(text: string): string {
  const [, payload, signature] = text.split('.');
  return [encodeText(JSON.stringify({ ...issuer.qrHeader(), alg: 'ES256', extra: 1 })), payload, signature].join('.');
}
