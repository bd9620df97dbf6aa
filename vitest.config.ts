import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

export default defineConfig({
  // The same constant that scripts/lib/bundle.mjs writes into the program.
  define: { __APP_VERSION__: JSON.stringify(version) },
  test: {
    include: ['test/**/*.test.ts'],
    // Written to be wrong, for the test of the import rules.
    exclude: ['test/architecture/fixtures/**'],
    pool: 'forks',
    // Several tests start processes and browsers of their own; more workers than this would measure the machine, not the program.
    maxWorkers: 2,
    // Generous, because a limit is there to end what hangs; nothing waits for it otherwise.
    testTimeout: 30_000,
    hookTimeout: 120_000,
    retry: 0,
    // A file that tests nothing, or a test that asserts nothing, cannot fail.
    passWithNoTests: false,
    allowOnly: false,
    expect: { requireAssertions: true },
    restoreMocks: true,
    unstubGlobals: true,
    unstubEnvs: true,
  },
});
