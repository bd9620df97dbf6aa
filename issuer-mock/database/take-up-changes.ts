import type { Issuer } from '../issuer.ts';

/**
 * On a database that several machines share, what this process remembers of it may be out of date: clock, settings and keys are read again
 * before every answer. Everything else is asked of the database whenever it is needed. Faults, and drawn pictures, are each process's own.
 */
export async function takeUpChanges({ database, clock, settingsBook, keys }: Issuer): Promise<void> {
  await Promise.all([clock.reload(), settingsBook.reload(), keys.reloadIfRotated(database)]);
}
