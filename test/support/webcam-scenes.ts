import type { Point } from '../../scan/picture.ts';
import type { Faults } from './webcam/profiles.ts';
import { drawFrame } from './webcam-model.ts';

/** What happens before a camera: each in its own room, which for a while has no code in it. */
export type SceneName = 'appears' | 'moves' | 'sharpens' | 'glare';

export const SCENE_SIZE = { width: 1280, height: 720, framesASecond: 30 } as const;
/** Three and a half seconds, 145 MB. */
export const SCENE_FRAMES = 105;

interface Scene {
  readonly seed: number;
  /** The first frame with a code in it; the scanner has looked at many by then. */
  readonly from: number;
  /** Where the code is then and what is between it and the camera; `at` counts frames since the first. */
  readonly see: (at: number) => { readonly middle: Point; readonly faults?: Partial<Faults> };
}

/** Pixels. */
const MODULE_PX = 4;
/** How a hand shakes that holds something still. */
const hold = (at: number): Point => ({ x: 640 + 5 * Math.sin(at / 7), y: 360 + 4 * Math.cos(at / 5) });

/** Frames that a change takes, and how much of it is done by one of them. */
const CHANGE_FRAMES = 45;
const shareOf = (at: number): number => Math.min(1, at / CHANGE_FRAMES);

/** The quicker a thing moves, the longer its trace while the shutter is open: a quarter of a frame's time. */
const SHUTTER = 0.25;
/** From outside on the left to the middle, quick at first. */
const come = (at: number): number => 640 - 900 * (1 - shareOf(at)) ** 2;

const SCENES: Readonly<Record<SceneName, Scene>> = {
  appears: { seed: 1, from: 60, see: (at) => ({ middle: hold(at) }) },
  moves: {
    seed: 2,
    from: 45,
    see: (at) => ({
      middle: { x: come(at) + 5 * Math.sin(at / 7), y: hold(at).y },
      faults: { motionPx: (come(at) - come(at - 1)) * SHUTTER, motionDegrees: 0 },
    }),
  },
  sharpens: {
    seed: 3,
    from: 45,
    see: (at) => ({ middle: hold(at), faults: { blurPx: 6 - 4.9 * shareOf(at) } }),
  },
  glare: {
    seed: 4,
    from: 45,
    see: (at) => ({
      middle: hold(at),
      faults: { glare: { degrees: 20, away: 2.4 * shareOf(at), radius: 0.6, strength: 255 } },
    }),
  },
};

/** Far outside: the same room with nothing to be seen of the code. */
const NOWHERE: Point = { x: -5000, y: -5000 };

/** The grey levels of a scene's frame, 0 to `SCENE_FRAMES` - 1. Each has a code of its own, which says which frame it is. */
export function drawSceneFrame(name: SceneName, frame: number): Uint8Array {
  const { seed, from, see } = SCENES[name];
  const seen = frame < from ? { middle: NOWHERE } : see(frame - from);
  const { width, height } = SCENE_SIZE;
  const look = { level: 'L', modulePx: MODULE_PX, profile: 'typical', moment: frame } as const;
  return drawFrame({ ...look, width, height, seed, text: nameFrame(frame), ...seen }).picture.luma;
}

/** The first frame of the scene that has a code in it, readable or not. */
export const findEntry = (name: SceneName): number => SCENES[name].from;

/** Looks like an activation QR's text, and is as long as a real one whichever frame it names. */
const nameFrame = (frame: number): string => `eyJ0eXAi.f${String(frame).padStart(4, '0')}${'Ab3-'.repeat(88)}.sig`;

/** The frame that a text names; null of one that no scene shows. */
export function findFrame(text: string): number | null {
  const digits = /^eyJ0eXAi\.f(\d{4})/u.exec(text)?.[1];
  const frame = Number(digits);
  return digits !== undefined && text === nameFrame(frame) ? frame : null;
}
