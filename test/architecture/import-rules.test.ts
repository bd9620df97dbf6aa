import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../support/project-root.ts';

interface RuleFile {
  readonly forbidden: readonly (IForbiddenRuleType & { readonly name: string })[];
  readonly options: ICruiseOptions;
}
const { forbidden, options } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as RuleFile;
const FIXTURES = join(ROOT, 'test', 'architecture', 'fixtures');
const FOLDERS = ['shared', 'scan', 'issuer-mock', 'host', 'electron', 'renderer', 'cli', 'scripts', 'test'];

/** Every import of a tree that breaks a rule, as `rule: from → to`, and how many files were looked at. */
async function findViolations(
  baseDir: string,
): Promise<{ readonly violations: readonly string[]; readonly files: number }> {
  const { enhancedResolveOptions, ...rest } = options;
  const { output } = await cruise(
    FOLDERS.filter((folder) => existsSync(join(baseDir, folder))),
    { ...rest, baseDir, validate: true, ruleSet: { forbidden: [...forbidden] } },
    enhancedResolveOptions,
  );
  const { summary } = output as ICruiseResult;
  return {
    violations: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
    files: summary.totalCruised,
  };
}

describe('import rules', () => {
  test('the whole tree keeps them', async () => {
    const { violations, files } = await findViolations(ROOT);
    expect(violations).toEqual([]);
    expect(files).toBeGreaterThan(100);
  });

  test('each has a fixture that breaks it, and no fixture is left over', () => {
    expect(readdirSync(FIXTURES).sort()).toEqual(forbidden.map(({ name }) => name).sort());
  });

  test.each(forbidden.map(({ name }) => name))(
    '%s is broken by its fixture, which breaks nothing else',
    async (name) => {
      const { violations } = await findViolations(join(FIXTURES, name));
      expect([...new Set(violations.map((violation) => violation.split(':')[0]))]).toEqual([name]);
    },
  );

  test('each says why', () => {
    const silent = forbidden.filter(({ comment }) => !/\w{3}.*\.$/u.test(comment ?? ''));
    expect(silent.map(({ name }) => name)).toEqual([]);
  });
});
