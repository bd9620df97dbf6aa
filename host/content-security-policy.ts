/**
 * The page's policy (security.md, Desktop), sent as a header by the desktop's app scheme and by the browser shell alike.
 * `frameSource` is the mock university's origin, the only thing the page may frame; null frames nothing.
 */
export const contentSecurityPolicy = (frameSource: string | null): string =>
  [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "worker-src 'self'",
    "connect-src 'self'",
    `frame-src ${frameSource ?? "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    // SECURITY: text becomes markup or a script address only through these two named policies.
    "require-trusted-types-for 'script'",
    'trusted-types svelte-trusted-html mleg-worker',
  ].join('; ');
