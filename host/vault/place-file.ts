import { constants, copyFileSync, linkSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';

/**
 * Writes a file that is not there yet, whole or not at all, readable by this user only. False where it is there already, which is then
 * left alone. Written beside its place and linked into it: a program killed half way, or two starting at once, leave no torn file.
 */
export function placeFile(file: string, content: string | Uint8Array): boolean {
  const draft = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    writeFileSync(draft, content, { mode: 0o600, flag: 'wx', flush: true });
    linkOrCopy(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** A file system without hard links (a memory stick) gets a copy, which is the best it can do. */
function linkOrCopy(draft: string, file: string): void {
  try {
    linkSync(draft, file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw error;
    copyFileSync(draft, file, constants.COPYFILE_EXCL);
  }
}
