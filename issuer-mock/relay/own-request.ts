import type { Context } from 'hono';
import { answerError, answerFresh } from '../http/answers.ts';
import { readBearer } from '../http/read-body.ts';
import type { Issuer } from '../issuer.ts';
import type { OpenStatus } from './relay.ts';

/** What a verifier may do with a request that it has placed, by the token that only it was given. */

export const answerUnknown = (c: Context): Response =>
  answerError(c, 404, 'request_unknown', 'there is no such request');

export const answerOver = (c: Context): Response =>
  answerError(c, 410, 'request_over', 'this request was answered or withdrawn, or its time is over');

/** What a GET uses up is not there for HEAD: whoever asks for the headers alone would never see it. */
export function refuseHead(c: Context): Response {
  c.header('Allow', 'GET');
  return answerError(c, 405, 'method_not_allowed', 'this can be read once, and so only with GET');
}

function answerForeign(c: Context): Response {
  c.header('WWW-Authenticate', 'Bearer');
  return answerError(c, 401, 'invalid_token', 'the result_token of this request is needed, as Authorization: Bearer');
}

type Holder = Pick<Issuer, 'relay' | 'setTimer' | 'clock'>;

const MAX_WAIT_S = 20;

interface Holding {
  readonly waitS: number;
  /** What the verifier knows already; null: what is so when it asks. */
  readonly seen: OpenStatus | null;
}

function readHolding(c: Context): Holding | null {
  const { wait = '0', seen = null } = c.req.query();
  const isKnown = seen === null || seen === 'waiting' || seen === 'opened';
  return /^\d{1,2}$/u.test(wait) && Number(wait) <= MAX_WAIT_S && isKnown ? { waitS: Number(wait), seen } : null;
}

/** The answer, once; before there is one, how the request stands, held back for as long as the verifier likes to wait. */
export async function answerResult(c: Context, issuer: Holder, id: string): Promise<Response> {
  if (c.req.method === 'HEAD') return refuseHead(c);
  const { relay } = issuer;
  const holding = readHolding(c);
  if (!holding)
    return answerError(c, 400, 'invalid_request', `wait is 0 to ${MAX_WAIT_S} s, seen is waiting or opened`);
  const token = readBearer(c);
  const status = relay.look(id, token);
  if (holding.waitS > 0 && status === (holding.seen ?? status) && (status === 'waiting' || status === 'opened')) {
    await waitForChange(c, issuer, id, holding.waitS * 1000);
  }
  // Who has hung up meanwhile reads nothing, so nothing is used up.
  if (c.req.raw.signal.aborted) return answerOver(c);
  const reading = relay.take(id, token);
  switch (reading.kind) {
    case 'unknown':
      return answerUnknown(c);
    case 'foreign':
      return answerForeign(c);
    case 'over':
      return answerOver(c);
    case 'open':
      return answerFresh(c, { status: reading.status }, 202);
    case 'answered': {
      const { answer, state } = reading;
      return answerFresh(c, {
        ...(answer.kind === 'shared' ? { vp_token: answer.vpToken } : { error: answer.error }),
        state,
      });
    }
  }
}

/** Real time, whatever the clock of the mock says: somebody is waiting at the other end. */
const waitForChange = (c: Context, { relay, setTimer, clock }: Holder, id: string, waitMs: number): Promise<void> =>
  new Promise((resolve) => {
    const { signal } = c.req.raw;
    const stopTimer = setTimer(finish, clock.realNow() + waitMs);
    const stopWatching = relay.watch(id, finish);
    signal.addEventListener('abort', finish, { once: true });
    function finish(): void {
      stopTimer();
      stopWatching();
      signal.removeEventListener('abort', finish);
      resolve();
    }
  });

export function withdrawRequest(c: Context, { relay }: Issuer, id: string): Response {
  const status = relay.look(id, readBearer(c));
  if (status === 'unknown') return answerUnknown(c);
  if (status === 'foreign') return answerForeign(c);
  if (status === 'over') return answerOver(c);
  relay.withdraw(id);
  return c.body(null, 204);
}
