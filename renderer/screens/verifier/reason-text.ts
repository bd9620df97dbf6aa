import type { Language } from '../../../shared/ipc/views.ts';
import type { CodeText } from '../../../shared/protocol/code-text.ts';
import { describeCode } from '../../../shared/protocol/code-texts.ts';
import { type Code, CODES, type HostCode } from '../../../shared/protocol/codes.ts';
import type { Reason } from '../../../shared/verifier/reasons.ts';

/** Until shared/verifier/reason-texts is there: the code's own text, and nothing where there is no code. */
export function describeReason(reason: Reason, language: Language): CodeText | null {
  const code = CODES.find((known) => known === reason);
  return code ? describeCode(code, language) : null;
}

/** Why a question came to nothing; null where the code's own text is the right one. */
export function describeFailure(code: Code | HostCode, language: Language): CodeText | null {
  const reason = CODES.find((known) => known === code);
  return reason ? describeReason(reason, language) : null;
}
