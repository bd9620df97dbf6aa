import { KEY_PURPOSES, type KeyPurpose, MAX_KEYS } from '../../shared/protocol/key-set.ts';
import type { Issuer } from '../issuer.ts';
import { writeNewKey } from './issuer-keys.ts';
import { listPublicKeys, type PublishedKey } from './key-set.ts';

export type RotatedKeys =
  | { readonly ok: true; readonly keys: readonly PublishedKey[] }
  /** So many retired keys are still needed that readers would refuse a longer set. */
  | { readonly ok: false; readonly why: 'too-many-keys' };

/**
 * From now on fresh keys sign, those of `purposes`; the ones before stay published as long as they are needed (`listPublicKeys`), so
 * nothing issued before becomes invalid. Status lists are signed anew at their next reading. The anchor never changes.
 */
export async function rotateKeys(issuer: Issuer, purposes: readonly KeyPurpose[] = KEY_PURPOSES): Promise<RotatedKeys> {
  const { database, keys, now, randomBytes, notes } = issuer;
  if ((await listPublicKeys(issuer)).length + purposes.length > MAX_KEYS) return { ok: false, why: 'too-many-keys' };
  const fresh = await Promise.all(
    purposes.map(async (purpose) => [
      { sql: 'UPDATE keys SET retired_at = ? WHERE purpose = ? AND retired_at IS NULL', args: [now(), purpose] },
      await writeNewKey(purpose, now(), randomBytes),
    ]),
  );
  const signAgain = purposes.includes('status') ? ['UPDATE status_lists SET version = version + 1'] : [];
  await database.batch([...fresh.flat(), ...signAgain], 'write');
  await keys.reload(database);
  notes.note({ kind: 'keys-rotated', detail: { purposes } });
  return { ok: true, keys: await listPublicKeys(issuer) };
}
