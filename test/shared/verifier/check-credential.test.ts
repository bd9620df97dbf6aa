import { describe, expect, it } from 'vitest';
import { encodeBase64url } from '../../../shared/protocol/base64url.ts';
import { type Code, verdictFor } from '../../../shared/protocol/codes.ts';
import { digestOf } from '../../../shared/protocol/credential.ts';
import { publicPart, verifyEs256 } from '../../../shared/protocol/es256.ts';
import { checkCredential, CREDENTIAL_RULES, type CredentialPorts } from '../../../shared/verifier/check-credential.ts';
import {
  createPrivateKey,
  DAY_S,
  encodeText,
  ISSUER,
  NOW_MS,
  NOW_S,
  sha256,
  signAnything,
  SpecimenIssuer,
} from '../../support/specimen-issuer.ts';

const issuer = new SpecimenIssuer();
const holder = createPrivateKey();
const ports: CredentialPorts = {
  now: () => NOW_MS,
  verify: verifyEs256,
  sha256,
  findKeys: issuer.findKeys('credential'),
};

const header = { typ: 'dc+sd-jwt', kid: issuer.kids.credential };
const disclose = (name: unknown, value: unknown, salt: unknown = 'c2FsdA'): string =>
  encodeText(JSON.stringify([salt, name, value]));

/** A credential put together by hand, so that anything about it can be wrong. */
async function make(
  parts: {
    claims?: Record<string, unknown>;
    header?: Record<string, unknown>;
    disclosures?: string[];
    digests?: string[];
  } = {},
  key = issuer.keys.credential,
): Promise<string> {
  const disclosures = parts.disclosures ?? [];
  const digests = parts.digests ?? (await Promise.all(disclosures.map((disclosure) => digestOf(disclosure, sha256))));
  const claims = {
    iss: ISSUER,
    iat: NOW_S,
    exp: NOW_S + 180 * DAY_S,
    vct: 'urn:mleg-sim:mlegitymacja:1',
    cnf: { jwk: publicPart(holder) },
    status: { status_list: { idx: 7, uri: `${ISSUER}/status/1` } },
    _sd: digests,
    _sd_alg: 'sha-256',
    ...parts.claims,
  };
  return [await signAnything({ ...header, ...parts.header }, claims, key), ...disclosures, ''].join('~');
}

const cardWith = async (changes: Record<string, unknown>): Promise<string> =>
  disclose('card', { ...(await issuer.cardContent(holder)).card, ...changes });

describe('an issued credential', () => {
  it('passes every check and gives back exactly what was put in', async () => {
    const report = await checkCredential(await issuer.credential(holder), ports);
    const {
      card,
      identity,
      photo,
      issuer: iss,
      issuedAt,
      expiresAt,
      holderKey,
      status,
    } = await issuer.cardContent(holder);
    expect(report).toEqual({
      verdict: 'VALID',
      code: null,
      credential: { card, identity, photo, issuer: iss, issuedAt, expiresAt, holderKey, status },
      steps: CREDENTIAL_RULES.map(({ id, rule }) => ({
        id,
        rule,
        outcome: 'pass',
        detail: expect.any(String) as string,
      })),
    });
  });

  it('holds with nothing disclosed, and then shows nothing', async () => {
    const [jwt] = (await issuer.credential(holder)).split('~');
    const { code, credential } = await checkCredential(`${jwt}~`, ports);
    expect([code, credential?.card, credential?.identity, credential?.photo]).toEqual([null, null, null, null]);
  });
});

