import { expect, test } from 'vitest';
import { contentSecurityPolicy } from '../../host/content-security-policy.ts';

/** Word for word, so that it does not get wider by the way: whoever changes it changes this too, and says why. */
const POLICY = [
  "default-src 'none'",
  // A decoder compiled to WebAssembly may run; text still never becomes JavaScript.
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  'frame-src FRAME',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html mleg-worker',
].join('; ');

test.each([
  [null, "'none'"],
  ['http://127.0.0.1:4001', 'http://127.0.0.1:4001'],
])('the page that frames %s may do this and no more', (frameSource, frame) => {
  expect(contentSecurityPolicy(frameSource)).toBe(POLICY.replace('FRAME', frame));
});
