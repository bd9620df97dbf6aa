import { CARD_MEMBERS, CARD_VCT, IDENTITY_MEMBERS } from './card.ts';
import { CREDENTIAL_TYP } from './credential.ts';
import { isJsonObject, type JsonObject } from './json.ts';
import { show } from './jws.ts';
import { type Group, GROUPS } from './presentation.ts';
import { refuse, type Result, succeed } from './result.ts';

/** DCQL (OpenID4VP 1.0 6) as far as a wallet with one kind of document needs it. */

export interface CardQuery {
  /** The verifier's name for its question; the answer stands under it in `vp_token`. */
  readonly credentialId: string;
  /** What has to be disclosed; none where only the card's validity is asked for. */
  readonly groups: readonly Group[];
}

/** What a person is told is shared. `photo_digest` is left out: it says nothing that the photo does not. */
export type Field =
  Exclude<(typeof CARD_MEMBERS)[number], 'photo_digest'> | (typeof IDENTITY_MEMBERS)[number] | 'photo';

const FIELDS: Readonly<Record<Group, readonly Field[]>> = {
  card: CARD_MEMBERS.filter((name) => name !== 'photo_digest'),
  identity: IDENTITY_MEMBERS,
  photo: ['photo'],
};
const MEMBERS: Readonly<Record<Group, readonly string[]>> = {
  card: CARD_MEMBERS,
  identity: IDENTITY_MEMBERS,
  photo: [],
};
/** Claims that every presentation carries in the clear. */
const PLAIN = new Set(['iss', 'iat', 'exp', 'vct', 'cnf', 'status']);
const ID = /^[A-Za-z0-9_-]{1,64}$/u;
const MAX_CLAIMS = 32;

/** SECURITY: a group is disclosed whole, so consent names all of its fields, whichever of them was asked for. */
export const fieldsOf = (groups: readonly Group[]): readonly Field[] =>
  GROUPS.filter((group) => groups.includes(group)).flatMap((group) => FIELDS[group]);

export const createCardQuery = (groups: readonly Group[], id = 'mlegitymacja'): JsonObject => ({
  credentials: [
    {
      id,
      format: CREDENTIAL_TYP,
      meta: { vct_values: [CARD_VCT] },
      ...(groups.length > 0 && { claims: groups.map((group) => ({ path: [group] })) }),
    },
  ],
});

/**
 * Reads a query for one mLegitymacja. Everything else is REQUEST_FORMAT with the reason: several documents, another kind, conditions on
 * values, or a claim that no card has – a wallet that cannot give all of it must give nothing (OpenID4VP 1.0 6.4.1).
 */
export function parseCardQuery(value: unknown): Result<CardQuery> {
  if (!isJsonObject(value)) return refuse('REQUEST_FORMAT', 'dcql_query is not a JSON object');
  const { credentials, credential_sets: sets } = value;
  if (!Array.isArray(credentials) || credentials.length !== 1 || sets !== undefined)
    return refuse('REQUEST_FORMAT', 'dcql_query does not ask for exactly one document');
  const [query] = credentials as unknown[];
  if (!isJsonObject(query)) return refuse('REQUEST_FORMAT', 'dcql_query: credentials[0]');
  const { id, format, meta } = query;
  if (typeof id !== 'string' || !ID.test(id)) return refuse('REQUEST_FORMAT', `dcql_query: id is ${show(id)}`);
  const types = isJsonObject(meta) ? meta['vct_values'] : undefined;
  if (format !== CREDENTIAL_TYP || !Array.isArray(types) || !types.includes(CARD_VCT))
    return refuse('REQUEST_FORMAT', 'dcql_query asks for another kind of document');
  const groups = parseClaims(query);
  return groups.ok ? succeed({ credentialId: id, groups: groups.value }) : groups;
}

interface AskedClaim {
  readonly id: string | undefined;
  readonly path: readonly unknown[];
}

function parseClaims({ claims, claim_sets: sets }: JsonObject): Result<readonly Group[]> {
  // OpenID4VP 1.0 6.4.1: without `claims`, nothing that can be withheld is asked for.
  if (claims === undefined && sets === undefined) return succeed([]);
  const asked = Array.isArray(claims) && claims.length > 0 && claims.length <= MAX_CLAIMS ? readClaims(claims) : null;
  if (!asked) return refuse('REQUEST_FORMAT', 'dcql_query: claims');
  const options = sets === undefined ? [asked] : readOptions(sets, asked);
  if (!options) return refuse('REQUEST_FORMAT', 'dcql_query: claim_sets');
  // The verifier's options stand in the order of its preference.
  const option = options.find((choice) => choice.every(({ path }) => isOfCard(path)));
  if (option) return succeed(GROUPS.filter((group) => option.some(({ path }) => path[0] === group)));
  const foreign = asked.find(({ path }) => !isOfCard(path));
  return refuse('REQUEST_FORMAT', `it asks for ${show(foreign?.path)}, which no mLegitymacja has`);
}

/** Null also where a claim comes with `values`: a condition that is not looked at must not count as met. */
function readClaims(claims: readonly unknown[]): readonly AskedClaim[] | null {
  const asked: AskedClaim[] = [];
  for (const claim of claims) {
    if (!isJsonObject(claim) || 'values' in claim) return null;
    const { id, path } = claim;
    if (id !== undefined && (typeof id !== 'string' || !ID.test(id) || asked.some((other) => other.id === id)))
      return null;
    if (!Array.isArray(path) || path.length === 0) return null;
    asked.push({ id, path });
  }
  return asked;
}

function readOptions(sets: unknown, asked: readonly AskedClaim[]): readonly (readonly AskedClaim[])[] | null {
  if (!Array.isArray(sets) || sets.length === 0 || sets.length > MAX_CLAIMS) return null;
  const options: AskedClaim[][] = [];
  for (const ids of sets as unknown[]) {
    if (!Array.isArray(ids) || ids.length === 0 || ids.length > MAX_CLAIMS) return null;
    const option = ids.flatMap((id) => asked.find((claim) => claim.id !== undefined && claim.id === id) ?? []);
    if (option.length !== ids.length) return null;
    options.push(option);
  }
  return options;
}

function isOfCard([first, second, ...rest]: readonly unknown[]): boolean {
  if (rest.length > 0) return false;
  if (second === undefined && PLAIN.has(String(first))) return true;
  const group = GROUPS.find((name) => name === first);
  return group !== undefined && (second === undefined || MEMBERS[group].some((name) => name === second));
}