const REFUSED: readonly (readonly [what: string, text: () => Promise<string>, code: Code])[] = [
  ['no tilde', async () => (await issuer.credential(holder)).replaceAll('~', ''), 'SDJWT_FORMAT'],
  ['something after the last tilde', async () => `${await issuer.credential(holder)}eyJ.a.b`, 'SDJWT_FORMAT'],
  ['far too long', async () => `${await issuer.credential(holder)}${'A'.repeat(170_000)}~`, 'SDJWT_FORMAT'],
  ['the old typ', () => make({ header: { typ: 'vc+sd-jwt' } }), 'JWS_TYP'],
  ['an activation QR’s typ', () => make({ header: { typ: 'usos-mleg+jwt' } }), 'JWS_TYP'],
  ['an unknown kid', () => make({ header: { kid: 'qr-1' } }), 'JWS_KID_UNKNOWN'],
  ['the QR key', () => make({}, issuer.keys['activation-qr']), 'JWS_SIGNATURE'],
  ['no vct', () => make({ claims: { vct: undefined } }), 'CLAIM_MISSING'],
  ['another vct', () => make({ claims: { vct: 'urn:other' } }), 'SDJWT_VCT'],
  ['no cnf', () => make({ claims: { cnf: undefined } }), 'CLAIM_MISSING'],
  ['no status', () => make({ claims: { status: undefined } }), 'CLAIM_MISSING'],
  ['no exp', () => make({ claims: { exp: undefined } }), 'CLAIM_MISSING'],
  [
    'a negative status index',
    () => make({ claims: { status: { status_list: { idx: -1, uri: `${ISSUER}/status/1` } } } }),
    'CLAIM_TYPE',
  ],
  ['a private key in cnf', () => make({ claims: { cnf: { jwk: holder } } }), 'CLAIM_TYPE'],
  [
    'a key off the curve in cnf',
    () => make({ claims: { cnf: { jwk: { ...publicPart(holder), y: encodeBase64url(new Uint8Array(32).fill(1)) } } } }),
    'CLAIM_TYPE',
  ],
  ['another issuer', () => make({ claims: { iss: 'https://evil.example' } }), 'ISSUER_MISMATCH'],
  ['expired', () => make({ claims: { exp: NOW_S - 60 } }), 'CLAIM_EXPIRED'],
  ['issued in the future', () => make({ claims: { iat: NOW_S + 61 } }), 'CLAIM_IAT_FUTURE'],
  [
    'a disclosure nobody referenced',
    async () => make({ disclosures: [await cardWith({})], digests: [] }),
    'SDJWT_DISCLOSURE',
  ],
  [
    'a swapped disclosure',
    async () =>
      make({
        disclosures: [await cardWith({ given_name: 'Ktoś' })],
        digests: [await digestOf(await cardWith({}), sha256)],
      }),
    'SDJWT_DISCLOSURE',
  ],
  [
    'the same disclosure twice',
    async () => make({ disclosures: [await cardWith({}), await cardWith({})] }),
    'SDJWT_DISCLOSURE',
  ],
  [
    'one name under two disclosures',
    async () => make({ disclosures: [await cardWith({}), await cardWith({ given_name: 'B' })] }),
    'SDJWT_DISCLOSURE',
  ],
  ['a disclosable exp', () => make({ disclosures: [disclose('exp', NOW_S + 9e6)] }), 'SDJWT_DISCLOSURE'],
  ['a disclosable status', () => make({ disclosures: [disclose('status', {})] }), 'SDJWT_DISCLOSURE'],
  ['a disclosable nbf', () => make({ disclosures: [disclose('nbf', NOW_S)] }), 'SDJWT_DISCLOSURE'],
  ['a disclosable sub', () => make({ disclosures: [disclose('sub', 'x')] }), 'SDJWT_DISCLOSURE'],
  ['a digest twice', () => make({ digests: ['x', 'x'] }), 'SDJWT_DISCLOSURE'],
  ['_sd as a name', () => make({ disclosures: [disclose('_sd', [])] }), 'SDJWT_DISCLOSURE'],
  [
    'a collision with a plain claim',
    () => make({ claims: { note: 1 }, disclosures: [disclose('note', 2)] }),
    'SDJWT_DISCLOSURE',
  ],
  ['digests inside a disclosure', () => make({ disclosures: [disclose('card', { _sd: ['x'] })] }), 'SDJWT_DISCLOSURE'],
  [
    'an array element’s disclosure',
    () => make({ disclosures: [encodeText('["c2FsdA","value"]')] }),
    'SDJWT_DISCLOSURE',
  ],
  ['a disclosure that is no JSON', () => make({ disclosures: [encodeText('nonsense')] }), 'SDJWT_DISCLOSURE'],
  [
    'a disclosure that closes its wrapper',
    () => make({ disclosures: [encodeText('["a","b","c"],"x":1')] }),
    'SDJWT_DISCLOSURE',
  ],
  ['another digest', () => make({ claims: { _sd_alg: 'md5' } }), 'SDJWT_DISCLOSURE'],
  [
    'a card without a name',
    async () => make({ disclosures: [await cardWith({ given_name: undefined })] }),
    'CLAIM_TYPE',
  ],
  [
    'a name that turns direction',
    async () => make({ disclosures: [await cardWith({ given_name: 'Jan\u202etesT' })] }),
    'CLAIM_TYPE',
  ],
  [
    'a name with a hidden character',
    async () => make({ disclosures: [await cardWith({ family_name: 'Te\u200bstowy' })] }),
    'CLAIM_TYPE',
  ],
  [
    'a name with an Arabic letter mark, which turns direction too',
    async () => make({ disclosures: [await cardWith({ family_name: 'Te\u061cstowy' })] }),
    'CLAIM_TYPE',
  ],
  [
    'a name of two lines',
    async () => make({ disclosures: [await cardWith({ family_name: 'Testowy\u2028Jan' })] }),
    'CLAIM_TYPE',
  ],
  [
    'a name with a soft hyphen',
    async () => make({ disclosures: [await cardWith({ family_name: 'Te\u00adstowy' })] }),
    'CLAIM_TYPE',
  ],
  [
    'a name that is only an invisible letter',
    async () => make({ disclosures: [await cardWith({ family_name: '\u3164' })] }),
    'CLAIM_TYPE',
  ],
  [
    'a photo digest that no SHA-256 has',
    async () => make({ disclosures: [await cardWith({ photo_digest: 'x'.repeat(199) })] }),
    'CLAIM_TYPE',
  ],
  [
    'a date that is none',
    async () => make({ disclosures: [await cardWith({ valid_until: '31.03.2027' })] }),
    'CLAIM_TYPE',
  ],
  ['an SVG photo', () => issuer.credential(holder, { photo: 'data:image/svg+xml;base64,PHN2Zy8+' }), 'PHOTO_TYPE'],
  [
    'HTML labelled as PNG',
    () => issuer.credential(holder, { photo: `data:image/png;base64,${btoa('<html><body></body></html>')}` }),
    'PHOTO_TYPE',
  ],
  ['a photo of 70 KiB', () => issuer.credential(holder, { photo: pngOf(100, 100, 70 * 1024) }), 'PHOTO_SIZE'],
  ['a photo of 481 pixels', () => issuer.credential(holder, { photo: pngOf(481, 10, 100) }), 'PHOTO_SIZE'],
  ['another photo', () => issuer.credential(holder, { photo: pngOf(10, 10, 100) }), 'PHOTO_DIGEST'],
];

describe('a credential that must be refused', () => {
  it.each(REFUSED.map(([what, text, code]) => ({ what, text, code })))('$what → $code', async ({ text, code }) => {
    const report = await checkCredential(await text(), ports);
    expect([report.code, report.verdict, report.credential]).toEqual([code, verdictFor(code), null]);
  });
});

/** A PNG of this size to whoever reads its chunks; what stands in them is filler. */
function pngOf(width: number, height: number, length: number): string {
  const bytes = Buffer.alloc(length);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]).copy(bytes);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.writeUInt32BE(length - 57, 33);
  bytes.write('IDAT', 37);
  bytes.write('IEND', length - 8);
  return `data:image/png;base64,${bytes.toString('base64')}`;
}
