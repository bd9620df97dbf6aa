import { homedir } from 'node:os';
import path from 'node:path';
import { lockFolder } from '../../host/folder-lock.ts';
import type { OpenWallet } from '../../host/wallet/open-wallet.ts';
import type { CallFailure } from '../../shared/ipc/contract.ts';
import type { CardView } from '../../shared/ipc/views.ts';
import { viewCard } from '../../shared/wallet/view-card.ts';
import { readArguments, readLanguage } from '../arguments.ts';
import { openCliWallet } from '../cli-wallet.ts';
import { CouldNotRun, EXIT, type ExitCode, UsageError } from '../exit.ts';
import { type Streams, writeJson, writeSentences } from '../output.ts';
import { publicFields } from '../public-fields.ts';

export const CARDS_USAGE = `mleg-sim cards [list|update|remove] [CARD] [--wallet DIR] [--json]

What is in a wallet, and what one does with it.
  list             the cards, orders still being processed, removals the issuer has not been told of, and notices (the default)
  update [CARD]    read the status list and ask for a newer card, for this card or all
  remove CARD      take a card out and tell its issuer, which cancels it
  --wallet DIR     the wallet's folder; the usual one is ~/.mleg-sim/wallet
What an earlier run left unfinished is finished first.
Exit: 0 done, 1 refused or a card is not valid, 2 called wrongly, 3 could not run (issuer unreachable, wallet not writable).`;

const ACTIONS = ['list', 'update', 'remove'] as const;

export async function runCards(args: readonly string[], streams: Streams): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, {
    wallet: { type: 'string' },
    lang: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  const language = readLanguage(values.lang);
  const [name = 'list', cardId, ...more] = positionals;
  const action = ACTIONS.find((known) => known === name);
  if (!action || more.length > 0)
    throw new UsageError(`list, update or remove, and one card at most\n\n${CARDS_USAGE}`);
  if ((action === 'remove') !== (cardId !== undefined) && action !== 'update')
    throw new UsageError(action === 'remove' ? 'which card? "mleg-sim cards" lists them' : 'list takes no card');
  const wallet = await openOwnWallet(
    path.resolve(values.wallet ?? path.join(homedir(), '.mleg-sim', 'wallet')),
    streams,
  );
  await finishUnfinished(wallet);
  const failure = await act(wallet, action, cardId);
  if (values.json)
    writeJson(streams, failure ? { ok: false, ...failure, ...describe(wallet) } : { ok: true, ...describe(wallet) });
  else {
    writeCards(wallet, streams);
    if (failure) writeSentences(streams, failure.code, language);
  }
  return exitFor(failure, wallet);
}

async function openOwnWallet(folder: string, streams: Streams): Promise<OpenWallet> {
  const lock = await lockFolder(folder);
  if (!lock.isHeld)
    throw new CouldNotRun(`${folder}: another program (process ${lock.holder.pid}) is using this wallet`);
  const quiet = () => undefined;
  return openCliWallet(folder, quiet, (file) => streams.err(`a damaged wallet file was set aside: ${file}`));
}

/** As the shells do at every start; what cannot be done now stays for the next time. */
async function finishUnfinished({ rounds, keeper, file }: OpenWallet): Promise<void> {
  await rounds.resume();
  for (const removal of file.document.removals) await keeper.tellRemoval(removal);
}

/** The first thing that went wrong; null where all went well. */
async function act(
  { keeper, file }: OpenWallet,
  action: (typeof ACTIONS)[number],
  cardId: string | undefined,
): Promise<CallFailure | null> {
  if (action === 'remove') return failureOf(await keeper.remove(cardId ?? ''));
  if (action === 'list') return null;
  let first: CallFailure | null = null;
  for (const id of cardId === undefined ? file.document.cards.map((card) => card.id) : [cardId])
    first = failureOf(await keeper.update(id, true)) ?? first;
  return first;
}

function failureOf(answer: { readonly ok: true } | ({ readonly ok: false } & CallFailure)): CallFailure | null {
  if (answer.ok) return null;
  const { code, detail = '' } = answer;
  return { code, detail };
}

const viewCards = ({ file }: OpenWallet): readonly CardView[] =>
  file.document.cards.map((card) => viewCard(card, Date.now()));

const describe = (wallet: OpenWallet) => ({
  cards: viewCards(wallet).map((card) => ({
    ...publicFields(card),
    updatedAt: new Date(card.updatedAt).toISOString(),
    history: card.history,
  })),
  unfinished: wallet.file.document.unfinished.length,
  removals: wallet.file.document.removals.length,
  notices: wallet.file.document.notices.map(({ code, issuer }) => ({ code, issuer })),
});

function writeCards(wallet: OpenWallet, streams: Streams): void {
  const { unfinished, removals, notices } = wallet.file.document;
  const cards = viewCards(wallet);
  if (cards.length === 0) streams.out('There is no card in this wallet.');
  for (const { id, status, validUntil, cardNumber, issuerHost } of cards)
    streams.out(`${id}  ${status.padEnd(9)} until ${validUntil}  ${cardNumber}  ${issuerHost}`);
  if (unfinished.length > 0) streams.out(`Still being processed or fetched: ${unfinished.length}`);
  if (removals.length > 0) streams.out(`Removed, and the issuer not told yet: ${removals.length}`);
  for (const { code, issuer } of notices) streams.out(`An order at ${issuer} came to nothing: ${code}`);
}

function exitFor(failure: CallFailure | null, wallet: OpenWallet): ExitCode {
  if (failure?.code === 'VAULT_UNWRITABLE' || failure?.code === 'STATUS_UNAVAILABLE') return EXIT.couldNotRun;
  if (failure?.code === 'ISSUER_UNREACHABLE') return EXIT.couldNotRun;
  return failure || viewCards(wallet).some(({ status }) => status !== 'valid') ? EXIT.no : EXIT.yes;
}
