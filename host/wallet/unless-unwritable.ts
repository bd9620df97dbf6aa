import { succeed } from '../../shared/protocol/result.ts';
import { VaultUnwritable } from '../vault/vault.ts';

export interface Unwritable {
  readonly ok: false;
  readonly code: 'VAULT_UNWRITABLE';
  readonly detail: string;
}

/** A full disk or a read-only folder is an answer for a person, not a fault of the program. */
export async function unlessUnwritable<T>(
  write: () => Promise<T>,
): Promise<{ readonly ok: true; readonly value: T } | Unwritable> {
  try {
    return succeed(await write());
  } catch (error) {
    if (error instanceof VaultUnwritable) return { ok: false, code: 'VAULT_UNWRITABLE', detail: error.message };
    throw error;
  }
}
