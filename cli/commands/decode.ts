import { readFileSync, statSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import type { CodeRead, GlimpseReason } from '../../scan/engine.ts';
import { ENGINE_CHOICES, type EngineChoice, type Engines } from '../../scan/engines.ts';
import type { Corners } from '../../scan/picture.ts';
import type { StillReport } from '../../scan/still/read-still.ts';
import { readArguments } from '../arguments.ts';
import { CouldNotRun, EXIT, type ExitCode, UsageError } from '../exit.ts';
import { MAX_FILE_BYTES } from '../input.ts';
import { colour, type Streams, writeJson } from '../output.ts';
import { loadSharp, NoPicture } from '../pictures/open-picture.ts';
import { openCodeEngines, readCodes } from '../pictures/read-codes.ts';

export const DECODE_USAGE = `mleg-sim decode [--engine ENGINE] [--json] FILE…

Reads the QR codes in PNG, JPEG and WebP images, with the same engines as the program's scanner; - is standard input.
  --engine ENGINE  ${ENGINE_CHOICES.join(', ')}; one engine alone shows what it can do
  --json           [{file, text, engine, ms, corners}] in the order of the files; text, engine and corners are null where nothing was read.
                   ms is everything from opening the file on. Several codes in an image: those after the first are in "others".
                   "problem" says why a file could not be looked at.
Exit: 0 each image was read, 1 one was not, 2 called wrongly, 3 a file is missing or no image (the others are done all the same).`;

interface Code {
  readonly text: string;
  readonly engine: string;
  readonly corners: readonly (readonly [x: number, y: number])[];
}

interface Answer {
  readonly file: string;
  readonly text: string | null;
  readonly engine: string | null;
  readonly ms: number;
  readonly corners: Code['corners'] | null;
  readonly others?: readonly Code[];
  readonly problem?: string;
}

export async function runDecode(args: readonly string[], streams: Streams): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, {
    engine: { type: 'string', default: 'all' },
    json: { type: 'boolean', default: false },
  });
  const choice = ENGINE_CHOICES.find((known) => known === values.engine);
  if (!choice) throw new UsageError(`--engine ${values.engine}: one of ${ENGINE_CHOICES.join(', ')}`);
  if (positionals.length === 0) throw new UsageError('at least one FILE or - is needed');
  // Loaded before the first file, since it is not the file that takes that time.
  const [engines] = await Promise.all([openCodeEngines(), loadSharp()]);
  if (choice === 'zxing' && !engines.zxing) throw new CouldNotRun('WebAssembly does not run here, and zxing needs it');
  const answers: Answer[] = [];
  for (const file of positionals) {
    const { answer, seen } = await decode(file, engines, choice);
    answers.push(answer);
    if (!values.json) write(streams, answer, seen);
  }
  if (values.json) writeJson(streams, answers);
  if (answers.some(({ problem }) => problem !== undefined)) return EXIT.couldNotRun;
  return answers.every(({ text }) => text !== null) ? EXIT.yes : EXIT.no;
}

interface Decoded {
  readonly answer: Answer;
  /** Why a code that is seen cannot be read. */
  readonly seen: GlimpseReason | null;
}

async function decode(file: string, engines: Engines, choice: EngineChoice): Promise<Decoded> {
  const startedAt = performance.now();
  const measure = (): number => Math.round((performance.now() - startedAt) * 10) / 10;
  try {
    const report = await readCodes(readBytes(file), engines, choice);
    return { answer: describe(file, report, measure()), seen: report.glimpse?.kind ?? null };
  } catch (error) {
    if (!(error instanceof NoPicture || error instanceof CouldNotRun)) throw error;
    const nothing = { text: null, engine: null, ms: measure(), corners: null };
    return { answer: { file, ...nothing, problem: error.message }, seen: null };
  }
}

function readBytes(file: string): Buffer {
  if (file === '-') return readFileSync(0);
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats) throw new CouldNotRun('there is no such file');
  if (!stats.isFile()) throw new CouldNotRun('this is not a file');
  if (stats.size > MAX_FILE_BYTES) throw new CouldNotRun(`this file is larger than ${MAX_FILE_BYTES} bytes`);
  try {
    return readFileSync(file);
  } catch (error) {
    throw new CouldNotRun(`this file cannot be opened (${error instanceof Error ? error.message : String(error)})`);
  }
}

function describe(file: string, { reads }: StillReport, ms: number): Answer {
  const [first, ...others] = reads.map(toCode);
  if (!first) return { file, text: null, engine: null, ms, corners: null };
  const { text, engine, corners } = first;
  return { file, text, engine, ms, corners, ...(others.length > 0 && { others }) };
}

const toCode = ({ text, engine, corners }: CodeRead): Code => ({ text, engine, corners: roundCorners(corners) });

const roundCorners = (corners: Corners): Code['corners'] =>
  corners.map(({ x, y }) => [Math.round(x * 10) / 10, Math.round(y * 10) / 10]);

const SEEN: Readonly<Record<GlimpseReason, string>> = {
  small: 'its modules have too few pixels',
  blurred: 'it is blurred',
  dark: 'it is too dark, or too pale',
  glare: 'a reflection covers part of it',
};

function write(
  streams: Streams,
  { file, text, engine, ms, others, problem }: Answer,
  seen: GlimpseReason | null,
): void {
  const mark = text === null ? colour(streams, 31, '✗') : colour(streams, 32, '✓');
  streams.out(`${mark} ${show(file)}  ${engine ? `${engine}, ` : ''}${Math.round(ms)} ms`);
  if (text === null) {
    const nothing = seen ? `there is a QR code that cannot be read: ${SEEN[seen]}` : 'no QR code could be read';
    streams.out(`  ${problem ?? nothing}`);
  }
  for (const each of text === null ? [] : [text, ...(others ?? []).map((other) => other.text)])
    streams.out(`  ${show(each)}`);
}

/** SECURITY: what stands in a QR code or a file's name must not steer the terminal. */
const show = (text: string): string =>
  text.replace(
    /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
