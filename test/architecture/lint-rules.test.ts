import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../support/project-root.ts';

const eslint = new ESLint({ cwd: ROOT });

/** The rules that `text` breaks as the content of an existing file, with the first words of what each says. */
async function findBroken(file: string, text: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(text, { filePath: join(ROOT, file) });
  return (result?.messages ?? []).map(
    ({ ruleId, message }) => `${ruleId ?? 'parser'}: ${message.split(/[:.,]/u)[0] ?? ''}`,
  );
}

const syntax = (message: string): string => `no-restricted-syntax: ${message}`;

describe('lint rules of this house', () => {
  test.each([
    ['host/host.ts', 'export default 1;', syntax('Name what you export')],
    ['host/host.ts', "export * from './vault/vault.ts';", syntax('No barrels')],
    ['host/host.ts', "export { VaultUnwritable } from './vault/vault.ts';", syntax('No barrels')],
    ['host/host.ts', "import './vault/vault';", syntax('Write the whole file name')],
    ['host/host.ts', "import './vault/vault.js';", syntax('Write the whole file name')],
    ['host/host.ts', 'export interface IHost { readonly a: 1 }', syntax('No I-prefix')],
    ['electron/window.ts', "import { safeStorage } from 'electron';", syntax('SECURITY')],
    ['scripts/start.mjs', 'export default 1;', syntax('Name what you export')],
    ['test/architecture/lint-rules.test.ts', "import { vi } from 'vitest';\nvi.mock('x');", syntax('No module mocks')],
    [
      'test/architecture/lint-rules.test.ts',
      "import { test } from 'vitest';\ntest('x', { retry: 2 }, () => 0);",
      syntax('No retries'),
    ],
    [
      'test/architecture/lint-rules.test.ts',
      'await new Promise((resolve) => setTimeout(resolve, 100));',
      syntax('No sleeps'),
    ],
    [
      'renderer/parts/Card.svelte',
      "<p>{@html '<b>x</b>'}</p>",
      'svelte/no-at-html-tags: `{@html}` can lead to XSS attack',
    ],
    [
      'host/host.ts',
      '// eslint-disable-next-line eqeqeq\nexport const a = 1;',
      "parser: Unused eslint-disable directive (no problems were reported from 'eqeqeq')",
    ],
    ['host/host.ts', `${'\n'.repeat(301)}export const a = 1;`, 'max-lines: File has too many lines (302)'],
  ])('%s may not say %j', async (file, text, broken) => {
    expect(await findBroken(file, text)).toContain(broken);
  });

  test('what the rules leave alone', async () => {
    expect(await findBroken('host/host.ts', "import './vault/vault.ts';\n")).toEqual([]);
    expect(
      await findBroken(
        'electron/sealer.ts',
        "import { safeStorage } from 'electron';\nexport const seal = safeStorage;\n",
      ),
    ).toEqual([]);
  });
});
