import { createHash, randomBytes } from 'node:crypto';
import { ANSWER_LIFETIME_MS, type VerifierAnswer } from '../../shared/ipc/verifier-views.ts';
import { hostOf } from '../../shared/protocol/issuer-url.ts';
import type { StatusReference } from '../../shared/protocol/credential.ts';
import { isSpecimenPesel } from '../../shared/student/pesel.ts';
import type { Binding } from '../../shared/verifier/check-key-binding.ts';
import type { PresentationReport, PresentedCard } from '../../shared/verifier/check-presentation.ts';
import { findReason } from '../../shared/verifier/reasons.ts';
import type { ShowingMode } from '../../shared/verifier/record.ts';

const MASK = '•••';
const HASH_DIGITS = 24;

/** What an answer says besides what the check found. */
export interface AnswerContext {
  readonly at: number;
  readonly mode: ShowingMode;
  readonly binding: Binding;
  readonly list: VerifierAnswer['list'];
  readonly lastListHeldUntil: number | null;
  readonly repeat: VerifierAnswer['repeat'];
  /** The issuer whose people are all invented; null while it is not known. */
  readonly bundledIssuer: string | null;
  readonly nameOf: (issuer: string) => string;
}

/** A report as it may be shown. */
export function viewAnswer(report: PresentationReport, context: AnswerContext): VerifierAnswer {
  const { at, mode, binding, list, lastListHeldUntil, repeat, bundledIssuer, nameOf } = context;
  const { verdict, code, steps, presented, shownAt } = report;
  const skewMs = shownAt === null ? null : shownAt * 1000 - at;
  return {
    ...{ answerId: randomBytes(12).toString('hex'), at, mode, verdict, code, steps },
    reason: findReason(report, binding, skewMs === null ? null : skewMs / 1000),
    person: presented && viewPerson(presented, bundledIssuer),
    issuer: presented && { host: hostOf(presented.issuer), name: nameOf(presented.issuer) },
    expiresAt: presented && presented.expiresAt * 1000,
    ...{ skewMs, list, lastListHeldUntil, repeat, vanishesAt: at + ANSWER_LIFETIME_MS },
  };
}

/**
 * SECURITY: a card about somebody who could exist keeps its person masked (experience.md, Specimen). A card alone does not say whether it
 * does; the bundled university has invented people only, and a PESEL tells it of others.
 */
function viewPerson(
  { card, identity, photo, issuer }: PresentedCard,
  bundledIssuer: string | null,
): VerifierAnswer['person'] {
  if (!card) return null;
  const isSpecimen = issuer === bundledIssuer || (identity !== null && isSpecimenPesel(identity.pesel));
  return {
    isSpecimen,
    givenName: isSpecimen ? card.given_name : MASK,
    familyName: isSpecimen ? card.family_name : MASK,
    albumNumber: isSpecimen ? card.album_number : MASK,
    cardNumber: isSpecimen ? card.card_number : MASK,
    university: card.university,
    issuedOn: card.issued_on,
    validUntil: card.valid_until,
    photo: isSpecimen ? photo : null,
  };
}

/** What the records call a card: says nothing to anybody without the salt, and is the same for the same card with it. */
export const hashCard = ({ uri, index }: StatusReference, salt: string): string =>
  createHash('sha256').update(`${salt}\n${uri}#${index}`).digest('hex').slice(0, HASH_DIGITS);
