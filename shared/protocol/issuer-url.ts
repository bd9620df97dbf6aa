import { MAX_URL_CHARACTERS } from './limits.ts';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * An issuer's name is a URL in its one canonical spelling: https (http on loopback only, protocol.md 6), no user, query,
 * fragment or closing slash. Comparing two names is then comparing two strings.
 */
export function isIssuerUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const spelled = url.pathname === '/' ? url.origin : url.origin + url.pathname;
  if (spelled !== text || text.endsWith('/')) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname));
}

export const isLoopbackHost = (hostname: string): boolean => LOOPBACK.has(hostname);

/**
 * True only if `text` is an address below `issuer`, in canonical spelling. SECURITY: compared as parsed URLs and as strings, so that
 * neither "http://host:1234.evil.example", nor "..", nor a user part, nor other letter case slips through.
 */
export function isUnderIssuer(text: string, issuer: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (
    url.href === text &&
    url.origin === new URL(issuer).origin &&
    url.username === '' &&
    url.password === '' &&
    url.hash === '' &&
    text.startsWith(`${issuer}/`)
  );
}

/** An address a wallet may ask or answer: https, or http on loopback; in canonical spelling, without user or fragment. */
export function isSafeAddress(text: string): boolean {
  if (text.length > MAX_URL_CHARACTERS || !URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.href !== text || url.username !== '' || url.password !== '' || url.hash !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname));
}

/** Host and port as a person should see them; punycode stays punycode, so that look-alikes show. */
export const hostOf = (issuer: string): string => (URL.canParse(issuer) ? new URL(issuer).host : issuer);

/** RFC 8414 and OpenID4VCI 12.2: the well-known part goes between host and path. */
export function wellKnownUrl(issuer: string, name: string): string {
  const url = new URL(issuer);
  return `${url.origin}/.well-known/${name}${url.pathname === '/' ? '' : url.pathname}`;
}
