import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

const ROOT = join(import.meta.dirname, '..', '..');

export interface BuiltPage {
  readonly folder: string;
  readonly remove: () => Promise<void>;
}

/** The page as it is now, built into a folder of its own: a test neither needs nor disturbs dist/. A second or two. */
export async function buildPage(): Promise<BuiltPage> {
  const folder = await mkdtemp(join(tmpdir(), 'mleg-page-'));
  await build({
    configFile: join(ROOT, 'vite.config.ts'),
    root: join(ROOT, 'renderer'),
    logLevel: 'error',
    build: { outDir: folder, sourcemap: false },
  });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
