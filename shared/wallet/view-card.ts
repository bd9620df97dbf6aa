import type { CardView } from '../ipc/views.ts';
import { hostOf } from '../protocol/issuer-url.ts';
import { CARD_STATUS } from '../protocol/status-list.ts';
import { isSpecimenPesel } from '../student/pesel.ts';
import type { StoredCard } from './wallet-document.ts';

const MASK = '•••';

/**
 * A stored card as it may be shown. SECURITY: a card about somebody who could exist (a foreign issuer's) keeps its person masked; only
 * specimen people are shown in the clear (experience.md, Specimen).
 */
export function viewCard(stored: StoredCard, nowMs: number): CardView {
  const { card, identity } = stored;
  const isSpecimen = isSpecimenPesel(identity.pesel);
  return {
    id: stored.id,
    issuer: stored.issuer,
    issuerHost: hostOf(stored.issuer),
    status: statusOf(stored, nowMs),
    isSpecimen,
    givenName: isSpecimen ? card.given_name : MASK,
    familyName: isSpecimen ? card.family_name : MASK,
    birthdate: isSpecimen ? identity.birthdate : null,
    pesel: isSpecimen ? identity.pesel : null,
    albumNumber: isSpecimen ? card.album_number : MASK,
    issuedOn: card.issued_on,
    validUntil: card.valid_until,
    university: card.university,
    cardNumber: isSpecimen ? card.card_number : MASK,
    photo: isSpecimen ? stored.photo : null,
    addedAt: stored.addedAt,
    updatedAt: stored.updatedAt,
    isRenewable: typeof stored.issuance?.refreshToken === 'string',
    history: stored.history,
  };
}

/** What the issuer said last comes before what the calendar says: an invalidated card does not merely expire. */
function statusOf({ status, expiresAt }: StoredCard, nowMs: number): CardView['status'] {
  if (status === CARD_STATUS.invalid) return 'invalid';
  if (status === CARD_STATUS.suspended) return 'suspended';
  return nowMs / 1000 >= expiresAt ? 'expired' : 'valid';
}
