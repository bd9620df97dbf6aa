import { digestOf, readDisclosure } from '../protocol/credential.ts';
import { isJsonObject, type JsonObject } from '../protocol/json.ts';
import type { Sha256 } from '../protocol/ports.ts';

export type Disclosed =
  | { readonly ok: true; readonly values: ReadonlyMap<string, unknown> }
  | { readonly ok: false; readonly detail: string };

/** Names a disclosure may never bring in: they steer the verifier itself (protocol.md 7, RFC 9901 9.7). */
const RESERVED = new Set([
  '_sd',
  '_sd_alg',
  '...',
  'iss',
  'iat',
  'nbf',
  'exp',
  'cnf',
  'vct',
  'vct#integrity',
  'status',
  'sub',
  '__proto__',
]);
const MAX_DISCLOSURES = 32;

/**
 * RFC 9901 7.1, for a credential whose disclosable claims all stand at the top: every disclosure is well formed and referenced exactly
 * once, no digest stands twice, nothing collides with a plain claim, only SHA-256.
 */
export async function readDisclosures(
  disclosures: readonly string[],
  claims: JsonObject,
  sha256: Sha256,
): Promise<Disclosed> {
  const refused = (detail: string): Disclosed => ({ ok: false, detail });
  if (claims['_sd_alg'] !== undefined && claims['_sd_alg'] !== 'sha-256') return refused('_sd_alg is not sha-256');
  if (disclosures.length > MAX_DISCLOSURES) return refused(`${disclosures.length} disclosures`);
  const digests = claims['_sd'] ?? [];
  if (!Array.isArray(digests) || digests.some((digest) => typeof digest !== 'string'))
    return refused('_sd is not a list of digests');
  if (new Set(digests).size !== digests.length) return refused('a digest stands twice in _sd');
  if (Object.entries(claims).some(([name, value]) => name !== '_sd' && hasNestedDigests(value))) {
    return refused('digests below the top level are not part of this profile');
  }
  const values = new Map<string, unknown>();
  for (const disclosure of disclosures) {
    const parsed = readDisclosure(disclosure);
    if (!parsed) return refused('a disclosure is not [salt, name, value]');
    const { name, value } = parsed;
    if (RESERVED.has(name)) return refused(`"${name}" must not be disclosable`);
    if (values.has(name) || name in claims) return refused(`"${name}" stands twice`);
    if (!digests.includes(await digestOf(disclosure, sha256)))
      return refused(`the disclosure of "${name}" is not referenced by the issuer`);
    if (hasNestedDigests(value)) return refused(`"${name}" has digests of its own`);
    values.set(name, value);
  }
  return { ok: true, values };
}

function hasNestedDigests(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasNestedDigests);
  if (!isJsonObject(value)) return false;
  return '_sd' in value || '...' in value || Object.values(value).some(hasNestedDigests);
}
