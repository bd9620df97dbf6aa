import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { createActivationQr } from '../../shared/protocol/activation-qr.ts';
import { encodeBase64url } from '../../shared/protocol/base64url.ts';
import type { CardGroup } from '../../shared/protocol/card.ts';
import { createCredential, type CredentialContent } from '../../shared/protocol/credential.ts';
import { createEs256Signer, type PrivateJwk, publicPart } from '../../shared/protocol/es256.ts';
import { createKeySet, type IssuerKey, type KeyPurpose } from '../../shared/protocol/key-set.ts';
import { SPECIMENS, SPECIMEN_UNIVERSITY } from '../../shared/student/specimens.ts';

/** A frozen instant for tests: 2 October 2026, 09:14:22 UTC. */
export const NOW_MS = Date.UTC(2026, 9, 2, 9, 14, 22);
export const NOW_S = NOW_MS / 1000;
export const ISSUER = 'https://usos.example';
export const DAY_S = 24 * 3600;

/** Keys are made for each run; none is in the repository. */
export function createPrivateKey(): PrivateJwk {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '', d = '' } = privateKey.export({ format: 'jwk' });
  return { kty: 'EC', crv: 'P-256', x, y, d };
}

export const sha256 = (bytes: Uint8Array): Promise<Uint8Array> =>
  Promise.resolve(new Uint8Array(createHash('sha256').update(bytes).digest()));

export const deflate = (bytes: Uint8Array): Uint8Array => new Uint8Array(deflateSync(bytes));

/** The smallest PNG there is room for: one grey pixel. */
export const PIXEL_PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

/** An issuer as small as can be: three keys, an anchor, and a signature under whatever it is asked to sign. */
export class SpecimenIssuer {
  readonly issuer: string;
  readonly anchor = createPrivateKey();
  readonly keys: Readonly<Record<KeyPurpose, PrivateJwk>> = {
    'activation-qr': createPrivateKey(),
    credential: createPrivateKey(),
    status: createPrivateKey(),
  };
  readonly kids: Readonly<Record<KeyPurpose, string>> = {
    'activation-qr': 'qr-1',
    credential: 'card-1',
    status: 'status-1',
  };

  constructor(issuer: string = ISSUER) {
    this.issuer = issuer;
  }

  findKeys(purpose: KeyPurpose) {
    return (kid: string): Promise<readonly IssuerKey[]> =>
      Promise.resolve(kid === this.kids[purpose] ? [this.key(purpose)] : []);
  }

  key(purpose: KeyPurpose): IssuerKey {
    return { issuer: this.issuer, kid: this.kids[purpose], purpose, key: publicPart(this.keys[purpose]) };
  }

  keySet(issuedAt = NOW_S): Promise<string> {
    const keys = (['activation-qr', 'credential', 'status'] as const).map((purpose) => this.key(purpose));
    const content = { issuer: this.issuer, issuedAt, expiresAt: issuedAt + 7 * DAY_S, keys };
    return createKeySet(content, createEs256Signer(this.anchor));
  }

  /** The activation QR the issuer would really emit. */
  activationQr(jti = 'qr-jti-1'): Promise<string> {
    return createActivationQr(
      { issuer: this.issuer, jti, issuedAt: NOW_S, expiresAt: NOW_S + 30 * DAY_S, offerUri: `${this.issuer}/o/ref1` },
      this.kids['activation-qr'],
      createEs256Signer(this.keys['activation-qr']),
    );
  }

  /** Claims of a good activation QR, to be spoilt one at a time. */
  qrClaims(): Record<string, unknown> {
    return { iss: this.issuer, jti: 'qr-jti-1', iat: NOW_S, exp: NOW_S + 30 * DAY_S, cou: `${this.issuer}/o/ref1` };
  }

  qrHeader(): Record<string, unknown> {
    return { typ: 'usos-mleg+jwt', kid: this.kids['activation-qr'] };
  }

  async cardContent(holder: PrivateJwk, overrides: Partial<CredentialContent> = {}): Promise<CredentialContent> {
    const [student] = SPECIMENS;
    if (!student) throw new Error('there are specimens');
    const card: CardGroup = {
      given_name: student.givenName,
      family_name: student.familyName,
      album_number: student.albumNumber ?? '',
      university: SPECIMEN_UNIVERSITY,
      card_number: '000-0000001',
      issued_on: '2026-10-02',
      valid_until: '2027-03-31',
      photo_digest: encodeBase64url(await sha256(PIXEL_PNG)),
    };
    return {
      issuer: this.issuer,
      issuedAt: NOW_S,
      expiresAt: NOW_S + 180 * DAY_S,
      holderKey: publicPart(holder),
      status: { index: 7, uri: `${this.issuer}/status/1` },
      card,
      identity: { birthdate: '2204-05-14', pesel: student.pesel ?? '' },
      photo: `data:image/png;base64,${PIXEL_PNG.toString('base64')}`,
      ...overrides,
    };
  }

  async credential(holder: PrivateJwk, overrides: Partial<CredentialContent> = {}): Promise<string> {
    const sign = createEs256Signer(this.keys.credential);
    return createCredential(await this.cardContent(holder, overrides), this.kids.credential, {
      sign,
      sha256,
      randomBytes,
    });
  }
}

/** Signs any header and payload with a key, as an attacker with that key could: `alg` is ES256 unless the header says otherwise. */
export async function signAnything(
  header: Readonly<Record<string, unknown>>,
  payload: unknown,
  key: PrivateJwk,
): Promise<string> {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return signRaw(JSON.stringify({ alg: 'ES256', ...header }), text, key);
}

/** The same over raw texts, for JSON that no serializer writes. */
export async function signRaw(header: string, payload: string, key: PrivateJwk): Promise<string> {
  const { subtle } = globalThis.crypto;
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const imported = await subtle.importKey('jwk', { ...key }, algorithm, false, ['sign']);
  const input = `${encodeText(header)}.${encodeText(payload)}`;
  const signature = await subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, imported, new TextEncoder().encode(input));
  return `${input}.${encodeBase64url(new Uint8Array(signature))}`;
}

export const encodeText = (text: string): string => encodeBase64url(new TextEncoder().encode(text));
