import { existsSync, readFileSync, statSync } from 'node:fs';
import { CouldNotRun } from './exit.ts';
import { isPicture, NoPicture } from './pictures/open-picture.ts';

export const MAX_FILE_BYTES = 64 * 1024 * 1024;
/** Such a file is an image or an error, never text. */
const IMAGE_NAME = /\.(png|jpe?g|webp)$/iu;
const LOOKS_LIKE_A_PATH = /^(\.{0,2}\/|[A-Za-z]:[\\/]|~\/)|^[^\s:]{1,200}\.(txt|jwt|jws|json|sdjwt|png|jpe?g|webp)$/iu;

/**
 * `-` is standard input, the name of a file is that file, anything else is the text itself. A PNG, JPEG or WebP stands for the text of the QR code in it.
 * Text is taken exactly as it is, closing line break included: a QR that ends in one must be refused, and `--trim` says otherwise.
 */
export async function readInput(argument: string): Promise<string> {
  if (argument === '-') return toText(readFileSync(0), 'standard input');
  if (!isFile(argument)) {
    if (LOOKS_LIKE_A_PATH.test(argument)) throw new CouldNotRun(`${argument}: there is no such file`);
    return argument;
  }
  if (statSync(argument).size > MAX_FILE_BYTES)
    throw new CouldNotRun(`${argument}: larger than ${MAX_FILE_BYTES} bytes`);
  return toText(readFileSync(argument), argument);
}

async function toText(bytes: Buffer, source: string): Promise<string> {
  if (!isPicture(bytes) && !IMAGE_NAME.test(source)) return bytes.toString('utf8');
  const { readOnlyCode } = await import('./pictures/read-codes.ts');
  const { text, codes } = await readOnlyCode(bytes).catch((error: unknown) => {
    throw error instanceof NoPicture ? new CouldNotRun(`${source}: ${error.message}`) : error;
  });
  if (text !== null) return text;
  throw new CouldNotRun(
    codes === 0
      ? `${source}: no QR code could be read in this image`
      : `${source}: there are ${codes} QR codes in this image; cut it down to the one that is meant`,
  );
}

/** A text file that must be there. */
export function readTextFile(file: string): string {
  if (!isFile(file)) throw new CouldNotRun(`${file}: there is no such file`);
  return readFileSync(file, 'utf8');
}

/** A JSON file that must be there. */
export function readJsonFile(file: string): unknown {
  const text = readTextFile(file);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new CouldNotRun(`${file}: this is not JSON`);
  }
}

const isFile = (path: string): boolean => path.length < 4096 && existsSync(path) && statSync(path).isFile();
