import type { Failure } from '../protocol/result.ts';
import { refuse } from '../protocol/result.ts';

/** What a verifier or its relay means by an HTTP status other than 200 (protocol.md 2, Verification relay). */
export function refuseStatus(status: number): { readonly ok: false } & Failure {
  if (status === 404) return refuse('REQUEST_UNKNOWN', 'HTTP 404');
  if (status === 410) return refuse('REQUEST_EXPIRED', 'HTTP 410');
  return refuse('REQUEST_UNREACHABLE', `HTTP ${status}`);
}
