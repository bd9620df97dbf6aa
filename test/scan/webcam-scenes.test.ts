import { beforeAll, describe, expect, test } from 'vitest';
import { findCodeKind } from '../../renderer/scan/code-kind.ts';
import type { Engine } from '../../scan/engine.ts';
import { openTestEngines } from '../support/scan-engines.ts';
import {
  drawSceneFrame,
  findEntry,
  findFrame,
  SCENE_FRAMES,
  SCENE_SIZE,
  type SceneName,
} from '../support/webcam-scenes.ts';

const NAMES: readonly SceneName[] = ['appears', 'moves', 'sharpens', 'glare'];
const LAST = SCENE_FRAMES - 1;

let zxing: Engine;
beforeAll(async () => void ({ zxing } = await openTestEngines()));
const readFrame = (name: SceneName, frame: number) =>
  zxing.read({ ...SCENE_SIZE, luma: drawSceneFrame(name, frame) }, { effort: 'image', most: 5 });

describe.each(NAMES)('the scene "%s"', (name) => {
  test('has no code in it before its time, and ends with one that names its frame', () => {
    expect(readFrame(name, findEntry(name) - 1)).toEqual([]);
    const texts = readFrame(name, LAST).map(({ text }) => text);
    expect(texts.map(findFrame)).toEqual([LAST]);
    expect(texts.map(findCodeKind)).toEqual(['activation']);
  });

  test('shows its code at first as its name says', () => {
    expect(readFrame(name, findEntry(name)).map(({ text }) => findFrame(text))).toEqual(
      name === 'appears' ? [findEntry(name)] : [],
    );
  });
});

test('a frame is another than the one before even where nothing moves: the sensor is not still', () => {
  const [one, next, again] = [1, 2, 1].map((frame) => Buffer.from(drawSceneFrame('appears', frame)));
  expect(one!.equals(next!)).toBe(false);
  expect(one!.equals(again!)).toBe(true);
});

test('a text that no scene shows names no frame', () => {
  expect(['', 'eyJ0eXAi.f0061', 'MP1:0061'].map(findFrame)).toEqual([null, null, null]);
});
