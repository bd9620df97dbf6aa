const KINDS: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/webp']);
export const IMAGE_KINDS = [...KINDS].join(',');
const MAX_BYTES = 20 * 1024 * 1024;
/** Longest side that is decoded at full size; above it the browser scales down while it reads. */
const MAX_SIDE = 4000;

export type ImageProblem = 'kind' | 'tooLarge' | 'notFound';

/** Opens a picture that a person chose. SVG is no picture here: it is a program. */
export async function openImage(
  file: Blob,
): Promise<
  { readonly ok: true; readonly bitmap: ImageBitmap } | { readonly ok: false; readonly problem: ImageProblem }
> {
  if (!KINDS.has(file.type)) return { ok: false, problem: 'kind' };
  if (file.size > MAX_BYTES) return { ok: false, problem: 'tooLarge' };
  try {
    const bitmap = await createImageBitmap(file);
    if (Math.max(bitmap.width, bitmap.height) <= MAX_SIDE) return { ok: true, bitmap };
    const scale = MAX_SIDE / Math.max(bitmap.width, bitmap.height);
    const smaller = await createImageBitmap(bitmap, {
      resizeWidth: Math.round(bitmap.width * scale),
      resizeHeight: Math.round(bitmap.height * scale),
      resizeQuality: 'high',
    });
    bitmap.close();
    return { ok: true, bitmap: smaller };
  } catch {
    return { ok: false, problem: 'kind' };
  }
}

/** The first file of a drop or a paste; null where it carries none. */
export const firstFile = (transfer: DataTransfer | null): File | null => transfer?.files.item(0) ?? null;
