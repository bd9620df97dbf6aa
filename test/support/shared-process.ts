/**
 * Which test files run one after another in one process, so that hono, jose and the sources are read once and not once for each file.
 * Only such as leave nothing behind: no environment, globals, spies or fake clocks (test/architecture/house.test.ts looks for them).
 */
export const SHARED_PROCESS = ['test/shared', 'test/interop', 'test/host', 'test/issuer-mock', 'test/scan'];

/** What stands in those folders and has a process to itself all the same. */
export const OWN_PROCESS = [
  // Set the clock, or spy on the fetch, of all others.
  'test/interop/ask-for-card.test.ts',
  'test/shared/verifier/attack-list.test.ts',
  // Start processes, browsers or a database server.
  'test/host/foreign-issuer.test.ts',
  'test/host/two-starts.test.ts',
  'test/host/unwritable.test.ts',
  'test/issuer-mock/api-docs.test.ts',
  'test/issuer-mock/browser.test.ts',
  'test/issuer-mock/console-browser.test.ts',
  'test/issuer-mock/kill.test.ts',
  'test/issuer-mock/mobile-browser.test.ts',
  'test/issuer-mock/process.test.ts',
  'test/issuer-mock/shared-database.test.ts',
];
