import { createHash, randomBytes } from 'node:crypto';
import {
  Openid4vciClient,
  Openid4vciRetrieveCredentialsError,
  type Openid4vciClientOptions,
  setGlobalConfig,
} from '@openid4vc/openid4vci';
import { createEs256Signer, type PrivateJwk, publicPart } from '../../shared/protocol/es256.ts';
import { CARD_CONFIGURATION_ID } from '../../shared/protocol/offer.ts';
import { createPrivateKey } from '../support/specimen-issuer.ts';
import { payloadOf } from '../issuer-mock/wallet-steps.ts';
import type { World } from '../issuer-mock/world.ts';

// The library takes https addresses only, unless told otherwise; the mock is on loopback.
setGlobalConfig({ allowInsecureUrls: true });

type Resolved = Awaited<ReturnType<Openid4vciClient['resolveIssuerMetadata']>>;
type Callbacks = Openid4vciClientOptions['callbacks'];

/** A wallet none of whose protocol code is ours: the library builds every request and reads every answer. Only the signing is lent to it. */
export class IndependentWallet {
  readonly key: PrivateJwk = createPrivateKey();
  readonly #client = new Openid4vciClient({ callbacks: createCallbacks(this.key) });
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** From the text of the activation QR; its address is handed over as the scheme of OpenID4VCI 1.0 4.1.3. */
  async resolve(qr: string) {
    const uri = encodeURIComponent(String(payloadOf(qr)['cou']));
    const offer = await this.#client.resolveCredentialOffer(`openid-credential-offer://?credential_offer_uri=${uri}`);
    return { offer, metadata: await this.#client.resolveIssuerMetadata(offer.credential_issuer) };
  }

  async redeem({ offer, metadata }: Awaited<ReturnType<IndependentWallet['resolve']>>, activationCode: string) {
    const answer = await this.#client.retrievePreAuthorizedCodeAccessTokenFromOffer({
      ...{ credentialOffer: offer, issuerMetadata: metadata, txCode: activationCode },
    });
    return answer.accessTokenResponse;
  }

  async requestCard(metadata: Resolved, accessToken: string) {
    const { c_nonce: nonce } = await this.#client.requestNonce({ issuerMetadata: metadata });
    const { jwt } = await this.#client.createCredentialRequestJwtProof({
      issuerMetadata: metadata,
      credentialConfigurationId: CARD_CONFIGURATION_ID,
      nonce,
      issuedAt: new Date(this.#world.now()),
      signer: { method: 'jwk', alg: 'ES256', publicJwk: { ...publicPart(this.key) } },
    });
    const { credentialResponse } = await this.#client.retrieveCredentials({
      issuerMetadata: metadata,
      accessToken,
      credentialConfigurationId: CARD_CONFIGURATION_ID,
      proofs: { jwt: [jwt] },
    });
    return credentialResponse;
  }

  async requestDeferred(metadata: Resolved, accessToken: string, transactionId: string) {
    const answer = await this.#client.retrieveDeferredCredentials({
      ...{ issuerMetadata: metadata, accessToken, transactionId },
    });
    return answer.deferredCredentialResponse;
  }

  async notify(
    metadata: Resolved,
    accessToken: string,
    notificationId: string,
    event: 'credential_accepted' | 'credential_failure' | 'credential_deleted',
  ): Promise<number> {
    const { response } = await this.#client.sendNotification({
      ...{ issuerMetadata: metadata, accessToken, notification: { notificationId, event } },
    });
    return response.status;
  }
}

/** The credential in an answer of the library; fails the test where there is none. */
export function readCredential(answer: { readonly credentials?: unknown }): string {
  const [first] = (answer.credentials ?? []) as { readonly credential?: unknown }[];
  if (typeof first?.credential !== 'string') throw new Error('no credential in the answer');
  return first.credential;
}

/** What the library makes of a refused credential request: the parsed error answer. */
export async function catchRefusal(request: Promise<unknown>): Promise<unknown> {
  try {
    await request;
  } catch (error) {
    if (!(error instanceof Openid4vciRetrieveCredentialsError)) throw error;
    const { response } = error;
    return 'credentialErrorResponseResult' in response ? response.credentialErrorResponseResult.data : null;
  }
  throw new Error('it was not refused');
}

function createCallbacks(key: PrivateJwk): Callbacks {
  const sign = createEs256Signer(key);
  return {
    hash: (data, algorithm) => createHash(algorithm.replace('-', '')).update(data).digest(),
    generateRandom: (length) => randomBytes(length),
    signJwt: async (_signer, { header, payload }) => ({
      jwt: await sign(header, new TextEncoder().encode(JSON.stringify(payload))),
      signerJwk: { ...publicPart(key) },
    }),
    // The pre-authorized grant is anonymous here, as the metadata says.
    clientAuthentication: () => undefined,
  };
}
