import type { SignerKey } from '../protocol/key-set.ts';
import type { VerifyJws } from '../protocol/ports.ts';

/**
 * Those of `keys` that have signed this. SECURITY: more than one where an issuer lists another's key as its own; who is meant is then for the
 * token to say, or that issuer could have every card of the other refused.
 */
export async function findSigners(
  compact: string,
  keys: readonly SignerKey[],
  verify: VerifyJws,
): Promise<readonly SignerKey[]> {
  for (const { key } of keys)
    if (await verify(compact, key)) return keys.filter((other) => other.key.x === key.x && other.key.y === key.y);
  return [];
}
