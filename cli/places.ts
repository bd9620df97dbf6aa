import path from 'node:path';

/** The bundled mock, beside the built command line. */
export const BUILT_ISSUER = path.join(import.meta.dirname, 'issuer-mock.js');
