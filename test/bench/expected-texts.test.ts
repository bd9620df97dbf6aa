import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findKnownPictures, FolderProblem } from './scan/expected-texts.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'mleg-sim-pictures-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (files: Readonly<Record<string, string>>): void => {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
};

test('a text is found beside its picture, under either name, or in the table of the folder', () => {
  write({ 'a.png': '', 'a.txt': 'one\n', 'b.JPG': '', 'b.JPG.txt': 'two', 'c.webp': '', 'd.jpeg': '', 'notes.md': '' });
  write({ 'texts.json': JSON.stringify({ 'c.webp': 'three', 'd.jpeg': 'vier – ąę' }) });
  expect(findKnownPictures(folder)).toEqual([
    { file: join(folder, 'a.png'), text: 'one\n' },
    { file: join(folder, 'b.JPG'), text: 'two' },
    { file: join(folder, 'c.webp'), text: 'three' },
    { file: join(folder, 'd.jpeg'), text: 'vier – ąę' },
  ]);
});

test('of two pictures that differ in their ending alone, each has its own text', () => {
  write({ 'a.png': '', 'a.jpg': '', 'a.png.txt': 'of the PNG', 'a.jpg.txt': 'of the JPEG', 'a.txt': 'of neither' });
  expect(findKnownPictures(folder).map(({ text }) => text)).toEqual(['of the JPEG', 'of the PNG']);
});

test.each([
  ['a picture without a text', { 'a.png': '' }, 'What stands in a.png of '],
  [
    'several of them',
    { 'a.png': '', 'b.png': '', 'c.png': '', 'b.txt': 'two' },
    'What stands in a.png (and 1 more) of ',
  ],
  ['a folder without pictures', { 'a.txt': 'one' }, 'There is no PNG, JPEG or WebP picture in '],
  ['a table that is no JSON', { 'a.png': '', 'texts.json': '{a' }, 'texts.json is to be one JSON object of texts'],
  [
    'a table of something else',
    { 'a.png': '', 'texts.json': '{"a.png": 1}' },
    'texts.json is to be one JSON object of texts',
  ],
])('%s is refused with a sentence', (_what, files, sentence) => {
  write(files);
  expect(() => findKnownPictures(folder)).toThrow(FolderProblem);
  expect(() => findKnownPictures(folder)).toThrow(sentence);
});

test('so is a folder that is none', () => {
  expect(() => findKnownPictures(join(folder, 'nowhere'))).toThrow(`There is no folder ${join(folder, 'nowhere')}.`);
});
