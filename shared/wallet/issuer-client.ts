import { CODES, type Code } from '../protocol/codes.ts';
import { type JsonObject, parseJsonObject } from '../protocol/json.ts';
import type { HttpRequest, SendHttp } from '../protocol/ports.ts';
import { type Failure, refuse, type Result, succeed } from '../protocol/result.ts';

export interface JsonAnswer {
  readonly status: number;
  readonly value: JsonObject;
}

/**
 * One request that is answered in JSON, whatever the status. Anything else is ISSUER_UNREACHABLE, with what came instead. `telling`: statuses
 * that say all there is to know, so that an issuer may answer them with any body or none (401: RFC 6750 3.1).
 */
export async function requestJson(
  request: HttpRequest,
  send: SendHttp,
  telling: readonly number[] = [],
): Promise<Result<JsonAnswer>> {
  const sent = await send(request);
  if (!sent.ok) return refuse('ISSUER_UNREACHABLE', sent.why);
  const { status, contentType, text } = sent.answer;
  if (contentType !== 'application/json' && telling.includes(status)) return succeed({ status, value: {} });
  if (contentType !== 'application/json')
    return refuse('ISSUER_UNREACHABLE', `HTTP ${status} of type "${contentType.slice(0, 60)}", not JSON`);
  const parsed = parseJsonObject(text);
  return parsed.ok
    ? { ok: true, value: { status, value: parsed.value } }
    : refuse('ISSUER_UNREACHABLE', `HTTP ${status}, and the JSON cannot be read: ${parsed.why}`);
}

export const getJson = (url: string, send: SendHttp, telling: readonly number[] = []): Promise<Result<JsonAnswer>> =>
  requestJson({ method: 'GET', url, headers: { accept: 'application/json' } }, send, telling);

/**
 * What a refusal of the issuer means. The bundled mock names one of our codes in `mleg_code`; another issuer's refusal is read from the
 * HTTP status and the OAuth error, as far as those say anything.
 */
export function readRefusal({ status, value }: JsonAnswer, otherwise: Code): Failure {
  const named = CODES.find((code) => code === value['mleg_code']);
  const error = typeof value['error'] === 'string' ? value['error'].slice(0, 60) : 'no error named';
  const code = named ?? (status >= 500 ? 'ISSUER_UNREACHABLE' : otherwise);
  const triesLeft = value['tries_left'];
  const failure: Failure = { code, detail: `HTTP ${status}, ${error}` };
  return code === 'CODE_WRONG' && Number.isSafeInteger(triesLeft)
    ? { ...failure, triesLeft: triesLeft as number }
    : failure;
}
