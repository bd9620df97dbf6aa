import type { Language } from '../../../shared/ipc/views.ts';
import type { CodeText } from '../../../shared/protocol/code-text.ts';
import type { Code, HostCode } from '../../../shared/protocol/codes.ts';
import { REASON_TEXTS } from '../../../shared/verifier/reason-texts.ts';
import { REASONS } from '../../../shared/verifier/reasons.ts';

/** Why a question came to nothing, in words for whoever asked; null where the code's own text is the right one. */
export function describeFailure(code: Code | HostCode, language: Language): CodeText | null {
  const reason = REASONS.find((known) => known === code);
  return reason ? REASON_TEXTS[language][reason] : null;
}
