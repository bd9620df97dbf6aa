import { decodeBase64url, encodeBase64url } from './base64url.ts';
import { createCardQuery } from './card-query.ts';
import { parsePublicJwk, publicPart } from './es256.ts';
import { decodeUtf8, parseJsonObject } from './json.ts';
import { MAX_CLIENT_ID_CHARACTERS, MAX_NONCE_CHARACTERS } from './limits.ts';
import type { PublicJwk, SignJws } from './ports.ts';
import type { Group } from './presentation.ts';

/** What a verifier sends to ask for a card (OpenID4VP 1.0 5, cross-device). */

export const REQUEST_SCHEME = 'openid4vp://';
export const REQUEST_OBJECT_TYP = 'oauth-authz-req+jwt';
/** Media type a request object is served with. */
export const REQUEST_OBJECT_TYPE = 'application/oauth-authz-req+jwt';
/** `aud` of a request object for a wallet that is not known beforehand (OpenID4VP 1.0 5.8). */
export const WALLET_AUDIENCE = 'https://self-issued.me/v2';

const KEY_PREFIX = 'decentralized_identifier:';
const ADDRESS_PREFIX = 'redirect_uri:';
const DID_JWK = 'did:jwk:';

/**
 * Who a `client_id` says is asking (OpenID4VP 1.0 5.9.3). `key`: whoever holds this key, which signs the request; the trust list may know
 * its name. `address`: nobody in particular, whose answer goes to this address; such a request cannot be signed.
 */
export type Client =
  | { readonly kind: 'key'; readonly key: PublicJwk; readonly kid: string }
  | { readonly kind: 'address'; readonly responseUri: string };

/** The client id of a verifier that signs: its public key as a did:jwk, so that it needs no registry. It stays the same between requests. */
export const createClientId = (key: PublicJwk): string =>
  KEY_PREFIX + DID_JWK + encodeBase64url(new TextEncoder().encode(JSON.stringify(publicPart(key))));

/** Null for any other prefix, and for a key that is none. */
export function readClientId(clientId: string): Client | null {
  if (clientId.length > MAX_CLIENT_ID_CHARACTERS) return null;
  if (clientId.startsWith(ADDRESS_PREFIX))
    return { kind: 'address', responseUri: clientId.slice(ADDRESS_PREFIX.length) };
  if (!clientId.startsWith(KEY_PREFIX + DID_JWK)) return null;
  const did = clientId.slice(KEY_PREFIX.length);
  const bytes = decodeBase64url(did.slice(DID_JWK.length));
  const json = parseJsonObject((bytes && decodeUtf8(bytes)) ?? '');
  const key = json.ok ? parsePublicJwk(json.value) : null;
  return key && { kind: 'key', key: publicPart(key), kid: `${did}#0` };
}

const URL_SAFE = /^[\w.~-]+$/u;
/** What `nonce` and `state` of a request may be (OpenID4VP 1.0 5.2). */
export const isRequestToken = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= MAX_NONCE_CHARACTERS && URL_SAFE.test(value);

export interface NewRequest {
  readonly responseUri: string;
  /** Fresh for each request, at least 128 random bits; letters, digits and `-._~` only. */
  readonly nonce: string;
  readonly state: string;
  readonly groups: readonly Group[];
}

const parametersOf = ({ responseUri, nonce, state, groups }: NewRequest) => ({
  response_type: 'vp_token',
  response_mode: 'direct_post',
  response_uri: responseUri,
  nonce,
  state,
  dcql_query: createCardQuery(groups),
});

/** The signed request object behind `request_uri`. `sign` holds the private half of `key`; instants in seconds. */
export const createRequestObject = (
  request: NewRequest & { readonly issuedAt: number; readonly expiresAt: number },
  key: PublicJwk,
  sign: SignJws,
): Promise<string> => {
  const clientId = createClientId(key);
  const { issuedAt: iat, expiresAt: exp } = request;
  const claims = { aud: WALLET_AUDIENCE, client_id: clientId, iat, exp, ...parametersOf(request) };
  const header = { typ: REQUEST_OBJECT_TYP, kid: `${clientId.slice(KEY_PREFIX.length)}#0` };
  return sign(header, new TextEncoder().encode(JSON.stringify(claims)));
};

/** The text of the verifier's QR code: where the signed request lies. */
export const createRequestLink = (clientId: string, requestUri: string): string =>
  `${REQUEST_SCHEME}?${new URLSearchParams({ client_id: clientId, request_uri: requestUri }).toString()}`;

/** A request of a verifier without a key: everything stands in the link, and nobody has signed it. */
export function createUnsignedLink(request: NewRequest): string {
  const { dcql_query: query, ...texts } = parametersOf(request);
  const clientId = ADDRESS_PREFIX + request.responseUri;
  const parameters = { client_id: clientId, ...texts, dcql_query: JSON.stringify(query) };
  return `${REQUEST_SCHEME}?${new URLSearchParams(parameters).toString()}`;
}
