import { CARD_VCT } from '../../shared/protocol/card.ts';
import { CREDENTIAL_TYP } from '../../shared/protocol/credential.ts';
import { CARD_CONFIGURATION_ID, PRE_AUTHORIZED_GRANT } from '../../shared/protocol/offer.ts';
import { SPECIMEN_UNIVERSITY } from '../../shared/student/specimens.ts';
import { aggregationUri } from '../status/status-lists.ts';

export const REFRESH_GRANT = 'refresh_token';

/** OpenID4VCI 1.0 12.2. */
export const writeIssuerMetadata = (url: string) => ({
  credential_issuer: url,
  credential_endpoint: `${url}/credential`,
  deferred_credential_endpoint: `${url}/deferred`,
  nonce_endpoint: `${url}/nonce`,
  notification_endpoint: `${url}/notification`,
  // Token Status List 9.1: where all lists are named, for verifiers that fetch ahead.
  status_list_aggregation_endpoint: aggregationUri({ url }),
  // Ours: where verifiers place requests for a card, and wallets look six digits up (docs/protocol.md).
  mleg_request_endpoint: `${url}/requests`,
  mleg_request_code_endpoint: `${url}/q`,
  display: [
    { name: `${SPECIMEN_UNIVERSITY} (symulator)`, locale: 'pl' },
    { name: `${SPECIMEN_UNIVERSITY} (simulator)`, locale: 'en' },
  ],
  credential_configurations_supported: { [CARD_CONFIGURATION_ID]: CARD_CONFIGURATION },
});

const ES256 = ['ES256'];

const describeClaim = (path: readonly string[], pl: string, en: string) => ({
  path,
  display: [
    { name: pl, locale: 'pl' },
    { name: en, locale: 'en' },
  ],
});

const CARD_CONFIGURATION = {
  format: CREDENTIAL_TYP,
  vct: CARD_VCT,
  cryptographic_binding_methods_supported: ['jwk'],
  credential_signing_alg_values_supported: ES256,
  proof_types_supported: { jwt: { proof_signing_alg_values_supported: ES256 } },
  credential_metadata: {
    display: [
      { name: 'mLegitymacja – symulator, wzór', locale: 'pl' },
      { name: 'mLegitymacja – simulator, specimen', locale: 'en' },
    ],
    claims: [
      describeClaim(['card', 'given_name'], 'imię (imiona)', 'given name(s)'),
      describeClaim(['card', 'family_name'], 'nazwisko', 'family name'),
      describeClaim(['identity', 'birthdate'], 'data urodzenia', 'date of birth'),
      describeClaim(['identity', 'pesel'], 'numer PESEL', 'PESEL number'),
      describeClaim(['card', 'album_number'], 'numer albumu', 'student number'),
      describeClaim(['card', 'issued_on'], 'data wydania', 'date of issue'),
      describeClaim(['card', 'valid_until'], 'termin ważności', 'expiry date'),
      describeClaim(['card', 'university'], 'nazwa uczelni', 'university'),
      describeClaim(['card', 'card_number'], 'numer legitymacji', 'card number'),
      describeClaim(['photo'], 'zdjęcie', 'photo'),
    ],
  },
};

/** RFC 8414, with the member that OpenID4VCI 1.0 12.3 adds. The mock is its own authorization server. */
export const writeServerMetadata = (url: string) => ({
  issuer: url,
  token_endpoint: `${url}/token`,
  jwks_uri: `${url}/jwks`,
  response_types_supported: [],
  grant_types_supported: [PRE_AUTHORIZED_GRANT, REFRESH_GRANT],
  token_endpoint_auth_methods_supported: ['none'],
  'pre-authorized_grant_anonymous_access_supported': true,
});

/** SD-JWT VC, "JWT VC Issuer Metadata". `signed_jwks_uri` is ours: the same keys under the anchor's signature (protocol.md 6). */
export const writeJwtVcIssuer = (url: string) => ({
  issuer: url,
  jwks_uri: `${url}/jwks`,
  signed_jwks_uri: `${url}/jwks.jwt`,
});
