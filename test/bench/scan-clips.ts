import type { LumaPicture } from '../../scan/picture.ts';
import { writeClip } from '../support/webcam-clip.ts';
import {
  drawSceneFrame,
  findEntry,
  findFrame,
  SCENE_FRAMES,
  SCENE_SIZE,
  type SceneName,
} from '../support/webcam-scenes.ts';
import { openReaders, type Readers } from './scan/readers.ts';

export { findFrame, SCENE_FRAMES };

/** What `npm run -s bench -- scan-live` plays to the page; scripts/bench/scan-clips.mjs builds this and uses it. */
export const SCENES: readonly SceneName[] = ['appears', 'moves', 'sharpens', 'glare'];

/** What can be said of a scene without any camera. Counts frames of it. */
export interface WrittenScene {
  /** The first frame that can be read at all. */
  readonly first: number;
  /** The first that the program reads if it misses none, once for each turn of its search at which the code can come in. */
  readonly unhurried: readonly number[];
}

/** After so many frames the search begins its turns anew. */
const TURNS = 12;

/** Writes a scene as a clip. Throws where none of its frames can be read. */
export async function writeScene(name: SceneName, file: string): Promise<WrittenScene> {
  const readers = await openReaders();
  const frames = Array.from({ length: SCENE_FRAMES }, (_empty, frame) => drawSceneFrame(name, frame));
  writeClip(
    file,
    SCENE_SIZE,
    frames.map((luma) => () => luma),
  );
  const { width, height } = SCENE_SIZE;
  const pictures = frames.map((luma) => ({ luma, width, height }));
  const entry = findEntry(name);
  const unhurried = Array.from({ length: TURNS }, (_empty, turn) => {
    const { all } = readers.openStream();
    const from = entry - 1 - turn;
    const at = pictures.slice(from).findIndex((picture) => all(picture).length > 0);
    return at < 0 ? SCENE_FRAMES : from + at;
  });
  const readable = pictures.findIndex((picture, frame) => frame >= entry && isReadable(readers, picture));
  if (readable < 0) throw new Error(`no frame of "${name}" can be read`);
  // What the program reads can be read, even if nobody else does who looks at the whole frame.
  return { first: Math.min(readable, ...unhurried), unhurried };
}

/** By zxing or restore, with all the time they want: whoever reads it later has missed it. */
const isReadable = ({ readFrame, readImage }: Readers, picture: LumaPicture): boolean =>
  [readFrame, readImage].some((reading) => [reading.zxing, reading.restore].some((read) => read(picture).length > 0));
