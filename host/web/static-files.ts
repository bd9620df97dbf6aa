import { readFile } from 'node:fs/promises';
import path from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.map': 'application/json',
};

export interface StaticFile {
  readonly bytes: Buffer<ArrayBuffer>;
  readonly contentType: string;
  /** True for files whose name carries a hash of their content. */
  readonly isImmutable: boolean;
}

/** A file of the built page by the path of a URL; null for anything outside `root`, of an unknown type, or not there. */
export async function readStaticFile(root: string, urlPath: string): Promise<StaticFile | null> {
  const decoded = decodePath(urlPath);
  if (decoded === null) return null;
  const file = path.join(root, decoded.endsWith('/') ? `${decoded}index.html` : decoded);
  const inside = path.relative(root, file);
  // SECURITY: joined first, then compared, so that no spelling of ".." leaves the folder.
  if (inside === '' || inside.startsWith('..') || path.isAbsolute(inside)) return null;
  const contentType = TYPES[path.extname(file).toLowerCase()];
  if (contentType === undefined) return null;
  try {
    return { bytes: await readFile(file), contentType, isImmutable: inside.startsWith(`assets${path.sep}`) };
  } catch {
    return null;
  }
}

function decodePath(urlPath: string): string | null {
  try {
    const decoded = decodeURIComponent(urlPath);
    return decoded.includes('\0') || decoded.includes('\\') ? null : decoded;
  } catch {
    return null;
  }
}
