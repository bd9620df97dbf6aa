/** What pure code is given from outside: time, chance, cryptography, network. Shells pass real ones, tests pass fixed ones. */

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Clock = () => number;

/** `length` unpredictable bytes. */
export type RandomBytes = (length: number) => Uint8Array;

/** SHA-256. */
export type Sha256 = (bytes: Uint8Array) => Promise<Uint8Array>;

/**
 * zlib (RFC 1950), with a preset dictionary where one is given. `null` where the bytes are not exactly one zlib stream, need another
 * dictionary, or would inflate past `maxBytes`; never allocates more than that.
 */
export type Inflate = (bytes: Uint8Array, maxBytes: number, dictionary?: Uint8Array) => Uint8Array | null;
export type Deflate = (bytes: Uint8Array, dictionary?: Uint8Array) => Uint8Array;

/** A public P-256 key as it stands in JOSE texts (RFC 7518 6.2). */
export interface PublicJwk {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
  readonly kid?: string;
}

/** Signs one compact JWS (RFC 7515) with ES256; `alg` is added by the signer, whose key it is. */
export type SignJws = (header: Readonly<Record<string, unknown>>, payload: Uint8Array) => Promise<string>;

/** True only if the compact JWS carries a good ES256 signature of exactly this key. Never throws on bad input. */
export type VerifyJws = (compact: string, key: PublicJwk) => Promise<boolean>;

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  /** Media type in lower case without parameters; empty where the answer names none. */
  readonly contentType: string;
  readonly text: string;
}

/**
 * One request with bounded time and size, no redirects followed, no cookies. `unreachable` covers refused connections,
 * time-outs, cut and oversized answers; `why` says which, in English.
 */
export type SendHttp = (
  request: HttpRequest,
) => Promise<{ readonly ok: true; readonly answer: HttpAnswer } | { readonly ok: false; readonly why: string }>;
