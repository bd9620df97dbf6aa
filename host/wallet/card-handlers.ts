import type { Handlers } from '../../shared/ipc/contract.ts';
import { succeed } from '../../shared/protocol/result.ts';
import type { OpenWallet } from './open-wallet.ts';
import { unlessUnwritable } from './unless-unwritable.ts';

type CardCalls = 'card.update' | 'card.remove' | 'waiting.ask' | 'wallet.dismiss-notice';

/** What the page asks of the cards that are there. `wake`: something may have come up for the wallet's rounds. */
export const createCardHandlers = (
  { keeper, rounds, file }: Pick<OpenWallet, 'keeper' | 'rounds' | 'file'>,
  wake: () => void,
): Pick<Handlers, CardCalls> => ({
  'card.update': async ({ cardId }) => {
    const updated = await keeper.update(cardId, true);
    wake();
    return updated.ok ? succeed(updated.value) : updated;
  },
  'card.remove': async ({ cardId }) => {
    const removed = await keeper.remove(cardId);
    wake();
    return removed;
  },
  'waiting.ask': async ({ waitingId }) => {
    const collected = await rounds.ask(waitingId);
    wake();
    if (!collected) return { ok: false, code: 'CARD_GONE' };
    if (!collected.ok) return collected;
    return succeed(collected.value.kind === 'added' ? collected.value.card : null);
  },
  'wallet.dismiss-notice': async ({ noticeId }) => {
    const dismissed = await unlessUnwritable(() =>
      file.change((document) => ({ ...document, notices: document.notices.filter(({ id }) => id !== noticeId) })),
    );
    return dismissed.ok ? succeed(null) : dismissed;
  },
});
