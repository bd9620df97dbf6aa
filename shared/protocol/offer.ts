import { isJsonObject, type JsonObject } from './json.ts';
import { MAX_CODE_CHARACTERS, MAX_CONFIGURATION_ID_CHARACTERS } from './limits.ts';
import { refuse, type Result, succeed } from './result.ts';

export const PRE_AUTHORIZED_GRANT = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';
/** The one credential configuration of the profile. */
export const CARD_CONFIGURATION_ID = 'mlegitymacja';

/** What the activation code looks like (OpenID4VCI 1.0 4.1.1 `tx_code`), and, ours, which characters it is drawn from. */
export interface CodeShape {
  /** Null where the issuer does not say. */
  readonly length: number | null;
  readonly inputMode: 'text' | 'numeric';
}

export interface CredentialOffer {
  readonly issuer: string;
  readonly configurationId: string;
  /** Secret: whoever holds it and the activation code can redeem the order. */
  readonly preAuthorizedCode: string;
  readonly code: CodeShape;
}

/** As it was fetched: whoever fetched it chooses among `configurationIds`, of which `configurationId` is the first. */
export interface FetchedOffer extends CredentialOffer {
  readonly configurationIds: readonly string[];
}

/** The offer object served behind `cou` (OpenID4VCI 1.0 4.1.1). */
export const createOffer = (offer: CredentialOffer): JsonObject => ({
  credential_issuer: offer.issuer,
  credential_configuration_ids: [offer.configurationId],
  grants: {
    [PRE_AUTHORIZED_GRANT]: {
      'pre-authorized_code': offer.preAuthorizedCode,
      tx_code: {
        input_mode: offer.code.inputMode,
        ...(offer.code.length !== null && { length: offer.code.length }),
        description: 'Kod aktywacyjny',
      },
    },
  },
});

/** Reads an offer object; unknown members are ignored. An offer without `tx_code` is refused: the profile always asks for a code. */
export function parseOffer(value: unknown): Result<FetchedOffer> {
  if (!isJsonObject(value)) return refuse('CLAIM_TYPE', 'the offer is not a JSON object');
  const { credential_issuer: issuer, credential_configuration_ids: ids, grants } = value;
  if (typeof issuer !== 'string') return refuse('CLAIM_MISSING', 'credential_issuer');
  const configurationIds = Array.isArray(ids) ? ids.filter((id: unknown) => typeof id === 'string') : [];
  const [configurationId] = configurationIds;
  if (configurationId === undefined) return refuse('CLAIM_MISSING', 'credential_configuration_ids');
  const tooLong = configurationIds.find((id) => id.length > MAX_CONFIGURATION_ID_CHARACTERS);
  if (tooLong !== undefined) return refuse('CLAIM_TYPE', `credential configuration of ${tooLong.length} characters`);
  const grant = isJsonObject(grants) ? grants[PRE_AUTHORIZED_GRANT] : undefined;
  if (!isJsonObject(grant)) return refuse('CLAIM_MISSING', 'pre-authorized code grant');
  const preAuthorizedCode = grant['pre-authorized_code'];
  if (typeof preAuthorizedCode !== 'string') return refuse('CLAIM_MISSING', 'pre-authorized_code');
  const code = parseCodeShape(grant['tx_code']);
  if (!code) return refuse('CLAIM_MISSING', 'tx_code');
  return succeed({ issuer, configurationId, configurationIds, preAuthorizedCode, code });
}

function parseCodeShape(value: unknown): CodeShape | null {
  if (!isJsonObject(value)) return null;
  const { length, input_mode: mode } = value;
  const isLength = Number.isSafeInteger(length) && (length as number) >= 1 && (length as number) <= MAX_CODE_CHARACTERS;
  return { length: isLength ? (length as number) : null, inputMode: mode === 'text' ? 'text' : 'numeric' };
}

/** The code as it was meant: spaces and dashes are only there to read it by (experience.md, Wallet). */
export const normaliseCode = (typed: string): string => typed.replace(/[\s\p{Dash_Punctuation}]/gu, '');

/** Whether a typed code can be the one asked for, before anyone is asked. */
export function isCodeOfShape(code: string, shape: CodeShape): boolean {
  const isLong =
    shape.length === null ? code.length > 0 && code.length <= MAX_CODE_CHARACTERS : code.length === shape.length;
  return isLong && (shape.inputMode === 'numeric' ? /^\d+$/u : /^[\x21-\x7e]+$/u).test(code);
}
