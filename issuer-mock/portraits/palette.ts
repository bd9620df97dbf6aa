/** A colour as 0xrrggbb. */
type Rgb = number;

/**
 * At most `size` colours for a picture whose pixels are `pixels`: those of `first`, then again and again the one that is worst served by those
 * chosen, the frequent ones before the rare. The same each time.
 */
export function choosePalette(pixels: readonly Rgb[], first: readonly Rgb[], size: number): readonly Rgb[] {
  const counts = new Map<Rgb, number>();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const left = [...counts].map(([colour, count]) => ({ colour, weight: Math.sqrt(count), gap: Infinity }));
  const palette: Rgb[] = [];
  const take = (chosen: Rgb): void => {
    palette.push(chosen);
    for (const entry of left) entry.gap = Math.min(entry.gap, findGap(entry.colour, chosen));
  };
  for (const colour of first) if (counts.has(colour) && palette.length < size) take(colour);
  while (palette.length < size) {
    const worst = left.reduce((a, b) => (b.gap * b.weight > a.gap * a.weight ? b : a));
    if (worst.gap === 0) break;
    take(worst.colour);
  }
  return palette;
}

/** Where in the palette the colour nearest to this one stands. */
export const findNearest = (palette: readonly Rgb[], colour: Rgb): number =>
  palette.reduce((best, other, at) => (findGap(other, colour) < findGap(palette[best] ?? 0, colour) ? at : best), 0);

/** How different two colours look, roughly: the eye minds green most. */
function findGap(one: Rgb, other: Rgb): number {
  const [red, green, blue] = [16, 8, 0].map((shift) => ((one >> shift) & 0xff) - ((other >> shift) & 0xff));
  return 2 * (red ?? 0) ** 2 + 4 * (green ?? 0) ** 2 + 3 * (blue ?? 0) ** 2;
}
