import { decodeBase64url } from '../../shared/protocol/base64url.ts';
import { findTimeProblem, isNumericDate } from '../../shared/protocol/claims.ts';
import type { JsonObject } from '../../shared/protocol/json.ts';
import { JWS_RULES, parseJwsStrictly, parsePayload, show } from '../../shared/protocol/jws.ts';
import { CLOCK_SKEW_S, REQUEST_LIFETIME_S } from '../../shared/protocol/limits.ts';
import type { Clock, VerifyJws } from '../../shared/protocol/ports.ts';
import { Checklist } from '../../shared/protocol/steps.ts';
import { isRequestToken, readClientId, REQUEST_OBJECT_TYP } from '../../shared/protocol/verifier-request.ts';

/** A request object that a verifier may place here. */
export interface ReadRequest {
  /** 22 characters, chosen by the verifier. */
  readonly id: string;
  readonly clientId: string;
  readonly state: string;
  readonly text: string;
}

type RequestReading = { readonly ok: true; readonly value: ReadRequest } | { readonly ok: false; readonly why: string };

interface ReadingPorts {
  /** The issuer's name, below which the answer must go. */
  readonly url: string;
  readonly now: Clock;
  readonly verify: VerifyJws;
}

const ID_CHARACTERS = 22;

const refuse = (why: string): RequestReading => ({ ok: false, why });

/**
 * A signed request object (OpenID4VP 1.0 5, RFC 9101) as far as the relay answers for it: signed by the key of its own `client_id`, with the
 * answer coming here and a short life. What it asks for is between verifier and wallet. `why` is an English sentence.
 */
export async function readRequestObject(text: string, ports: ReadingPorts): Promise<RequestReading> {
  const checks = new Checklist(JWS_RULES);
  const jws = parseJwsStrictly(text, REQUEST_OBJECT_TYP, checks);
  const failed = checks.report().steps.find(({ outcome }) => outcome === 'fail');
  if (!jws || failed) return refuse(`request: ${failed?.code ?? 'JWS_FORMAT'}: ${failed?.detail ?? ''}`);
  const payload = parsePayload(jws.payload);
  if (!payload.ok) return refuse(`request: ${payload.code}: ${payload.detail}`);
  const claims = payload.value;
  const { client_id: clientId } = claims;
  const client = typeof clientId === 'string' ? readClientId(clientId) : null;
  if (typeof clientId !== 'string' || client?.kind !== 'key') return refuse('client_id is no did:jwk of a P-256 key');
  if (jws.header['kid'] !== client.kid) return refuse('kid is not the key of client_id');
  // SECURITY: nobody places a request in the name of a verifier whose key they do not have.
  if (!(await ports.verify(text, client.key))) return refuse('the request is not signed by the key of client_id');
  return readClaims(claims, { text, clientId }, ports);
}

function readClaims(
  claims: JsonObject,
  signed: Pick<ReadRequest, 'text' | 'clientId'>,
  { url, now }: ReadingPorts,
): RequestReading {
  const { response_mode: mode, response_uri: responseUri, nonce, state, exp } = claims;
  if (mode !== 'direct_post') return refuse(`response_mode is ${show(mode)}, not direct_post`);
  const id = readId(responseUri, `${url}/r/`);
  if (id === null) return refuse(`response_uri is not ${url}/r/ and 22 characters of base64url`);
  if (!isRequestToken(nonce) || !isRequestToken(state))
    return refuse('nonce or state is missing, too long or not URL-safe');
  const misshapen = ['iat', 'exp'].find((name) => claims[name] !== undefined && !isNumericDate(claims[name]));
  if (misshapen !== undefined || typeof exp !== 'number') return refuse(`${misshapen ?? 'exp'} is not an instant`);
  const problem = findTimeProblem(claims, now());
  if (problem) return refuse(problem.detail);
  if (exp > now() / 1000 + REQUEST_LIFETIME_S + CLOCK_SKEW_S)
    return refuse(`exp is more than ${REQUEST_LIFETIME_S} s ahead`);
  return { ok: true, value: { ...signed, id, state } };
}

function readId(responseUri: unknown, prefix: string): string | null {
  if (typeof responseUri !== 'string' || !responseUri.startsWith(prefix)) return null;
  const id = responseUri.slice(prefix.length);
  return id.length === ID_CHARACTERS && decodeBase64url(id) !== null ? id : null;
}
