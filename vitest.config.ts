import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { OWN_PROCESS, SHARED_PROCESS } from './test/support/shared-process.ts';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

const SHARED_PROCESS_FILES = SHARED_PROCESS.map((folder) => `${folder}/**/*.test.ts`);

/** The longest first: begun last, each would run alone at the end while the other worker has nothing left to do. */
const LONGEST = [
  'test/page/every-screen.test.ts',
  'test/issuer-mock/kill.test.ts',
  'test/issuer-mock/mobile-browser.test.ts',
  'test/cli/wallet-killed.test.ts',
  'test/page/specimen.test.ts',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId, project }: TestSpecification): number => {
      // Last and without a gap: vitest ends the process as soon as the next file is one that wants its own.
      if (!project.config.isolate) return LONGEST.length + 1;
      const at = LONGEST.findIndex((name) => moduleId.endsWith(name));
      return at === -1 ? LONGEST.length : at;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  // The same constant that scripts/lib/bundle.mjs writes into the program.
  define: { __APP_VERSION__: JSON.stringify(version) },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'own process',
          include: [
            `test/!(${SHARED_PROCESS.map((folder) => basename(folder)).join('|')})/**/*.test.ts`,
            ...OWN_PROCESS,
          ],
          // Written to be wrong, for the test of the import rules.
          exclude: ['test/architecture/fixtures/**'],
          globalSetup: ['test/support/global-setup.ts'],
        },
      },
      {
        extends: true,
        test: { name: 'shared process', include: SHARED_PROCESS_FILES, exclude: OWN_PROCESS, isolate: false },
      },
    ],
    pool: 'forks',
    // Several tests start processes and browsers of their own; more workers than this would measure the machine, not the program.
    maxWorkers: 2,
    // Generous, because a limit is there to end what hangs; nothing waits for it otherwise.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    sequence: { sequencer: LongestFirst },
    retry: 0,
    // A file that tests nothing, or a test that asserts nothing, cannot fail.
    passWithNoTests: false,
    allowOnly: false,
    // By itself a poll gives up after a second, which would measure how busy the machine is.
    expect: { requireAssertions: true, poll: { timeout: 60_000 } },
    restoreMocks: true,
    unstubGlobals: true,
    unstubEnvs: true,
  },
});
