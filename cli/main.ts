import process from 'node:process';
import { CouldNotRun, EXIT, type ExitCode, UsageError } from './exit.ts';
import { type Streams, writeJson } from './output.ts';

declare const __APP_VERSION__: string;

interface Command {
  readonly about: string;
  readonly usage: () => Promise<string>;
  /** Answers with the exit code; undefined goes on running. */
  readonly run: (args: readonly string[], streams: Streams) => Promise<ExitCode | undefined>;
}

/** Each command is loaded only when it is called, so that a quick one starts quickly. */
const COMMANDS: Readonly<Record<string, Command>> = {
  demo: {
    about: 'walk the whole path from order to verified card, without a window',
    usage: async () => (await import('./commands/demo.ts')).DEMO_USAGE,
    run: async (args, streams) => (await import('./commands/demo.ts')).runDemo(args, streams),
  },
  issuer: {
    about: 'run the mock university',
    usage: async () => (await import('./commands/issuer.ts')).ISSUER_USAGE,
    run: async (args) => (await import('./commands/issuer.ts')).runIssuer(args),
  },
  activate: {
    about: 'redeem an activation QR and store the card',
    usage: async () => (await import('./commands/activate.ts')).ACTIVATE_USAGE,
    run: async (args, streams) => (await import('./commands/activate.ts')).runActivate(args, streams),
  },
  cards: {
    about: 'list, update and remove the cards of a wallet',
    usage: async () => (await import('./commands/cards.ts')).CARDS_USAGE,
    run: async (args, streams) => (await import('./commands/cards.ts')).runCards(args, streams),
  },
  inspect: {
    about: 'say what a QR text or token is and which checks hold',
    usage: async () => (await import('./commands/inspect.ts')).INSPECT_USAGE,
    run: async (args, streams) => (await import('./commands/inspect.ts')).runInspect(args, streams),
  },
  decode: {
    about: 'read the QR codes in images',
    usage: async () => (await import('./commands/decode.ts')).DECODE_USAGE,
    run: async (args, streams) => (await import('./commands/decode.ts')).runDecode(args, streams),
  },
  verify: {
    about: 'check the card that a holder shows, or ask for one',
    usage: async () => (await import('./commands/verify.ts')).VERIFY_USAGE,
    run: async (args, streams) => (await import('./commands/verify.ts')).runVerify(args, streams),
  },
};

const OVERVIEW = [
  'mleg-sim COMMAND … – mLegitymacja Simulator on the command line. Invented people only; nothing here is a document.',
  '',
  ...Object.entries(COMMANDS).map(([name, { about }]) => `  ${name.padEnd(10)} ${about}`),
  '',
  'mleg-sim COMMAND --help explains one. Results go to standard output, everything else to standard error; --json gives exactly one JSON value.',
].join('\n');

async function main(argv: readonly string[], streams: Streams): Promise<ExitCode | undefined> {
  const [name, ...args] = argv;
  if (name === '--version') return print(streams, __APP_VERSION__);
  if (name === undefined || name === '--help' || name === 'help') {
    const command = name === 'help' ? findCommand(args[0]) : null;
    if (name === 'help' && args.length > 0 && !command) throw new UsageError(`there is no command "${args.join(' ')}"`);
    return print(streams, command ? await command.usage() : OVERVIEW);
  }
  const command = findCommand(name);
  if (!command) throw new UsageError(`there is no command "${name}"\n\n${OVERVIEW}`);
  if (args.includes('--help')) return print(streams, await command.usage());
  return command.run(args, streams);
}

/** Own names only: "toString" is no command. */
const findCommand = (name = ''): Command | null => (Object.hasOwn(COMMANDS, name) ? (COMMANDS[name] ?? null) : null);

function print(streams: Streams, text: string): ExitCode {
  streams.out(text);
  return EXIT.yes;
}

/** Standard output is exactly one JSON value with `--json`, for what could not be done too. */
function writeFailure(error: unknown, argv: readonly string[], streams: Streams): void {
  const end = argv.indexOf('--');
  if (!(end === -1 ? argv : argv.slice(0, end)).includes('--json')) return;
  const kind = error instanceof UsageError ? 'usage' : 'could-not-run';
  writeJson(streams, { ok: false, error: kind, detail: error instanceof Error ? error.message : String(error) });
}

function exitFor(error: unknown, streams: Streams): ExitCode {
  if (error instanceof UsageError) {
    streams.err(`mleg-sim: ${error.message}`);
    return EXIT.usage;
  }
  streams.err(`mleg-sim: ${error instanceof Error ? error.message : String(error)}`);
  if (!(error instanceof CouldNotRun) && error instanceof Error && process.env['MLEG_DEBUG'])
    streams.err(error.stack ?? '');
  return EXIT.couldNotRun;
}

const streams: Streams = {
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
  hasColour: process.stdout.isTTY && process.env['NO_COLOR'] === undefined,
};

// exitCode rather than exit(): a long answer into a pipe is written out before the process ends.
void main(process.argv.slice(2), streams)
  .catch((error: unknown) => {
    writeFailure(error, process.argv.slice(2), streams);
    return exitFor(error, streams);
  })
  .then((code) => {
    if (code !== undefined) process.exitCode = code;
  });
