import process from 'node:process';
import QRCode from 'qrcode';
import type { OpenVerifier } from '../../host/verifier/open-verifier.ts';
import type { Ask, AskingView } from '../../shared/ipc/verifier-views.ts';
import { formatRequestCode } from '../../shared/wallet/request-code.ts';
import { CouldNotRun, EXIT, type ExitCode } from '../exit.ts';
import { type Streams, writeJson } from '../output.ts';
import { type AnswerForm, writeAnswer } from './write-answer.ts';

interface Question {
  readonly ask: Ask;
  /** When to give up, milliseconds; no longer than the relay keeps a question anyway. */
  readonly timeoutMs: number;
  /** Told each time the question stands differently. */
  readonly follow: (listener: (asking: AskingView) => void) => void;
}

/** Why there is no verdict: the holder said no, nobody answered in time, or it was called off. */
type NoAnswer = 'declined' | 'ended';

/**
 * Asks through the relay and waits for the answer. What the holder needs goes to standard error, since standard output is the result.
 * Throws CouldNotRun where the relay cannot be asked, or not any more.
 */
export async function askHolder(
  verifier: OpenVerifier,
  { ask, timeoutMs, follow }: Question,
  form: AnswerForm,
  streams: Streams,
): Promise<ExitCode> {
  const concluded = new Promise<AskingView>((resolve) => follow(tellOf(streams, resolve)));
  const asked = await verifier.asking.ask(ask);
  if (!asked.ok)
    throw new CouldNotRun(`the question cannot be asked: ${asked.code}${asked.detail ? `, ${asked.detail}` : ''}`);
  const { askId, link, code } = asked.value;
  if (process.stderr.isTTY) streams.err(await QRCode.toString(link, { type: 'terminal', small: true }));
  streams.err(`link: ${link}\ncode: ${formatRequestCode(code)}`);
  const giveUp = new AbortController();
  const over = new Promise<null>((resolve) => giveUp.signal.addEventListener('abort', () => resolve(null)));
  const timer = setTimeout(() => giveUp.abort(), timeoutMs);
  const interrupt = (): void => giveUp.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupt);
  const view = await Promise.race([concluded, over]);
  clearTimeout(timer);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupt);
  verifier.asking.end(askId);
  if (view?.state === 'failed') throw new CouldNotRun(`the answer cannot be had: ${view.failure ?? ''}`);
  if (view?.answer) return writeAnswer(streams, view.answer, form);
  return writeNoAnswer(streams, view?.state === 'declined' ? 'declined' : 'ended', form);
}

function tellOf(streams: Streams, conclude: (view: AskingView) => void): (view: AskingView) => void {
  let isOpened = false;
  return (view) => {
    if (view.state === 'opened' && !isOpened) streams.err('a wallet has read the question …');
    isOpened ||= view.state === 'opened';
    // The state is told again without the answer, which is told once, and not always after it.
    const hasEnded = view.state === 'declined' || view.state === 'ended' || view.state === 'failed';
    if (hasEnded || view.answer !== null) conclude(view);
  };
}

const NO_ANSWER: Readonly<Record<'pl' | 'en', Readonly<Record<NoAnswer, string>>>> = {
  pl: { declined: 'Posiadacz nie zgodził się okazać legitymacji.', ended: 'Nikt nie odpowiedział w czasie.' },
  en: { declined: 'The holder declined to show the card.', ended: 'Nobody answered in time.' },
};

function writeNoAnswer(streams: Streams, outcome: NoAnswer, { isJson, language }: AnswerForm): ExitCode {
  if (isJson) writeJson(streams, { verdict: null, code: null, outcome, card: null, list: null, steps: [] });
  else streams.out(NO_ANSWER[language][outcome]);
  return EXIT.no;
}
