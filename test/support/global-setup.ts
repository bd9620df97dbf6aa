import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { type BuiltPage, buildPage } from './build-page.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers with the folder of the built page. */
    readonly pageBuilder: string;
  }
}

/**
 * Runs once, beside all test files, which are processes of their own: the first of them that asks for the page has it built, and all get
 * the same. A run of tests that need no page builds none.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let page: Promise<BuiltPage> | null = null;
  const used: Promise<BuiltPage>[] = [];
  const server = createServer((_request, response) => {
    if (!page) used.push((page = buildPage()));
    page.then(
      ({ folder }) => response.end(folder),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  project.provide('pageBuilder', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  // While watching, what was built is not what the sources are now.
  project.onTestsRerun(async () => void (page = null));
  return async () => {
    server.closeAllConnections();
    server.close();
    for (const built of await Promise.allSettled(used)) if (built.status === 'fulfilled') await built.value.remove();
  };
}
