import { createHash, randomBytes, sign } from 'node:crypto';
import { createHeaderAndPayload, StatusList } from '@sd-jwt/jwt-status-list';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import type { PrivateJwk } from '../../shared/protocol/es256.ts';
import type { PublicJwk } from '../../shared/protocol/ports.ts';
import { DAY_S, NOW_S, signAnything, type SpecimenIssuer } from '../support/specimen-issuer.ts';

const hasher = (data: string | ArrayBuffer) =>
  createHash('sha256')
    .update(typeof data === 'string' ? data : new Uint8Array(data))
    .digest();

/** What a card says instead of what it should. */
export type PlainChanges = Readonly<Record<string, unknown>>;

/** A card made by `@sd-jwt/sd-jwt-vc`: its salts, disclosures, digests and JWT. The claims are the profile's; ES256 is Node's. */
export async function issueCard(issuer: SpecimenIssuer, holder: PublicJwk, changes: PlainChanges): Promise<string> {
  const { card, identity, photo, status } = await issuer.cardContent({ ...holder, d: '' });
  const { kty, crv, x, y, d } = issuer.keys.credential;
  const library = new SDJwtVcInstance({
    ...{ hasher, hashAlg: 'sha-256', signAlg: 'ES256' },
    saltGenerator: (length) => randomBytes(length).toString('base64url'),
    signer: (data) => {
      const key = { key: { kty, crv, x, y, d }, format: 'jwk', dsaEncoding: 'ieee-p1363' } as const;
      return sign('sha256', Buffer.from(data), key).toString('base64url');
    },
  });
  const claims = {
    ...{ iss: issuer.issuer, iat: NOW_S, nbf: NOW_S, exp: NOW_S + 180 * DAY_S, vct: 'urn:mleg-sim:mlegitymacja:1' },
    ...{ cnf: { jwk: { ...holder } }, status: { status_list: { idx: status.index, uri: status.uri } } },
    ...{ card, identity, photo },
  };
  const changed: typeof claims = { ...claims, ...changes };
  return library.issue(
    changed,
    { _sd: ['card', 'identity', 'photo'], _sd_decoy: 3 },
    { header: { kid: issuer.kids.credential } },
  );
}

/** A status list packed and compressed by `@sd-jwt/jwt-status-list`. `changes`: claims it has instead of the right ones. */
export function issueStatusList(
  { issuer, kids }: SpecimenIssuer,
  statuses: readonly number[],
  key: PrivateJwk,
  changes: PlainChanges,
): Promise<string> {
  const list = new StatusList([...statuses], 2);
  const claims = { sub: `${issuer}/status/1`, iat: NOW_S, exp: NOW_S + DAY_S / 2, ttl: 900 };
  const { header, payload } = createHeaderAndPayload(list, claims, {
    ...{ alg: 'ES256', typ: 'statuslist+jwt', kid: kids.status },
  });
  return signAnything(header, { ...payload, ...changes }, key);
}
