import { findCrowdPerson } from '../crowd/crowd-person.ts';

/** The portrait of a specimen student as a PNG. Drawn when first asked for, so that the mock's start does not wait for it. */
export async function findPortrait(student: string): Promise<Buffer> {
  const drawn = portraits.get(student);
  if (drawn) return drawn;
  if (findCrowdPerson(student)) return (crowdPortrait ??= drawForCrowd());
  const { drawPortrait } = await import('./draw-portrait.ts');
  const portrait = drawPortrait(student);
  portraits.set(student, portrait);
  return portrait;
}

/** A promise: a thousand cards at once must not draw it a thousand times. */
let crowdPortrait: Promise<Buffer> | null = null;

async function drawForCrowd(): Promise<Buffer> {
  const { drawCrowdPortrait } = await import('../crowd/crowd-portrait.ts');
  return drawCrowdPortrait();
}

const portraits = new Map<string, Buffer>();
