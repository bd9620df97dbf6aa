/** The portrait of a specimen student as a PNG. Drawn when first asked for, so that the mock's start does not wait for it. */
export async function findPortrait(student: string): Promise<Buffer> {
  const drawn = portraits.get(student);
  if (drawn) return drawn;
  const { drawPortrait } = await import('./draw-portrait.ts');
  const portrait = drawPortrait(student);
  portraits.set(student, portrait);
  return portrait;
}

const portraits = new Map<string, Buffer>();
