/** Where something can be made to go wrong: each address of the OpenID side, and the QR codes themselves. Never the staff API. */
export const FAULT_TARGETS = [
  'issuer-metadata',
  'server-metadata',
  'jwt-vc-issuer',
  'jwks',
  'key-set',
  'trust-list',
  'offer',
  'token',
  'nonce',
  'credential',
  'deferred',
  'notification',
  'status',
  'status-aggregation',
  'request',
  'request-code',
  'request-object',
  'request-answer',
  'request-result',
  'request-withdrawal',
  'qr',
] as const;
export type FaultTarget = (typeof FAULT_TARGETS)[number];

/** What goes wrong on the way: the answer itself, or the connection. */
export const ANSWER_KINDS = ['status', 'delay', 'cut', 'half', 'content-type', 'huge'] as const;
/** What happens to the mock just before it answers rightly; only the wallet may be surprised. */
const MOCK_KINDS = ['rotate-keys'] as const;
/** What goes wrong with a signed text; `other-issuer` also with plain documents that name their issuer. */
export const TOKEN_KINDS = ['wrong-signature', 'expired', 'future', 'unknown-kid', 'alg-none', 'other-issuer'] as const;
export const FAULT_KINDS = [...ANSWER_KINDS, ...TOKEN_KINDS, ...MOCK_KINDS] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];
export type TokenFaultKind = (typeof TOKEN_KINDS)[number];

export const isTokenKind = (kind: FaultKind): kind is TokenFaultKind =>
  (TOKEN_KINDS as readonly FaultKind[]).includes(kind);

const CARRIES_TOKEN: readonly FaultTarget[] = ['key-set', 'credential', 'deferred', 'status', 'qr'];
/** Signed by somebody else, whose key is not here. */
const CARRIES_FOREIGN_TOKEN: readonly FaultTarget[] = ['request-object'];
const NEEDS_NO_KEY: readonly FaultKind[] = ['wrong-signature', 'alg-none'];
const NAMES_ISSUER: readonly FaultTarget[] = ['issuer-metadata', 'server-metadata', 'jwt-vc-issuer', 'offer'];

/** Whether this can go wrong there: a QR has no connection, and an offer no signature. */
export function canFail(target: FaultTarget, kind: FaultKind): boolean {
  if (!isTokenKind(kind)) return target !== 'qr';
  // The anchor's signature stands under no kid.
  if (kind === 'unknown-kid' && target === 'key-set') return false;
  if (CARRIES_FOREIGN_TOKEN.includes(target)) return NEEDS_NO_KEY.includes(kind);
  return CARRIES_TOKEN.includes(target) || (kind === 'other-issuer' && NAMES_ISSUER.includes(target));
}

const FIXED_PATHS: ReadonlyMap<string, FaultTarget> = new Map([
  ['/.well-known/openid-credential-issuer', 'issuer-metadata'],
  ['/.well-known/oauth-authorization-server', 'server-metadata'],
  ['/.well-known/jwt-vc-issuer', 'jwt-vc-issuer'],
  ['/jwks', 'jwks'],
  ['/jwks.jwt', 'key-set'],
  ['/trust-list.json', 'trust-list'],
  ['/token', 'token'],
  ['/nonce', 'nonce'],
  ['/credential', 'credential'],
  ['/deferred', 'deferred'],
  ['/notification', 'notification'],
  ['/status-aggregation', 'status-aggregation'],
  ['/requests', 'request'],
  ['/q', 'request-code'],
]);

/** The target that an address belongs to; null for those that cannot fail. */
export function targetOfPath(path: string): FaultTarget | null {
  if (path.startsWith('/o/')) return 'offer';
  if (path.startsWith('/status/')) return 'status';
  if (path.startsWith('/q/')) return 'request-object';
  if (path.startsWith('/r/')) return 'request-answer';
  if (path.startsWith('/requests/')) return path.endsWith('/result') ? 'request-result' : 'request-withdrawal';
  return FIXED_PATHS.get(path) ?? null;
}
