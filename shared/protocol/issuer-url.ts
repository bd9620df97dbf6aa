import { MAX_URL_CHARACTERS } from './limits.ts';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);
const METADATA_HOSTS = new Set(['0.0.0.0', '[::]', '100.100.100.200', '[fd00:ec2::254]', 'metadata.google.internal']);

/**
 * An issuer's name is a URL in its one canonical spelling: https (http on loopback only, protocol.md 6, unless `allowsHttp` says
 * otherwise), no user, query, fragment or closing slash. Comparing two names is then comparing two strings.
 */
export function isIssuerUrl(text: string, allowsHttp = false): boolean {
  const url = parseUrl(text);
  if (!url) return false;
  const spelled = url.pathname === '/' ? url.origin : url.origin + url.pathname;
  if (spelled !== text || text.endsWith('/')) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && (allowsHttp || isLoopbackHost(url.hostname)));
}

/** Null for what is no address. */
function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** Over plain http to another computer: anyone on the way can read and change what is said. */
export const isInsecureIssuer = (issuer: string): boolean => isIssuerUrl(issuer, true) && !isIssuerUrl(issuer);

/**
 * Machines that no issuer is: link-local addresses and the metadata services of clouds, which answer whoever asks from inside. Takes a
 * `hostname` as URL spells it, so that 2852039166 and 0xa9fea9fe are 169.254.169.254 by now.
 */
export function isForbiddenHost(hostname: string): boolean {
  const mapped = /^\[::ffff:([0-9a-f]{1,4}):[0-9a-f]{1,4}\]$/u.exec(hostname)?.[1];
  return (
    /^169\.254\.\d+\.\d+$/u.test(hostname) ||
    mapped === 'a9fe' ||
    /^\[fe[89ab][0-9a-f]:/u.test(hostname) ||
    METADATA_HOSTS.has(hostname.replace(/\.$/u, ''))
  );
}

export const isLoopbackHost = (hostname: string): boolean => LOOPBACK.has(hostname);

/**
 * True only if `text` is an address below `issuer`, in canonical spelling. SECURITY: compared as parsed URLs and as strings, so that
 * neither "http://host:1234.evil.example", nor "..", nor a user part, nor other letter case slips through.
 */
export function isUnderIssuer(text: string, issuer: string): boolean {
  const url = text.startsWith(`${issuer}/`) ? parseUrl(text) : null;
  return (
    url?.href === text &&
    url.origin === new URL(issuer).origin &&
    url.username === '' &&
    url.password === '' &&
    url.hash === ''
  );
}

/** An address a wallet may ask or answer: https, or http on loopback; in canonical spelling, without user or fragment. */
export function isSafeAddress(text: string): boolean {
  const url = text.length > MAX_URL_CHARACTERS ? null : parseUrl(text);
  if (url?.href !== text || url.username !== '' || url.password !== '' || url.hash !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname));
}

/** Host and port as a person should see them; punycode stays punycode, so that look-alikes show. */
export const hostOf = (issuer: string): string => (URL.canParse(issuer) ? new URL(issuer).host : issuer);

/** RFC 8414 and OpenID4VCI 12.2: the well-known part goes between host and path. */
export function wellKnownUrl(issuer: string, name: string): string {
  const url = new URL(issuer);
  return `${url.origin}/.well-known/${name}${url.pathname === '/' ? '' : url.pathname}`;
}
