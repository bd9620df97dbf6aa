import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Openid4vciIssuer, Openid4vciVersion, setGlobalConfig } from '@openid4vc/openid4vci';
import { parsePublicJwk, verifyEs256 } from '../../shared/protocol/es256.ts';
import type { PublicJwk } from '../../shared/protocol/ports.ts';
import { NOW_MS, SpecimenIssuer } from '../support/specimen-issuer.ts';
import { issueCard, issueStatusList, type PlainChanges } from './independent-card.ts';

// The library takes https addresses only, unless told otherwise; this one is on loopback.
setGlobalConfig({ allowInsecureUrls: true });

const GRANT = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';
const PRE_AUTHORIZED_CODE = 'pre-authorized-code-of-the-test';
const NOT_FOUND: Reply = { status: 404, type: 'text/plain', body: 'not found' };
const NO_CARD = new Array<number>(16).fill(0);

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}
interface Incoming {
  readonly body: string;
  readonly authorization: string | undefined;
}
type Metadata = Parameters<Openid4vciIssuer['createCredentialOffer']>[0]['issuerMetadata'];

/** How this issuer uses the freedom it has, and where it breaks the rules. */
export interface Ways {
  code: string;
  txCode: { readonly input_mode?: 'numeric' | 'text'; readonly length?: number; readonly description?: string };
  /** In the order in which the offer names them. */
  configurationIds: readonly string[];
  /** Without one, key proofs carry no nonce (OpenID4VCI 1.0 7). */
  hasNonces: boolean;
  isReady: boolean;
  isOfferGone: boolean;
  card: PlainChanges;
  /** What becomes of the card's text on its way out. */
  spoil: (credential: string) => string;
  statuses: readonly number[];
  list: PlainChanges;
}

/**
 * A university none of whose protocol code is ours: `@openid4vc/openid4vci` makes its metadata, offers and answers and reads what the
 * wallet sends, the `@sd-jwt` libraries make its cards and status lists. Ours are the signed key set and the signed QR, which belong to the
 * profile; the token endpoint is written out here by RFC 6749, since the library leaves it to another package.
 * It lies below a path, so that well-known addresses have to be put together as RFC 8414 says.
 */
