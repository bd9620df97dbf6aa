import path from 'node:path';

/** The bundled mock, beside the built command line. */
export const BUILT_ISSUER = path.join(import.meta.dirname, 'issuer-mock.js');

/** zxing-cpp as WebAssembly; the build puts it beside the command line. */
export const BUILT_ZXING = path.join(import.meta.dirname, 'zxing_reader.wasm');
