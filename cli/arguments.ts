import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './exit.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** Node's own argument parser, with its complaints turned into usage errors. */
export function readArguments<const O extends Options>(args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The one positional argument a command takes. */
export function readOnly(positionals: readonly string[], what: string): string {
  const [first] = positionals;
  if (first === undefined || positionals.length !== 1)
    throw new UsageError(`one ${what} is needed, got ${positionals.length}`);
  return first;
}

/** `--at`: an ISO 8601 instant as milliseconds; without it, now. */
export function readInstant(text: string | undefined): number {
  if (text === undefined) return Date.now();
  const instant = Date.parse(text);
  if (Number.isNaN(instant))
    throw new UsageError(`--at ${text}: an ISO 8601 instant is needed, like 2026-10-02T09:14:22Z`);
  return instant;
}

export function readLanguage(text: string | undefined): 'pl' | 'en' {
  if (text === undefined || text === 'en') return 'en';
  if (text === 'pl') return 'pl';
  throw new UsageError(`--lang ${text}: pl or en`);
}