export class IndependentIssuer {
  readonly ways: Ways = {
    ...{ code: '493082', txCode: { input_mode: 'numeric', length: 6 } },
    ...{ configurationIds: ['mlegitymacja'], hasNonces: true, isReady: true, isOfferGone: false },
    ...{ card: {}, spoil: (credential) => credential, statuses: NO_CARD, list: {} },
  };
  /** Method and path of everything that came in, and the notifications. */
  readonly log: string[] = [];
  readonly notified: unknown[] = [];
  #specimen: SpecimenIssuer | null = null;
  #accessToken = 'access-token-1';
  #promised: PublicJwk | null = null;
  readonly #nonces = new Set<string>();
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  readonly #library = new Openid4vciIssuer({
    callbacks: {
      hash: (data, algorithm) => createHash(algorithm.replace('-', '')).update(data).digest(),
      generateRandom: (length) => randomBytes(length),
      clientAuthentication: () => undefined,
      signJwt: () => {
        throw new Error('it has nothing to sign');
      },
      verifyJwt: async (signer, { compact }) => {
        const key = signer.method === 'jwk' ? parsePublicJwk(signer.publicJwk) : null;
        return key && (await verifyEs256(compact, key))
          ? { verified: true, signerJwk: { ...key } }
          : { verified: false };
      },
    },
  });

  static async open(): Promise<IndependentIssuer> {
    const issuer = new IndependentIssuer();
    await new Promise<void>((resolve) => issuer.#server.listen(0, '127.0.0.1', resolve));
    const { port } = issuer.#server.address() as AddressInfo;
    issuer.#specimen = new SpecimenIssuer(`http://127.0.0.1:${port}/uczelnia`);
    return issuer;
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => void this.#server.close(() => resolve()));
  }

  get keys(): SpecimenIssuer {
    if (!this.#specimen) throw new Error('not started');
    return this.#specimen;
  }
  get url(): string {
    return this.keys.issuer;
  }

  /** The unsigned link, as the library writes it. */
  async link(isByReference = true): Promise<string> {
    return (await this.#createOffer(isByReference)).credentialOffer;
  }

  /** As if the access token had run out. */
  expireAccess(): void {
    this.#accessToken = 'access-token-2';
  }

  get #metadata(): Metadata {
    const { url } = this;
    const configuration = (vct: string) => ({
      ...{ format: 'dc+sd-jwt', vct, cryptographic_binding_methods_supported: ['jwk'] },
      credential_signing_alg_values_supported: ['ES256'],
      proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256'] } },
      credential_metadata: { display: [{ name: 'mLegitymacja', locale: 'pl' }] },
    });
    const credentialIssuer = this.#library.createCredentialIssuerMetadata({
      ...{ credential_issuer: url, credential_endpoint: `${url}/credential` },
      ...(this.ways.hasNonces && { nonce_endpoint: `${url}/nonce` }),
      deferred_credential_endpoint: `${url}/deferred`,
      notification_endpoint: `${url}/notification`,
      display: [{ name: 'Uczelnia Niezależna', locale: 'pl' }],
      credential_configurations_supported: {
        mlegitymacja: configuration('urn:mleg-sim:mlegitymacja:1'),
        biblioteka: configuration('urn:example:library-card'),
      },
    });
    return {
      ...{ credentialIssuer, originalDraftVersion: Openid4vciVersion.V1 },
      authorizationServers: [{ issuer: url, token_endpoint: `${url}/token` }],
      knownCredentialConfigurations: this.#library.getKnownCredentialConfigurationsSupported(credentialIssuer),
    };
  }

  #createOffer(isByReference: boolean) {
    const grant = { 'pre-authorized_code': PRE_AUTHORIZED_CODE, tx_code: this.ways.txCode };
    return this.#library.createCredentialOffer({
      credentialConfigurationIds: [...this.ways.configurationIds],
      ...{ grants: { [GRANT]: grant }, issuerMetadata: this.#metadata },
      ...(isByReference && { credentialOfferUri: `${this.url}/o/ref1` }),
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const route = `${request.method} ${request.url}`;
    this.log.push(route);
    const { authorization } = request.headers;
    const { status, type, body } = await this.#answer(route, { body: await text(request), authorization }).catch(
      refuse,
    );
    if (status === 401) response.setHeader('www-authenticate', 'Bearer error="invalid_token"');
    response.writeHead(status, type === '' ? {} : { 'content-type': type }).end(body);
  }

  async #answer(route: string, { body, authorization }: Incoming): Promise<Reply> {
    const { url } = this;
    switch (route) {
      case 'GET /.well-known/openid-credential-issuer/uczelnia':
        return json(this.#metadata.credentialIssuer);
      case 'GET /.well-known/oauth-authorization-server/uczelnia':
        return json(this.#metadata.authorizationServers[0]);
      case 'GET /.well-known/jwt-vc-issuer/uczelnia':
        return json({ issuer: url, signed_jwks_uri: `${url}/jwks.jwt` });
      case 'GET /uczelnia/jwks.jwt':
        return { status: 200, type: 'application/jwt', body: await this.keys.keySet() };
      case 'GET /uczelnia/o/ref1':
        return this.ways.isOfferGone ? NOT_FOUND : json((await this.#createOffer(true)).credentialOfferObject);
      case 'GET /uczelnia/status/1':
        return { status: 200, type: 'application/statuslist+jwt', body: await this.#issueList() };
      case 'POST /uczelnia/token':
        return this.#token(new URLSearchParams(body));
      case 'POST /uczelnia/nonce':
        return json(this.#library.createNonceResponse({ cNonce: this.#giveNonce() }));
    }
    // RFC 6750 3.1 says nothing of a body, so there is none.
    if (authorization !== `Bearer ${this.#accessToken}`) return { status: 401, type: '', body: '' };
    switch (route) {
      case 'POST /uczelnia/credential':
        return this.#credential(JSON.parse(body) as Record<string, unknown>);
      case 'POST /uczelnia/deferred':
        return this.#deferred(JSON.parse(body) as Record<string, unknown>);
      case 'POST /uczelnia/notification':
        this.notified.push(JSON.parse(body));
        return { status: 204, type: '', body: '' };
    }
    return NOT_FOUND;
  }

  /** OpenID4VCI 1.0 6.1 to 6.3. */
  #token(form: URLSearchParams): Reply {
    const isRefresh = form.get('grant_type') === 'refresh_token' && form.get('refresh_token') === 'refresh-token-1';
    const isOffered = form.get('grant_type') === GRANT && form.get('pre-authorized_code') === PRE_AUTHORIZED_CODE;
    if (!isRefresh && !(isOffered && form.get('tx_code') === this.ways.code))
      return json({ error: 'invalid_grant', error_description: 'The code is not right' }, 400);
    const refreshToken = isRefresh ? {} : { refresh_token: 'refresh-token-1' };
    return json({ access_token: this.#accessToken, token_type: 'Bearer', expires_in: 600, ...refreshToken });
  }

  async #credential(request: Record<string, unknown>): Promise<Reply> {
    const issuerMetadata = this.#metadata;
    const parsed = this.#library.parseCredentialRequest({ issuerMetadata, credentialRequest: request });
    const { credentialConfigurationId, proofs } = parsed;
    if (credentialConfigurationId !== 'mlegitymacja') return json({ error: 'unknown_credential_configuration' }, 400);
    const jwt = proofs?.jwt?.[0] ?? '';
    const proof = await this.#library.verifyCredentialRequestJwtProof({ issuerMetadata, jwt, now: new Date(NOW_MS) });
    const { nonce } = proof.payload;
    if (this.ways.hasNonces ? !this.#nonces.delete(nonce ?? '') : nonce !== undefined)
      return json({ error: 'invalid_nonce' }, 400);
    const key = parsePublicJwk(proof.signer.publicJwk);
    if (!key) return json({ error: 'invalid_proof' }, 400);
    if (!this.ways.isReady) {
      this.#promised = key;
      const promise = { credentialRequest: parsed, transactionId: 'transaction-1', interval: 5 };
      return json(this.#library.createCredentialResponse(promise), 202);
    }
    const credentials = [{ credential: await this.#issue(key) }];
    const answer = { credentialRequest: parsed, credentials, notificationId: 'notification-1' };
    return json(this.#library.createCredentialResponse(answer));
  }

  async #deferred(request: Record<string, unknown>): Promise<Reply> {
    const { deferredCredentialRequest } = this.#library.parseDeferredCredentialRequest({
      deferredCredentialRequest: request,
    });
    const transactionId = deferredCredentialRequest.transaction_id;
    if (!this.#promised || transactionId !== 'transaction-1') return json({ error: 'invalid_transaction_id' }, 400);
    if (!this.ways.isReady)
      return json(this.#library.createDeferredCredentialResponse({ transactionId, interval: 5 }), 202);
    const credentials = [{ credential: await this.#issue(this.#promised) }];
    return json(this.#library.createDeferredCredentialResponse({ credentials }));
  }

  async #issue(holder: PublicJwk): Promise<string> {
    return this.ways.spoil(await issueCard(this.keys, holder, this.ways.card));
  }

  #issueList(): Promise<string> {
    return issueStatusList(this.keys, this.ways.statuses, this.keys.keys.status, this.ways.list);
  }

  #giveNonce(): string {
    const nonce = randomBytes(16).toString('base64url');
    this.#nonces.add(nonce);
    return nonce;
  }
}

const json = (value: unknown, status = 200): Reply => ({
  ...{ status, type: 'application/json;charset=UTF-8' },
  body: JSON.stringify(value),
});

/** The library's own error answer where it has one. */
function refuse(error: unknown): Reply {
  if (error instanceof Error && 'errorResponse' in error) return json(error.errorResponse, 400);
  throw error;
}
