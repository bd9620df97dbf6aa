import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';

/** A picture of one's own, and what stands in its code. */
export interface KnownPicture {
  /** Path. */
  readonly file: string;
  readonly text: string;
}

/** What is the matter with a folder, in a sentence for the person who named it. */
export class FolderProblem extends Error {
  override readonly name = 'FolderProblem';
}

const PICTURE_ENDINGS = ['.png', '.jpg', '.jpeg', '.webp'];

/**
 * The pictures of a folder, by name. The text of `a.png` stands in `a.txt` or `a.png.txt` beside it, or under "a.png" in a `texts.json`. Throws a
 * FolderProblem where the folder is none, has no picture, or has one whose text is not told.
 */
export function findKnownPictures(folder: string): readonly KnownPicture[] {
  const pictures = listFolder(folder).filter((name) => PICTURE_ENDINGS.includes(extname(name).toLowerCase()));
  if (pictures.length === 0) throw new FolderProblem(`There is no PNG, JPEG or WebP picture in ${folder}.`);
  const table = readTable(join(folder, 'texts.json'));
  const known = pictures.map((name) => ({ name, file: join(folder, name), text: findText(folder, name, table) }));
  const lacking = known.filter(({ text }) => text === null).map(({ name }) => name);
  const [first] = lacking;
  if (first !== undefined) {
    const others = lacking.length > 1 ? ` (and ${lacking.length - 1} more)` : '';
    throw new FolderProblem(
      `What stands in ${first}${others} of ${folder}? Write it into ${first}.txt beside it, or into texts.json as {"${first}": "…"}.`,
    );
  }
  return known.map(({ file, text }) => ({ file, text: text ?? '' }));
}

function listFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    throw new FolderProblem(`There is no folder ${folder}.`);
  }
}

function findText(folder: string, name: string, table: ReadonlyMap<string, string>): string | null {
  const beside = [`${name}.txt`, `${basename(name, extname(name))}.txt`]
    .map((text) => join(folder, text))
    .find((file) => existsSync(file));
  return beside === undefined ? (table.get(name) ?? null) : readFileSync(beside, 'utf8');
}

function readTable(file: string): ReadonlyMap<string, string> {
  if (!existsSync(file)) return new Map();
  const entries = parseObject(readFileSync(file, 'utf8'));
  if (!entries?.every((entry): entry is [string, string] => typeof entry[1] === 'string'))
    throw new FolderProblem(`${file} is to be one JSON object of texts: {"a.png": "what stands in it"}.`);
  return new Map(entries);
}

function parseObject(text: string): [string, unknown][] | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : null;
  } catch {
    return null;
  }
}
