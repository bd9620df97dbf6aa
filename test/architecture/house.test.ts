import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CODES } from '../../shared/protocol/codes.ts';
import { ROOT } from '../support/project-root.ts';
import { OWN_PROCESS, SHARED_PROCESS } from '../support/shared-process.ts';
import { CODES_NOT_YET_REACHED } from './codes-not-yet-reached.ts';

const NOT_OURS = new Set(['.git', 'node_modules', 'dist', 'release', 'coverage', 'test-results', 'package-lock.json']);

const listFiles = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter(({ name }) => !NOT_OURS.has(name))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? listFiles(path) : [path];
    });
const SOURCES = listFiles('').filter((file) => /\.(ts|svelte|mjs|cjs|js|css|html|md|ya?ml|json)$/u.test(file));
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

describe('every file', () => {
  test('has at most 300 lines', () => {
    expect(SOURCES.filter((file) => read(file).trimEnd().split('\n').length > 300)).toEqual([]);
  });

  test('is named in kebab-case, a component in PascalCase', () => {
    const code = SOURCES.filter((file) => /\.(ts|mjs|svelte)$/u.test(file) && !file.includes('/fixtures/'));
    const isWellNamed = (name: string): boolean =>
      name.endsWith('.svelte')
        ? /^[A-Z][A-Za-z]*\.svelte$/u.test(name)
        : /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|svelte|config|d))?\.(ts|mjs)$/u.test(name);
    expect(code.map((file) => basename(file)).filter((name) => !isWellNamed(name))).toEqual([]);
    expect(code.filter((file) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.|$)/u.test(file))).toEqual([]);
  });

  test('refers to nothing outside the checkout', () => {
    // Put together here, so that this file does not hold them itself.
    const outside = [['shared', 'design'].join('/'), ['/work', ''].join('/'), ['.lib', 'rary'].join('')];
    expect(SOURCES.filter((file) => outside.some((path) => read(file).includes(path)))).toEqual([]);
  });

  test('holds no private key', () => {
    expect(SOURCES.filter((file) => /-----BEGIN [A-Z ]*PRIVATE KEY-----/u.test(read(file)))).toEqual([]);
  });
});

describe('codes of shared/protocol/codes.ts', () => {
  const tests = SOURCES.filter((file) => /^test\/.*\.ts$/u.test(file) && !file.startsWith('test/architecture/'));
  const text = tests.map(read).join('\n');
  const isTested = (code: string): boolean => new RegExp(`\\b${code}\\b`, 'u').test(text);

  test('each stands in a test, or in the list of what later issues bring', () => {
    expect(CODES.filter((code) => !isTested(code) && !(code in CODES_NOT_YET_REACHED))).toEqual([]);
  });

  test('the list names only codes that no test has yet', () => {
    expect(Object.keys(CODES_NOT_YET_REACHED).filter((code) => isTested(code))).toEqual([]);
  });
});

describe('tests that share a process', () => {
  const shared = SOURCES.filter((file) => SHARED_PROCESS.some((folder) => file.startsWith(`${folder}/`)));

  test('touch nothing that the next file would find changed', () => {
    const leftBehind =
      /\bvi\.(spyOn|stub\w+|useFakeTimers|setSystemTime)\b|\bprocess\.(env|chdir|umask|on|once)\b|\bglobalThis\b/u;
    expect(shared.filter((file) => leftBehind.test(read(file)) && !OWN_PROCESS.includes(file))).toEqual([]);
  });

  test('those with a process of their own are there', () => {
    expect(OWN_PROCESS.filter((file) => !shared.includes(file))).toEqual([]);
  });
});

describe('package.json', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;

  test('pins every package to one version', () => {
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/u.test(version),
    );
    expect(loose).toEqual([]);
  });

  test('the lock file has the parts of every platform, without which npm ci refuses it', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>;
    };
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
      ),
    );
    expect(missing).toEqual([]);
  });
});
