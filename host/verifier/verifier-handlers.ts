import type { Handlers } from '../../shared/ipc/contract.ts';
import { isChallengeName } from '../../shared/protocol/challenge.ts';
import { succeed } from '../../shared/protocol/result.ts';
import { unlessUnwritable } from '../wallet/unless-unwritable.ts';
import type { OpenVerifier } from './open-verifier.ts';

type VerifierCalls = Extract<keyof Handlers, `verifier.${string}`>;

/** What the page asks where cards are checked. */
export function createVerifierHandlers(verifier: OpenVerifier): Pick<Handlers, VerifierCalls> {
  const { desk, asking, records } = verifier;
  const done = async (write: () => Promise<void>) => {
    const written = await unlessUnwritable(write);
    return written.ok ? succeed(null) : written;
  };
  return {
    'verifier.ask': async ({ ask }) => {
      const asked = await unlessUnwritable(() => asking.ask(ask));
      return asked.ok ? asked.value : asked;
    },
    'verifier.end-asking': ({ askId }) => {
      asking.end(askId);
      return Promise.resolve(succeed(null));
    },
    'verifier.check': ({ text, source, challengeId }) => desk.check(text, source, challengeId),
    'verifier.challenge': () => desk.challenge(),
    'verifier.refresh': async () => succeed(await verifier.refresh()),
    'verifier.forget': () => done(() => verifier.forget()),
    'verifier.change-settings': async (settings) => {
      if (!isChallengeName(settings.name)) return { ok: false, code: 'CALL_ARGUMENT', detail: 'name' };
      const changed = await done(() => verifier.changeSettings(settings));
      return changed.ok ? succeed(settings) : changed;
    },
    'verifier.export-records': ({ day }) => Promise.resolve(succeed(records.exportDay(day))),
    'verifier.clear-records': () => done(() => verifier.clearRecords()),
  };
}
