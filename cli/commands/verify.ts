import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import path from 'node:path';
import { sha256 } from '../../host/platform-ports.ts';
import { type AskingView, ASKS } from '../../shared/ipc/verifier-views.ts';
import { createChallenge, isChallengeName, readChallenge } from '../../shared/protocol/challenge.ts';
import { isIssuerUrl } from '../../shared/protocol/issuer-url.ts';
import { MAX_QR_CHARACTERS, REQUEST_LIFETIME_S } from '../../shared/protocol/limits.ts';
import { readArguments, readInstant, readLanguage, readOnly } from '../arguments.ts';
import { EXIT, EXIT_OF_VERDICT, type ExitCode, UsageError } from '../exit.ts';
import { readInput } from '../input.ts';
import { type Streams, writeJson, writeSentences } from '../output.ts';
import { askHolder } from '../verify/ask-holder.ts';
import { readNamedIssuer } from '../verify/named-issuer.ts';
import { type CheckingOptions, openChecking } from '../verify/open-checking.ts';
import { type AnswerForm, writeAnswer } from '../verify/write-answer.ts';

export const VERIFY_USAGE = `mleg-sim verify [--wallet DIR | --trust FILE] [--status FILE …] [--at ISO] [--offline] [--challenge TEXT] [--json] (TEXT|FILE|-)
mleg-sim verify --new-challenge [--name TEXT] [--json]
mleg-sim verify --ask status|name|photo [--wallet DIR | --trust FILE] [--relay URL] [--timeout S] [--json]

Checks a card that a holder shows, as the program's own verifier does: the text of its QR code (MP1:…) or an SD-JWT with key binding;
FILE may also be a PNG, JPEG or WebP with the QR code in it. Or asks a holder for one, through the relay of a university.
  --wallet DIR      whose trust list, keys and status lists count; the usual one is ~/.mleg-sim/wallet
  --trust FILE      this trust list instead (GET /trust-list.json of a mock); nothing is remembered then
  --status FILE     a status list to go by instead of fetching it; may stand several times
  --at ISO          as of this time, like 2026-10-02T09:14:22Z
  --offline         without any network: with the keys and lists in hand
  --new-challenge   print a question without a network, to be shown as a QR code; --name says who asks
  --challenge TEXT  the question that the card has to answer
  --ask WHAT        ask over the network for the status only, name and validity, or also the photo. Link and six digits go to standard error
  --relay URL       the university to ask through; the first of the trust list where it is left out
  --timeout S       how long to wait, at most ${REQUEST_LIFETIME_S} s
Exit: 0 valid, 1 anything else, 2 called wrongly, 3 could not run. With --exit-per-verdict
  ${Object.entries(EXIT_OF_VERDICT)
    .map(([verdict, code]) => `${code} ${verdict}`)
    .join(', ')}; 1 no answer.`;

export async function runVerify(args: readonly string[], streams: Streams): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, {
    ...{ wallet: { type: 'string' }, trust: { type: 'string' }, at: { type: 'string' } },
    status: { type: 'string', multiple: true },
    ...{ challenge: { type: 'string' }, name: { type: 'string' }, lang: { type: 'string' } },
    ...{ ask: { type: 'string' }, relay: { type: 'string' }, timeout: { type: 'string' } },
    offline: { type: 'boolean', default: false },
    'new-challenge': { type: 'boolean', default: false },
    'exit-per-verdict': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  });
  refuseTogether(values, positionals.length > 0);
  const form = {
    ...{ language: readLanguage(values.lang), isJson: values.json },
    hasExitPerVerdict: values['exit-per-verdict'],
  };
  if (values['new-challenge']) return writeChallenge(values.name ?? '', form, streams);
  const places = {
    walletFolder: path.resolve(values.wallet ?? path.join(homedir(), '.mleg-sim', 'wallet')),
    trustFile: values.trust ?? null,
    statusFiles: values.status ?? [],
    atMs: values.at === undefined ? null : readInstant(values.at),
    isOffline: values.offline,
  };
  if (values.ask !== undefined) return runAsking(values.ask, values, places, form, streams);
  const text = await readInput(readOnly(positionals, 'TEXT, FILE or -'));
  return runCheck(text, values.challenge ?? null, places, form, streams);
}

type Places = Omit<CheckingOptions, 'relay' | 'namedIssuer' | 'onAsking'>;

