import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from '../support/project-root.ts';

export interface BundledIssuer {
  /** Where the program is. */
  readonly program: string;
  /** An empty folder beside it, for databases. */
  readonly folder: string;
  readonly remove: () => void;
}

/** The mock as a program, bundled for one test, so that it never runs yesterday's build. */
export async function bundleIssuer(): Promise<BundledIssuer> {
  // Inside the checkout: the database driver stays outside the bundle and is found from there.
  const results = join(ROOT, 'test-results');
  mkdirSync(results, { recursive: true });
  const folder = mkdtempSync(join(results, 'issuer-'));
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['@libsql/client'] },
    build: {
      ssr: join(ROOT, 'issuer-mock/main.ts'),
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: 'issuer-mock.js' } },
    },
  });
  return { program: join(folder, 'issuer-mock.js'), folder, remove: () => rmSync(folder, { recursive: true }) };
}
