import { type Field, fieldsOf, parseCardQuery } from '../protocol/card-query.ts';
import { findTimeProblem, isNumericDate } from '../protocol/claims.ts';
import { hostOf, isSafeAddress } from '../protocol/issuer-url.ts';
import { type JsonObject, parseJsonObject } from '../protocol/json.ts';
import { JWS_RULES, parseJwsStrictly, parsePayload, show } from '../protocol/jws.ts';
import { MAX_QR_CHARACTERS } from '../protocol/limits.ts';
import type { Clock, PublicJwk, SendHttp, VerifyJws } from '../protocol/ports.ts';
import type { Group } from '../protocol/presentation.ts';
import { type Failure, refuse, type Result, succeed } from '../protocol/result.ts';
import { Checklist } from '../protocol/steps.ts';
import {
  type Client,
  isRequestToken,
  readClientId,
  REQUEST_OBJECT_TYP,
  REQUEST_OBJECT_TYPE,
  REQUEST_SCHEME,
  WALLET_AUDIENCE,
} from '../protocol/verifier-request.ts';
import { refuseStatus } from './verifier-answer.ts';

/** What the holder is shown before anything is shared. */
export interface Asked {
  /** The verifier's name, or where nobody vouches for one, the host that would get the answer. */
  readonly who: string;
  /** False: the request is unsigned or its key is not on the trust list, so who asks is not proven, and the page says so. */
  readonly isNamed: boolean;
  /** Host and port the answer goes to; punycode stays punycode. */
  readonly host: string;
  /** Everything that would be disclosed; empty where only the card's validity is asked for. */
  readonly fields: readonly Field[];
}

/** A request all of whose checks passed; held by the host until the holder has decided. */
export interface RequestInHand {
  readonly asked: Asked;
  readonly clientId: string;
  readonly responseUri: string;
  readonly nonce: string;
  readonly state: string;
  readonly credentialId: string;
  readonly groups: readonly Group[];
  /** Seconds since 1970; null where the request does not say. */
  readonly expiresAt: number | null;
}

export interface OpenRequestPorts {
  readonly now: Clock;
  readonly verify: VerifyJws;
  readonly send: SendHttp;
  /** The name of the verifier with this key, if it is on the trust list. */
  readonly findVerifierName: (key: PublicJwk) => Promise<string | null>;
}

/**
 * From the text of a verifier's QR code to the point where the holder is asked (OpenID4VP 1.0 5). Refusals: QR_EMPTY, QR_TOO_LARGE,
 * QR_UNKNOWN_FORMAT (no openid4vp: link), REQUEST_FORMAT, REQUEST_UNKNOWN, REQUEST_EXPIRED, REQUEST_UNREACHABLE, CLAIM_IAT_FUTURE,
 * CLAIM_NOT_YET_VALID. Nothing is sent but the request for the request.
 */
export async function openRequest(text: string, ports: OpenRequestPorts): Promise<Result<RequestInHand>> {
  if (text === '') return refuse('QR_EMPTY', 'no characters');
  if (text.length > MAX_QR_CHARACTERS) return refuse('QR_TOO_LARGE', `${text.length} characters`);
  if (!text.startsWith(REQUEST_SCHEME) || !URL.canParse(text)) return refuse('QR_UNKNOWN_FORMAT', 'no openid4vp: link');
  const link = readLink(text);
  if (!link) return malformed('a parameter stands twice');
  const { client_id: clientId = '', request_uri: requestUri } = link;
  const client = readClientId(clientId);
  if (!client) return malformed(`client_id is ${show(clientId)}`);
  if (client.kind === 'address') {
    // OpenID4VP 1.0 5.10.1: what lies behind a request_uri is signed, which such a client cannot do.
    if (requestUri !== undefined) return malformed('a redirect_uri client with request_uri');
    return checkParameters(
      { response_uri: client.responseUri, ...link, dcql_query: parseQueryText(link) },
      clientId,
      client,
    );
  }
  if (link.request !== undefined) return malformed('request and request_uri');
  const method = link['request_uri_method'] ?? 'get';
  if (requestUri === undefined || !isSafeAddress(requestUri) || (method !== 'get' && method !== 'post'))
    return malformed('request_uri is missing, or no address that may be asked');
  return fetchRequest({ clientId, client, requestUri }, ports);
}

const malformed = (detail: string): { readonly ok: false } & Failure => refuse('REQUEST_FORMAT', detail);

const PARAMETERS = [
  'client_id',
  'request_uri',
  'request_uri_method',
  'response_type',
  'response_mode',
  'response_uri',
  'nonce',
  'state',
  'dcql_query',
  'request',
  'redirect_uri',
  'scope',
  'transaction_data',
] as const;
type Link = Readonly<Partial<Record<(typeof PARAMETERS)[number], string>>>;

/** The parameters known here, each at most once; null where one stands twice. */
function readLink(text: string): Link | null {
  const { searchParams } = new URL(text);
  const found = PARAMETERS.map((name) => [name, searchParams.getAll(name)] as const);
  if (found.some(([, values]) => values.length > 1)) return null;
  return Object.fromEntries(found.flatMap(([name, [value]]) => (value === undefined ? [] : [[name, value] as const])));
}

