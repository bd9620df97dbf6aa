import { homedir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { AnswerOf } from '../../shared/ipc/contract.ts';
import type { WaitingView } from '../../shared/ipc/views.ts';
import { parseJsonObject } from '../../shared/protocol/json.ts';
import { succeed } from '../../shared/protocol/result.ts';
import { parseTrustList, type TrustedIssuer } from '../../shared/verifier/trust.ts';
import { lockFolder } from '../../host/folder-lock.ts';
import { createSendHttp } from '../../host/network/send-http.ts';
import type { OpenWallet } from '../../host/wallet/open-wallet.ts';
import { readArguments, readLanguage, readOnly } from '../arguments.ts';
import { CouldNotRun, EXIT, type ExitCode, UsageError } from '../exit.ts';
import { readInput, readJsonFile } from '../input.ts';
import { type Streams, writeJson, writeSentences, writeStep } from '../output.ts';
import { publicFields } from '../public-fields.ts';
import { openCliWallet } from '../cli-wallet.ts';

export const ACTIVATE_USAGE = `mleg-sim activate --code CODE [--trust FILE|URL] [--wallet DIR] [--json] (TEXT|FILE|-)

Checks an activation QR (its text, or an image of it), redeems it with the activation code and stores the card.
  --code CODE       the activation code; spaces and dashes do not matter
  --trust FILE|URL  put these issuers on the wallet's trust list first, for example http://127.0.0.1:47801/trust-list.json
  --wallet DIR      the wallet's folder; the usual one is ~/.mleg-sim/wallet
Exit: 0 stored, 1 refused, 2 called wrongly, 3 could not run (issuer unreachable, wallet not writable).`;

export async function runActivate(args: readonly string[], streams: Streams): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, {
    code: { type: 'string' },
    trust: { type: 'string' },
    wallet: { type: 'string' },
    lang: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  const language = readLanguage(values.lang);
  if (values.code === undefined) throw new UsageError('--code is needed');
  // Typed or piped: the white space around it is no part of it. A camera's text comes another way and is not forgiven.
  const text = await readInput(readOnly(positionals, 'TEXT, FILE or -'));
  const folder = path.resolve(values.wallet ?? path.join(homedir(), '.mleg-sim', 'wallet'));
  const lock = await lockFolder(folder);
  if (!lock.isHeld)
    throw new CouldNotRun(`${folder}: another program (process ${lock.holder.pid}) is using this wallet`);
  const wallet = await openCliWallet(
    folder,
    (stage) => streams.err(`  ${stage} …`),
    (file) => streams.err(`a damaged wallet file was set aside: ${file}`),
  );
  for (const issuer of values.trust === undefined ? [] : await readTrust(values.trust))
    await wallet.trust.trust(issuer);

  // A redemption that broke off after the right code is finished first; its QR is spent.
  await wallet.rounds.resume();

  const opened = await wallet.desk.open(text, 'typed');
  if (!opened.ok) {
    if (values.json) writeJson(streams, opened);
    else {
      for (const step of opened.steps ?? []) writeStep(streams, step);
      writeSentences(streams, opened.code, language);
    }
    return exitFor(opened.code);
  }
  if (!values.json) streams.err(`Issuer: ${opened.value.issuerHost} (${opened.value.issuerName})`);
  const redeemed = await wallet.desk.redeem(opened.value.activationId, values.code);
  if (!redeemed.ok) {
    if (values.json) writeJson(streams, redeemed);
    else {
      writeSentences(streams, redeemed.code, language);
      if (redeemed.triesLeft !== undefined) streams.out(`Tries left: ${redeemed.triesLeft}`);
    }
    return exitFor(redeemed.code);
  }
  const collected =
    redeemed.value.kind === 'added'
      ? succeed(redeemed.value.card)
      : await waitForCard(wallet, redeemed.value.waiting, streams);
  if (!collected.ok) {
    if (values.json) writeJson(streams, collected);
    else writeSentences(streams, collected.code, language);
    return exitFor(collected.code);
  }
  const card = publicFields(collected.value);
  if (values.json) writeJson(streams, { ok: true, card });
  else for (const [name, value] of Object.entries(card)) streams.out(`${name.padEnd(14)} ${value}`);
  return EXIT.yes;
}

/** Until the promised card is there, asking as often as the issuer wants. Interrupted, the order stays in the wallet. */
async function waitForCard(
  { rounds }: OpenWallet,
  { id, issuerHost, nextAt }: WaitingView,
  streams: Streams,
): Promise<AnswerOf<'card.update'>> {
  streams.err(`${issuerHost} is still processing the order; waiting …`);
  for (let askAt = nextAt; ;) {
    await setTimeout(Math.max(0, askAt - Date.now()));
    const asked = await rounds.ask(id);
    if (!asked) return { ok: false, code: 'CARD_GONE' };
    if (!asked.ok) return asked;
    if (asked.value.kind === 'added') return succeed(asked.value.card);
    askAt = asked.value.waiting.nextAt;
  }
}

const exitFor = (code: string): ExitCode =>
  code === 'ISSUER_UNREACHABLE' || code === 'VAULT_UNWRITABLE' ? EXIT.couldNotRun : EXIT.no;

async function readTrust(source: string): Promise<readonly TrustedIssuer[]> {
  const issuers = parseTrustList(/^https?:\/\//u.test(source) ? await fetchJson(source) : readJsonFile(source));
  if (!issuers) throw new CouldNotRun(`${source}: this is not a trust list`);
  return issuers;
}

async function fetchJson(url: string): Promise<unknown> {
  const sent = await createSendHttp()({ method: 'GET', url });
  if (!sent.ok) throw new CouldNotRun(`${url}: ${sent.why}`);
  const parsed = parseJsonObject(sent.answer.text);
  return parsed.ok ? parsed.value : null;
}
