import { fileURLToPath } from 'node:url';

/** The checkout, absolute and without a slash at its end. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/u, '');
