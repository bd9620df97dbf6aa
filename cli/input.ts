import { existsSync, readFileSync, statSync } from 'node:fs';
import { CouldNotRun } from './exit.ts';
import { readQrImage } from './qr-image.ts';

const MAX_FILE_BYTES = 16 * 1024 * 1024;
const LOOKS_LIKE_A_PATH = /^(\.{0,2}\/|[A-Za-z]:[\\/]|~\/)|^[^\s:]{1,200}\.(txt|jwt|jws|json|sdjwt|png|jpe?g|webp)$/iu;

/**
 * `-` is standard input, the name of a file is that file, anything else is the text itself. A PNG stands for the text of the QR in it.
 * Text is taken exactly as it is, closing line break included: a QR that ends in one must be refused, and `--trim` says otherwise.
 */
export function readInput(argument: string): string {
  if (argument === '-') return readFileSync(0, 'utf8');
  if (!isFile(argument)) {
    if (LOOKS_LIKE_A_PATH.test(argument)) throw new CouldNotRun(`${argument}: there is no such file`);
    return argument;
  }
  if (statSync(argument).size > MAX_FILE_BYTES)
    throw new CouldNotRun(`${argument}: larger than ${MAX_FILE_BYTES} bytes`);
  const bytes = readFileSync(argument);
  if (!argument.toLowerCase().endsWith('.png')) return bytes.toString('utf8');
  const text = readQrImage(bytes);
  if (text === null) throw new CouldNotRun(`${argument}: no QR code could be read in this image`);
  return text;
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
