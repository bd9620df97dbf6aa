import type { CardView } from '../shared/ipc/views.ts';

/** What a command prints of a card: enough to know it by, without the person's identity data and picture. */
export const publicFields = ({
  id,
  issuer,
  status,
  givenName,
  familyName,
  ...card
}: CardView): Readonly<Record<string, string>> => ({
  ...{ id, issuer, status, givenName, familyName },
  albumNumber: card.albumNumber,
  cardNumber: card.cardNumber,
  university: card.university,
  issuedOn: card.issuedOn,
  validUntil: card.validUntil,
});