/** What means nothing beside something else is a mistake, and better said than passed over. */
const EXCLUDED: readonly (readonly [given: string, ...others: string[]])[] = [
  ['wallet', 'trust'],
  ['new-challenge', 'ask', 'challenge', 'wallet', 'trust', 'status', 'at', 'offline', 'relay', 'timeout'],
  ['ask', 'challenge', 'status', 'at', 'offline', 'name'],
];
const ONLY_WITH: readonly (readonly [given: string, needed: string])[] = [
  ['name', 'new-challenge'],
  ['relay', 'ask'],
  ['timeout', 'ask'],
];

function refuseTogether(values: Readonly<Record<string, unknown>>, hasText: boolean): void {
  const isGiven = (name: string): boolean => values[name] !== undefined && values[name] !== false;
  for (const [given, ...others] of EXCLUDED) {
    const other = isGiven(given) ? others.find(isGiven) : undefined;
    if (other !== undefined) throw new UsageError(`--${given} and --${other} exclude each other`);
  }
  for (const [given, needed] of ONLY_WITH)
    if (isGiven(given) && !isGiven(needed)) throw new UsageError(`--${given} belongs to --${needed}`);
  const asking = ['new-challenge', 'ask'].find(isGiven);
  if (asking !== undefined && hasText) throw new UsageError(`--${asking} takes no text`);
}

function writeChallenge(name: string, { isJson }: AnswerForm, streams: Streams): ExitCode {
  if (!isChallengeName(name)) throw new UsageError('--name: at most 60 bytes, and no characters that deceive');
  const challenge = createChallenge(name, randomBytes);
  if (isJson) writeJson(streams, { challenge });
  else streams.out(challenge);
  return EXIT.yes;
}

async function runCheck(
  text: string,
  challengeText: string | null,
  places: Places,
  form: AnswerForm,
  streams: Streams,
): Promise<ExitCode> {
  const challenge = challengeText === null ? null : await readChallenge(challengeText.trim(), sha256);
  if (challenge?.ok === false) throw new UsageError(`--challenge: ${challenge.code}, ${challenge.detail ?? ''}`);
  // A text is wrapped and ends in a line break where a QR code would not be. One with a photo is longer than one QR code holds.
  const presentation = text.replace(/[\r\n\t]/gu, '');
  const source = presentation.length > MAX_QR_CHARACTERS ? 'frames' : 'typed';
  const namedIssuer = readNamedIssuer(presentation);
  const checking = await openChecking({ ...places, namedIssuer, relay: null, onAsking: () => undefined }, streams);
  try {
    const { desk } = checking.verifier;
    const answer = challenge
      ? await desk.checkAgainst(presentation, source, challenge.value)
      : await desk.check(presentation, source, null);
    if (answer.ok) return writeAnswer(streams, answer.value, form);
    // No presentation at all: nobody's card, and so nobody's answer.
    if (form.isJson) writeJson(streams, { verdict: 'INVALID', code: answer.code, card: null, list: null, steps: [] });
    else writeSentences(streams, answer.code, form.language);
    return form.hasExitPerVerdict ? EXIT_OF_VERDICT.INVALID : EXIT.no;
  } finally {
    checking.close();
  }
}

async function runAsking(
  what: string,
  {
    relay,
    timeout = String(REQUEST_LIFETIME_S),
  }: { readonly relay?: string | undefined; readonly timeout?: string | undefined },
  places: Places,
  form: AnswerForm,
  streams: Streams,
): Promise<ExitCode> {
  const ask = ASKS.find((known) => known === what);
  if (!ask) throw new UsageError(`--ask ${what}: one of ${ASKS.join(', ')}`);
  if (relay !== undefined && !isIssuerUrl(relay))
    throw new UsageError(`--relay ${relay}: https, or http on this machine, without a closing slash`);
  if (!/^[1-9]\d{0,2}$/u.test(timeout) || Number(timeout) > REQUEST_LIFETIME_S)
    throw new UsageError(`--timeout ${timeout}: 1 to ${REQUEST_LIFETIME_S} seconds`);
  let listener = (_asking: AskingView): void => undefined;
  const onAsking = (asking: AskingView): void => listener(asking);
  const checking = await openChecking({ ...places, relay: relay ?? null, namedIssuer: null, onAsking }, streams);
  try {
    const follow = (tell: typeof listener): void => void (listener = tell);
    return await askHolder(checking.verifier, { ask, timeoutMs: Number(timeout) * 1000, follow }, form, streams);
  } finally {
    checking.close();
  }
}
