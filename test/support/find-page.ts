import { inject } from 'vitest';

/** The folder of the page as it is now, built once for all test files of a run. Throws with what the build said where it failed. */
export async function findPage(): Promise<string> {
  const answer = await fetch(inject('pageBuilder'));
  const text = await answer.text();
  if (!answer.ok) throw new Error(`the page cannot be built: ${text}`);
  return text;
}
