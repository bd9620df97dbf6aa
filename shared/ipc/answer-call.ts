import { type CallFailure, type CallName, CALLS, type Handlers, isCallName } from './contract.ts';

type Answer = { readonly ok: true; readonly value: unknown } | ({ readonly ok: false } & CallFailure);

/**
 * The host's one way in, whatever the shell: find the call, parse its argument, run its handler. A handler that throws is a bug of ours:
 * `reportFault` hears of it, the page hears HOST_FAULT and nothing of the error.
 */
export async function answerCall(
  handlers: Handlers,
  name: unknown,
  argument: unknown,
  reportFault: (name: CallName, error: unknown) => void,
): Promise<Answer> {
  if (!isCallName(name)) return { ok: false, code: 'CALL_UNKNOWN' };
  const parsed = CALLS[name].argument.parse(argument);
  if (!parsed) return { ok: false, code: 'CALL_ARGUMENT', detail: name };
  try {
    const handler = handlers[name] as (argument: unknown) => Promise<Answer>;
    return await handler(parsed.value);
  } catch (error) {
    reportFault(name, error);
    return { ok: false, code: 'HOST_FAULT', detail: name };
  }
}
