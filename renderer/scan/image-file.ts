const KINDS: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/webp']);
export const IMAGE_KINDS = [...KINDS].join(',');
const MAX_BYTES = 20 * 1024 * 1024;
/** A picture of a few kilobytes can claim more pixels than there is memory. */
const MAX_PIXELS = 64_000_000;
/** Longest side that is decoded at full size; above it the browser scales down while it reads. */
const MAX_SIDE = 4000;

export type FileProblem = 'pdf' | 'kind' | 'tooLarge' | 'damaged';

/** Opens a picture that a person chose. SVG is no picture here: it is a program. */
export async function openImage(
  file: Blob,
): Promise<
  { readonly ok: true; readonly bitmap: ImageBitmap } | { readonly ok: false; readonly problem: FileProblem }
> {
  if (file.type === 'application/pdf') return { ok: false, problem: 'pdf' };
  if (!KINDS.has(file.type)) return { ok: false, problem: 'kind' };
  if (file.size > MAX_BYTES) return { ok: false, problem: 'tooLarge' };
  try {
    const { width, height } = await readSize(file);
    if (width * height > MAX_PIXELS) return { ok: false, problem: 'tooLarge' };
    return { ok: true, bitmap: await readPixels(file) };
  } catch {
    return { ok: false, problem: 'damaged' };
  }
}

async function readPixels(file: Blob): Promise<ImageBitmap> {
  const bitmap = await createImageBitmap(file);
  const scale = MAX_SIDE / Math.max(bitmap.width, bitmap.height);
  if (scale >= 1) return bitmap;
  const smaller = await createImageBitmap(bitmap, {
    resizeWidth: Math.max(1, Math.round(bitmap.width * scale)),
    resizeHeight: Math.max(1, Math.round(bitmap.height * scale)),
    resizeQuality: 'high',
  });
  bitmap.close();
  return smaller;
}

/** What the file says of itself; an image element reads that before any pixel. */
function readSize(file: Blob): Promise<{ readonly width: number; readonly height: number }> {
  const url = URL.createObjectURL(file);
  const image = new Image();
  return new Promise<{ readonly width: number; readonly height: number }>((resolve, reject) => {
    image.onload = () => resolve({ width: image.naturalWidth, height: image.naturalHeight });
    image.onerror = () => reject(new TypeError('not an image'));
    image.src = url;
  }).finally(() => URL.revokeObjectURL(url));
}

/** The first file of a drop or a paste; null where it carries none. */
export const firstFile = (transfer: DataTransfer | null): File | null => transfer?.files.item(0) ?? null;
