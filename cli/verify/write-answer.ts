import type { VerifierAnswer } from '../../shared/ipc/verifier-views.ts';
import type { Verdict } from '../../shared/protocol/codes.ts';
import { REASON_TEXTS } from '../../shared/verifier/reason-texts.ts';
import { EXIT, EXIT_OF_VERDICT, type ExitCode } from '../exit.ts';
import { colour, isGood, type Streams, writeJson, writeStep } from '../output.ts';

export interface AnswerForm {
  readonly language: 'pl' | 'en';
  readonly isJson: boolean;
  readonly hasExitPerVerdict: boolean;
}

/** As the page's answer says it (renderer/i18n/answer-*.ts), in capitals: what stands first must be seen first. */
const WORDS: Readonly<Record<'pl' | 'en', Readonly<Record<Verdict, string>>>> = {
  pl: {
    VALID: 'WAŻNA (potwierdzona na żywo)',
    VALID_UNCHALLENGED: 'WAŻNA (niepotwierdzona na żywo)',
    EXPIRED: 'PO TERMINIE',
    SUSPENDED: 'ZAWIESZONA',
    REVOKED: 'UNIEWAŻNIONA',
    INDETERMINATE: 'NIE WIADOMO',
    INVALID: 'ODRZUCONA',
  },
  en: {
    VALID: 'VALID (confirmed live)',
    VALID_UNCHALLENGED: 'VALID (not confirmed live)',
    EXPIRED: 'EXPIRED',
    SUSPENDED: 'SUSPENDED',
    REVOKED: 'REVOKED',
    INDETERMINATE: 'CANNOT TELL',
    INVALID: 'REJECTED',
  },
};
const SIMULATION = {
  pl: 'SYMULACJA: to nie jest kontrola prawdziwego dokumentu.',
  en: 'SIMULATION: this is no check of a real document.',
};
const FACTS = {
  pl: { signed: 'lista unieważnień z', holds: 'ważna do', lastHeld: 'ostatnia lista unieważnień była ważna do' },
  en: { signed: 'status list of', holds: 'holds until', lastHeld: 'the last status list held until' },
};

export function writeAnswer(streams: Streams, answer: VerifierAnswer, form: AnswerForm): ExitCode {
  if (form.isJson) writeJson(streams, describeAnswer(answer));
  else writePlain(streams, answer, form.language);
  if (form.hasExitPerVerdict) return EXIT_OF_VERDICT[answer.verdict];
  return isGood(answer) ? EXIT.yes : EXIT.no;
}

const instant = (ms: number): string => new Date(ms).toISOString();

/** SECURITY: no photo, no identity data, no place in a status list: what is printed ends up in logs. */
const describeCard = ({ person, issuer }: VerifierAnswer) => {
  if (!person) return null;
  const { isSpecimen: _masked, photo: _photo, ...fields } = person;
  return { issuer: issuer?.host ?? '', ...fields };
};

const describeAnswer = (answer: VerifierAnswer) => ({
  ...{ verdict: answer.verdict, code: answer.code, reason: answer.reason, mode: answer.mode, at: instant(answer.at) },
  card: describeCard(answer),
  issuer: answer.issuer,
  expiresAt: answer.expiresAt === null ? null : instant(answer.expiresAt),
  skewMs: answer.skewMs,
  list: answer.list && { signedAt: instant(answer.list.signedAt), holdsUntil: instant(answer.list.holdsUntil) },
  lastListHeldUntil: answer.lastListHeldUntil === null ? null : instant(answer.lastListHeldUntil),
  steps: answer.steps,
});

function writePlain(streams: Streams, answer: VerifierAnswer, language: 'pl' | 'en'): void {
  const { verdict, code, reason, list, lastListHeldUntil, steps } = answer;
  const { happened, todo } = REASON_TEXTS[language][reason];
  const facts = FACTS[language];
  streams.out(colour(streams, isGood(answer) ? 32 : 31, `=== ${WORDS[language][verdict]} ===`));
  streams.out(SIMULATION[language]);
  streams.out(`${happened}\n${todo}\n`);
  for (const [name, value] of Object.entries(describeCard(answer) ?? {})) streams.out(`${name.padEnd(14)} ${value}`);
  if (list) streams.out(`${facts.signed} ${instant(list.signedAt)}, ${facts.holds} ${instant(list.holdsUntil)}`);
  if (lastListHeldUntil !== null) streams.out(`${facts.lastHeld} ${instant(lastListHeldUntil)}`);
  streams.out('');
  for (const step of steps) writeStep(streams, step);
  streams.out(`\n${verdict}${code === null ? '' : ` (${code})`}`);
}
