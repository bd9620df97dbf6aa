import { describe, expect, test } from 'vitest';
import { readStartOptions } from '../../scripts/lib/start-options.mjs';
import { Stop } from '../../scripts/lib/stop.mjs';
import { readTestOptions } from '../../scripts/lib/test-options.mjs';

/** The Stop that `read` ends in; fails the test where it ends in anything else. */
function stopOf(read: () => unknown): { readonly exitCode: number; readonly sentence: string } {
  try {
    read();
  } catch (error) {
    if (error instanceof Stop) return { exitCode: error.exitCode, sentence: error.message.split('\n')[0] ?? '' };
    throw error;
  }
  throw new Error('it was accepted');
}

describe('npm start', () => {
  const nothing = { shell: 'either', wantsHelp: false, opensBrowser: true, port: null, dataFolder: null };

  test.each([
    [[], nothing],
    [['--desktop'], { ...nothing, shell: 'desktop' }],
    [['--browser'], { ...nothing, shell: 'browser' }],
    [['--no-open'], { ...nothing, shell: 'browser', opensBrowser: false }],
    [['--port', '8080'], { ...nothing, shell: 'browser', port: '8080' }],
    [['--browser', '--port=0'], { ...nothing, shell: 'browser', port: '0' }],
    [['--data-folder', 'here'], { ...nothing, dataFolder: 'here' }],
    [['--help'], { ...nothing, wantsHelp: true }],
  ])('%j', (args, options) => {
    expect(readStartOptions(args)).toEqual(options);
  });

  test.each([
    [['--fullscreen'], "Unknown option '--fullscreen'"],
    [['now'], "Unexpected argument 'now'. This command does not take positional arguments"],
    [['--port', '65536'], '--port needs a number from 0 to 65535, not 65536.'],
    [['--port', '80a'], '--port needs a number from 0 to 65535, not 80a.'],
    [['--desktop', '--browser'], '--desktop and --browser exclude each other.'],
    [['--desktop', '--no-open'], '--no-open and --port are for the browser shell.'],
  ])('%j is wrong usage', (args, sentence) => {
    expect(stopOf(() => readStartOptions(args))).toEqual({ exitCode: 2, sentence });
  });
});

describe('npm test', () => {
  const namesOf = (args: string[]) => {
    const { checks, ...rest } = readTestOptions(args);
    return { ...rest, checks: checks.map(({ name }) => name) };
  };

  test('without arguments runs everything', () => {
    const { checks, ...rest } = namesOf([]);
    expect(rest).toEqual({ wantsHelp: false, runsVitest: true, notRun: [], vitestArgs: [] });
    expect(checks).toEqual(
      expect.arrayContaining(['eslint', 'prettier', 'knip', 'import rules', 'types: renderer', 'types: shared']),
    );
  });

  test('--only narrows it and names what is left out', () => {
    const { checks, runsVitest, notRun, vitestArgs } = namesOf(['--only', 'vitest', 'test/shared']);
    expect({ checks, runsVitest, vitestArgs }).toEqual({ checks: [], runsVitest: true, vitestArgs: ['test/shared'] });
    expect(notRun).toContain('eslint');
    expect(namesOf(['--only', 'types']).checks.every((name) => name.startsWith('types: '))).toBe(true);
  });

  test.each([
    [['--only', 'nothing'], 'There is no check "nothing".'],
    [['--only', 'eslint', 'test/shared'], 'test/shared is for vitest.'],
    [['--fast'], "Unknown option '--fast'"],
  ])('%j is wrong usage', (args, sentence) => {
    const stop = stopOf(() => readTestOptions(args));
    expect(stop.exitCode).toBe(2);
    expect(stop.sentence).toContain(sentence);
  });
});
