import { CARD_VCT } from './card.ts';
import { isUnderIssuer } from './issuer-url.ts';
import { isJsonObject, type JsonObject } from './json.ts';
import { MAX_URL_CHARACTERS } from './limits.ts';
import { refuse, type Result, succeed } from './result.ts';

/** The addresses a wallet needs; each lies under the issuer. */
export interface IssuerEndpoints {
  readonly credential: string;
  readonly token: string;
  /** Null where the issuer wants no nonce in key proofs. */
  readonly nonce: string | null;
  readonly notification: string | null;
  /** Where a card that was promised for later is asked for; null where the issuer promises none. */
  readonly deferred: string | null;
}

/** What the metadata say about an offer: which of its configurations to ask for, and where. */
export interface OfferedConfiguration {
  readonly configurationId: string;
  readonly endpoints: IssuerEndpoints;
}

/**
 * Puts the issuer's (OpenID4VCI 1.0 12.2) and its authorization server's (RFC 8414) metadata together. Refused: another issuer's name
 * in either, a configuration the issuer does not offer, an endpoint outside the issuer. Of several configurations in one offer, it is
 * the first whose type is a card of the profile; else the first.
 */
export function readIssuerMetadata(
  issuer: string,
  configurationIds: readonly string[],
  issuerMetadata: unknown,
  serverMetadata: unknown,
): Result<OfferedConfiguration> {
  if (!isJsonObject(issuerMetadata) || !isJsonObject(serverMetadata))
    return refuse('CLAIM_TYPE', 'metadata is not a JSON object');
  if (issuerMetadata['credential_issuer'] !== issuer)
    return refuse('ISSUER_MISMATCH', 'issuer metadata names another issuer');
  if (serverMetadata['issuer'] !== issuer) return refuse('ISSUER_MISMATCH', 'server metadata names another issuer');
  const configurationId = chooseConfiguration(configurationIds, issuerMetadata['credential_configurations_supported']);
  if (configurationId === null) return refuse('CLAIM_MISSING', `credential configuration "${configurationIds[0]}"`);
  const endpoints = readEndpoints(issuer, issuerMetadata, serverMetadata);
  return endpoints.ok ? succeed({ configurationId, endpoints: endpoints.value }) : endpoints;
}

function chooseConfiguration(ids: readonly string[], configurations: unknown): string | null {
  if (!isJsonObject(configurations)) return null;
  const known = ids.flatMap((id) => {
    const configuration = Object.hasOwn(configurations, id) ? configurations[id] : null;
    return isJsonObject(configuration) ? [{ id, vct: configuration['vct'] }] : [];
  });
  return (known.find(({ vct }) => vct === CARD_VCT) ?? known[0])?.id ?? null;
}

function readEndpoints(
  issuer: string,
  issuerMetadata: JsonObject,
  serverMetadata: JsonObject,
): Result<IssuerEndpoints> {
  const credential = issuerMetadata['credential_endpoint'];
  const nonce = issuerMetadata['nonce_endpoint'] ?? null;
  const token = serverMetadata['token_endpoint'];
  const notification = issuerMetadata['notification_endpoint'] ?? null;
  const deferred = issuerMetadata['deferred_credential_endpoint'] ?? null;
  for (const endpoint of [credential, token]) {
    if (typeof endpoint !== 'string') return refuse('CLAIM_MISSING', 'an endpoint is missing from the metadata');
    if (!isUnderIssuer(endpoint, issuer)) return refuse('ISSUER_MISMATCH', 'an endpoint lies outside the issuer');
  }
  if (!isAbsentOrUnder(nonce, issuer)) return refuse('ISSUER_MISMATCH', 'the nonce endpoint lies outside the issuer');
  if (!isAbsentOrUnder(notification, issuer))
    return refuse('ISSUER_MISMATCH', 'the notification endpoint lies outside the issuer');
  if (!isAbsentOrUnder(deferred, issuer))
    return refuse('ISSUER_MISMATCH', 'the deferred credential endpoint lies outside the issuer');
  const all = [credential, nonce, token, notification, deferred];
  if (all.some((endpoint) => String(endpoint).length > MAX_URL_CHARACTERS))
    return refuse('CLAIM_TYPE', `an endpoint has more than ${MAX_URL_CHARACTERS} characters`);
  return succeed({
    ...{ credential: credential as string, token: token as string },
    ...{ nonce, notification, deferred },
  });
}

const isAbsentOrUnder = (endpoint: unknown, issuer: string): endpoint is string | null =>
  endpoint === null || (typeof endpoint === 'string' && isUnderIssuer(endpoint, issuer));
