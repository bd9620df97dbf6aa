import { createHash } from 'node:crypto';
import type { CardGroup } from '../../shared/protocol/card.ts';
import { createCredential } from '../../shared/protocol/credential.ts';
import type { PublicJwk } from '../../shared/protocol/ports.ts';
import { readPesel } from '../../shared/student/pesel.ts';
import { SPECIMEN_UNIVERSITY } from '../../shared/student/specimens.ts';
import { endOfPolishDay, polishDate } from '../calendar.ts';
import type { Issuer } from '../issuer.ts';
import type { Order } from '../orders/order.ts';
import { findPortrait } from '../portraits/find-portrait.ts';
import { type StatusPlace, statusListUri } from '../status/status-lists.ts';
import type { Student } from '../students/students.ts';

/** The card of an order as text, with its place in a status list; null where the student's numbers have been taken back. */
export async function signCard(
  issuer: Issuer,
  student: Student,
  order: Order,
  holderKey: PublicJwk,
  place: StatusPlace,
  now: number,
  firstIssuedAt: number = now,
): Promise<{ readonly credential: string; readonly kid: string } | null> {
  const { kid, sign } = issuer.keys.current.credential;
  const { pesel, albumNumber } = student;
  if (pesel === null || albumNumber === null) return null;
  const portrait = await findPortrait(student.id);
  const validUntil = order.plannedValidUntil;
  const credential = await createCredential(
    {
      issuer: issuer.url,
      issuedAt: Math.floor(now / 1000),
      expiresAt: endOfPolishDay(validUntil),
      holderKey,
      status: { index: place.index, uri: statusListUri(issuer, place.list) },
      card: writeCardGroup({ ...student, albumNumber }, order, {
        issuedOn: polishDate(firstIssuedAt),
        validUntil,
        photoDigest: digest(portrait),
      }),
      identity: { birthdate: birthdateOf(pesel), pesel },
      photo: `data:image/png;base64,${portrait.toString('base64')}`,
    },
    kid,
    { sign, sha256: async (bytes) => createHash('sha256').update(bytes).digest(), randomBytes: issuer.randomBytes },
  );

  return { credential, kid };
}

const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('base64url');

function birthdateOf(pesel: string): string {
  const facts = readPesel(pesel);
  if (!facts) throw new Error('a student without a valid PESEL cannot have a card');
  return facts.birthdate;
}

interface CardFacts {
  readonly issuedOn: string;
  readonly validUntil: string;
  readonly photoDigest: string;
}

const writeCardGroup = (
  student: Student & { readonly albumNumber: string },
  order: Order,
  facts: CardFacts,
): CardGroup => ({
  given_name: student.givenName,
  family_name: student.familyName,
  album_number: student.albumNumber,
  university: SPECIMEN_UNIVERSITY,
  // University code 000 belongs to no university (domain.md 7).
  card_number: `000-${facts.issuedOn.slice(0, 4)}-${String(order.serial).padStart(6, '0')}`,
  issued_on: facts.issuedOn,
  valid_until: facts.validUntil,
  photo_digest: facts.photoDigest,
});
