import { decodeBase64url } from '../protocol/base64url.ts';
import type { StatusReference } from '../protocol/credential.ts';
import { isUnderIssuer } from '../protocol/issuer-url.ts';
import { isJsonObject, parseJsonObject } from '../protocol/json.ts';
import type { SendHttp } from '../protocol/ports.ts';
import { type Failure, refuse, type Result, succeed } from '../protocol/result.ts';
import { STATUS_LIST_TTL_S } from '../protocol/status-list.ts';
import type { Step } from '../protocol/steps.ts';
import { checkStatusList, type StatusListPorts } from '../verifier/check-status-list.ts';
import type { StoredCard } from './wallet-document.ts';

export interface CardStatus {
  /** Token Status List: 0 valid, 1 invalid, 2 suspended. */
  readonly status: number;
  /** For how long the issuer says the answer need not be asked for again, in seconds (Token Status List 5.1). Advice only. */
  readonly ttlS: number;
}

type CardStatusPorts = StatusListPorts & { readonly send: SendHttp };

/**
 * What the issuer says of a stored card now (protocol.md 4). STATUS_UNAVAILABLE where its list cannot be had; where it can, the code of the
 * check that it fails, with the steps.
 */
export async function readCardStatus(
  { credential, issuer }: Pick<StoredCard, 'credential' | 'issuer'>,
  ports: CardStatusPorts,
): Promise<Result<CardStatus, Failure & { readonly steps?: readonly Step[] }>> {
  const reference = findStatusReference(credential);
  // SECURITY: a card may not send the wallet to an address that is not its issuer's.
  if (!reference || !isUnderIssuer(reference.uri, issuer))
    return refuse('STATUS_SUBJECT', 'the card names no list of its issuer');
  const request = { method: 'GET', url: reference.uri, headers: { accept: 'application/statuslist+jwt' } } as const;
  const sent = await ports.send(request);
  if (!sent.ok) return refuse('STATUS_UNAVAILABLE', sent.why);
  const { status: httpStatus, text } = sent.answer;
  if (httpStatus !== 200) return refuse('STATUS_UNAVAILABLE', `HTTP ${httpStatus}`);
  const { status, code, steps, ttlS } = await checkStatusList(text, { ...reference, issuer }, ports);
  if (status !== null) return succeed({ status, ttlS: ttlS ?? STATUS_LIST_TTL_S });
  const detail = steps.find(({ outcome }) => outcome === 'fail')?.detail ?? '';
  return { ok: false, code: code ?? 'STATUS_UNAVAILABLE', detail, steps };
}

/** Read from a credential that was checked before it was stored. */
function findStatusReference(credential: string): StatusReference | null {
  const bytes = decodeBase64url(credential.split('.')[1] ?? '');
  const parsed = bytes && parseJsonObject(new TextDecoder().decode(bytes));
  const status = parsed?.ok ? parsed.value['status'] : null;
  const list = isJsonObject(status) ? status['status_list'] : null;
  if (!isJsonObject(list)) return null;
  const { idx, uri } = list;
  return typeof idx === 'number' && typeof uri === 'string' ? { index: idx, uri } : null;
}
