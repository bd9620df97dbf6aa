import type { Pose } from './homography.ts';
import type { Moire } from './lighting.ts';
import type { Random } from './random.ts';

/** How bad a picture is: a scan as good as new; a laptop's webcam in a room; what just about can be read. */
export type ProfileName = 'clean' | 'typical' | 'hard';
export const PROFILES: readonly ProfileName[] = ['clean', 'typical', 'hard'];

/** All that lies between a code and its picture. */
export interface Faults extends Pose {
  /** 1 leaves it; a half has half as much between dark and bright. */
  readonly contrast: number;
  /** 1 leaves it; less is darker. */
  readonly gain: number;
  /** Standard deviation of the lens's blur, pixels. */
  readonly blurPx: number;
  readonly motionPx: number;
  readonly motionDegrees: number;
  /** Standard deviation, grey levels. */
  readonly noise: number;
  /** How much less light, 0 to 1, falls on the dark side. */
  readonly gradient: number;
  readonly gradientDegrees: number;
  readonly vignette: number;
  /** Null where no lamp is mirrored. Its middle lies on a circle around the code's own: 0 to 360 degrees, `away` in half sides of the code. */
  readonly glare: {
    readonly degrees: number;
    readonly away: number;
    readonly radius: number;
    readonly strength: number;
  } | null;
  readonly moire: Moire | null;
  /** 1 to 100, as libjpeg counts it; null where the picture comes as it is. */
  readonly jpegQuality: number | null;
}

/** `modulePx`: width of a module in the picture, since who brings a code closer also leaves the range of sharpness. */
export const chooseFaults = (profile: ProfileName, random: Random, modulePx: number): Faults =>
  CHOOSE[profile](random, modulePx);

const CHOOSE: Readonly<Record<ProfileName, (random: Random, modulePx: number) => Faults>> = {
  clean: ({ between }) => ({
    ...{ tiltDegrees: between(0, 2), tiltAxisDegrees: between(0, 360), turnDegrees: between(-3, 3) },
    ...{ contrast: 1, gain: 1, blurPx: between(0.2, 0.4), motionPx: 0, motionDegrees: 0, noise: 0 },
    ...{ gradient: 0, gradientDegrees: 0, vignette: 0, glare: null, moire: null, jpegQuality: null },
  }),
  typical: ({ between, chance }, modulePx) => ({
    tiltDegrees: between(0, 12),
    tiltAxisDegrees: between(0, 360),
    turnDegrees: chance(0.2) ? between(0, 360) : between(-10, 10),
    contrast: between(0.6, 0.9),
    gain: between(0.85, 1.05),
    blurPx: Math.hypot(0.5, 0.27 * modulePx) * between(0.93, 1.05),
    motionPx: 0,
    motionDegrees: 0,
    noise: between(3, 5),
    gradient: between(0, 0.3),
    gradientDegrees: between(0, 360),
    vignette: between(0, 0.2),
    glare: null,
    moire: chance(1 / 3) ? { share: between(0.05, 0.12), periodPx: between(4, 30), degrees: between(0, 180) } : null,
    jpegQuality: between(70, 90),
  }),
  hard: ({ between, chance }, modulePx) => ({
    tiltDegrees: between(5, 30),
    tiltAxisDegrees: between(0, 360),
    turnDegrees: between(0, 360),
    contrast: between(0.5, 0.9),
    gain: between(0.7, 1.05),
    blurPx: modulePx * between(0.27, 0.5),
    motionPx: modulePx * between(0, 0.6),
    motionDegrees: between(0, 180),
    noise: between(3, 8),
    gradient: between(0.2, 0.6),
    gradientDegrees: between(0, 360),
    vignette: between(0, 0.4),
    glare: chance(0.5)
      ? { degrees: between(0, 360), away: between(1.15, 1.5), radius: between(0.2, 0.4), strength: between(120, 255) }
      : null,
    moire: chance(0.5) ? { share: between(0.05, 0.12), periodPx: between(4, 30), degrees: between(0, 180) } : null,
    jpegQuality: between(50, 70),
  }),
};