function parseQueryText({ dcql_query: text = '' }: Link): JsonObject | null {
  const parsed = parseJsonObject(text);
  return parsed.ok ? parsed.value : null;
}

interface SignedClient {
  readonly clientId: string;
  readonly client: Client & { readonly kind: 'key' };
  readonly requestUri: string;
}

/** By GET even where the verifier would take POST, as OpenID4VP 1.0 5.1 allows: this wallet has nothing to tell it beforehand. */
async function fetchRequest(signed: SignedClient, ports: OpenRequestPorts): Promise<Result<RequestInHand>> {
  const sent = await ports.send({ method: 'GET', url: signed.requestUri, headers: { accept: REQUEST_OBJECT_TYPE } });
  if (!sent.ok) return refuse('REQUEST_UNREACHABLE', sent.why);
  const { status, contentType, text } = sent.answer;
  if (status !== 200) return refuseStatus(status);
  if (contentType !== REQUEST_OBJECT_TYPE) return malformed(`request of type "${contentType.slice(0, 60)}"`);
  return checkSigned(text, signed, ports);
}

async function checkSigned(
  text: string,
  { clientId, client, requestUri }: SignedClient,
  ports: OpenRequestPorts,
): Promise<Result<RequestInHand>> {
  const checks = new Checklist(JWS_RULES);
  const jws = parseJwsStrictly(text, REQUEST_OBJECT_TYP, checks);
  const failed = checks.report().steps.find(({ outcome }) => outcome === 'fail');
  if (!jws || failed) return malformed(`${failed?.code ?? 'JWS_FORMAT'}: ${failed?.detail ?? ''}`);
  if (jws.header['kid'] !== client.kid) return malformed(`kid is ${show(jws.header['kid'])}`);
  // SECURITY: the key is the one the QR code named, never one the answer brings along.
  if (!(await ports.verify(text, client.key))) return malformed('JWS_SIGNATURE: not signed by the key of client_id');
  const payload = parsePayload(jws.payload);
  if (!payload.ok) return malformed(`${payload.code}: ${payload.detail}`);
  const claims = payload.value;
  if (claims['client_id'] !== clientId) return malformed('the request names another client_id than the code');
  if (claims['aud'] !== WALLET_AUDIENCE) return malformed(`aud is ${show(claims['aud'])}`);
  const time = checkTime(claims, ports.now());
  if (time) return { ok: false, ...time };
  const origin = new URL(requestUri).origin;
  const { response_uri: responseUri } = claims;
  // SECURITY: where the answer goes is where the request came from, so that the host shown is the one that was scanned.
  if (typeof responseUri !== 'string' || !URL.canParse(responseUri) || new URL(responseUri).origin !== origin)
    return malformed('response_uri lies on another host than request_uri');
  return checkParameters(claims, clientId, client, await ports.findVerifierName(client.key));
}

function checkTime(claims: JsonObject, nowMs: number): Failure | null {
  const misshapen = ['iat', 'exp'].find((name) => claims[name] !== undefined && !isNumericDate(claims[name]));
  if (misshapen !== undefined) return { code: 'REQUEST_FORMAT', detail: `${misshapen} is not an instant` };
  const problem = findTimeProblem(claims, nowMs);
  return problem?.code === 'CLAIM_EXPIRED' ? { ...problem, code: 'REQUEST_EXPIRED' } : problem;
}

/**
 * RFC 9101 4 and OpenID4VP 1.0 5.1 and 8.2: a request within a request, an address the browser would be sent to, a second way to ask; and
 * transactions, which a wallet that does not understand them must refuse.
 */
const SURPLUS = ['request', 'request_uri', 'request_uri_method', 'redirect_uri', 'scope', 'transaction_data'];

/** What signed and unsigned requests have in common. */
function checkParameters(
  parameters: JsonObject,
  clientId: string,
  client: Client,
  name: string | null = null,
): Result<RequestInHand> {
  const { response_type: type, response_mode: mode, response_uri: responseUri, nonce, state, exp } = parameters;
  if (type !== 'vp_token') return malformed(`response_type is ${show(type)}`);
  if (mode !== 'direct_post') return malformed(`response_mode is ${show(mode)}`);
  const surplus = SURPLUS.find((member) => parameters[member] !== undefined);
  if (surplus !== undefined) return malformed(`${surplus} has no place in it`);
  if (typeof responseUri !== 'string' || !isSafeAddress(responseUri)) return malformed('response_uri');
  if (client.kind === 'address' && responseUri !== client.responseUri)
    return malformed('response_uri is not the one of client_id');
  if (!isRequestToken(nonce) || !isRequestToken(state)) return malformed('nonce or state');
  const query = parseCardQuery(parameters['dcql_query']);
  if (!query.ok) return query;
  const { credentialId, groups } = query.value;
  const host = hostOf(responseUri);
  const asked = { who: name ?? host, isNamed: name !== null, host, fields: fieldsOf(groups) };
  const expiresAt = typeof exp === 'number' ? exp : null;
  return succeed({ asked, clientId, responseUri, nonce, state, credentialId, groups, expiresAt });
}
