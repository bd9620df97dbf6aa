import type { JsonObject } from '../../shared/protocol/json.ts';
import { parseJsonObject } from '../../shared/protocol/json.ts';
import { checkKeyProof } from '../../shared/protocol/key-proof.ts';
import { createOffer } from '../../shared/protocol/offer.ts';
import { verifyEs256 } from '../../shared/protocol/es256.ts';
import type { HttpAnswer, HttpRequest, SendHttp } from '../../shared/protocol/ports.ts';
import { createPrivateKey, ISSUER, NOW_MS, SpecimenIssuer } from './specimen-issuer.ts';

export const GOOD_CODE = 'Abcd2345';

type Answer = { readonly status: number; readonly value: JsonObject } | HttpAnswer | 'unreachable';

/** An issuer without a network: answers what the profile says, except where a test puts another answer in its place. */
export class PaperIssuer {
  readonly issuer = new SpecimenIssuer();
  readonly requests: HttpRequest[] = [];
  /** Path → answer instead of the genuine one. */
  readonly instead = new Map<string, Answer>();
  /** What the credential endpoint hands out; null makes a genuine card for the key that was proven. */
  credential: string | null = null;

  readonly send: SendHttp = async (request) => {
    this.requests.push(request);
    const path = request.url.startsWith(ISSUER) ? request.url.slice(ISSUER.length) : request.url;
    const answer = this.instead.get(path) ?? (await this.#answer(path, request));
    if (answer === 'unreachable') return { ok: false, why: 'nothing answers at that address' };
    if ('text' in answer) return { ok: true, answer };
    return {
      ok: true,
      answer: { status: answer.status, contentType: 'application/json', text: JSON.stringify(answer.value) },
    };
  };

  async #answer(path: string, request: HttpRequest): Promise<Answer> {
    switch (path) {
      case '/o/ref1':
        return ok(
          createOffer({
            issuer: ISSUER,
            configurationId: 'mlegitymacja',
            preAuthorizedCode: 'secret-pre-authorized-code',
            code: { length: 8, inputMode: 'text' },
          }),
        );
      case '/.well-known/openid-credential-issuer':
        return ok({
          credential_issuer: ISSUER,
          credential_endpoint: `${ISSUER}/credential`,
          nonce_endpoint: `${ISSUER}/nonce`,
          notification_endpoint: `${ISSUER}/notification`,
          deferred_credential_endpoint: `${ISSUER}/deferred`,
          credential_configurations_supported: { mlegitymacja: { format: 'dc+sd-jwt' } },
        });
      case '/.well-known/oauth-authorization-server':
        return ok({ issuer: ISSUER, token_endpoint: `${ISSUER}/token` });
      case '/token':
        return this.#token(request);
      case '/nonce':
        return ok({ c_nonce: 'nonce-1' });
      case '/credential':
        return this.#credential(request);
      case '/notification':
        return { status: 204, contentType: '', text: '' };
      default:
        return { status: 404, value: { error: 'not_found' } };
    }
  }

  #token({ body = '' }: HttpRequest): Answer {
    const form = new URLSearchParams(body);
    if (form.get('tx_code') === GOOD_CODE && form.get('pre-authorized_code') === 'secret-pre-authorized-code') {
      return ok({ access_token: 'token-1', token_type: 'Bearer', expires_in: 600 });
    }
    return { status: 400, value: { error: 'invalid_grant', mleg_code: 'CODE_WRONG', tries_left: 4 } };
  }

  async #credential({ body = '', headers = {} }: HttpRequest): Promise<Answer> {
    if (headers['authorization'] !== 'Bearer token-1') return { status: 401, value: { error: 'invalid_token' } };
    const parsed = parseJsonObject(body);
    const proofs = parsed.ok ? (parsed.value['proofs'] as { jwt: string[] }) : { jwt: [] };
    const proof = await checkKeyProof(proofs.jwt[0] ?? '', ISSUER, {
      now: () => NOW_MS,
      verify: verifyEs256,
      spendNonce: (nonce) => Promise.resolve(nonce === 'nonce-1'),
    });
    if (!proof.ok) return { status: 400, value: { error: proof.error, error_description: proof.detail } };
    const credential = this.credential ?? (await this.issuer.credential({ ...createPrivateKey(), ...proof.key }));
    return ok({ credentials: [{ credential }], notification_id: 'note-1' });
  }
}

const ok = (value: JsonObject): Answer => ({ status: 200, value });
