import { createEs256Signer, type PrivateJwk, publicPart } from '../../shared/protocol/es256.ts';
import { createKeyProof } from '../../shared/protocol/key-proof.ts';
import { parseOffer, PRE_AUTHORIZED_GRANT } from '../../shared/protocol/offer.ts';
import { createPrivateKey } from '../support/specimen-issuer.ts';
import type { Answer, World } from './world.ts';

export interface ReadyOrder {
  readonly id: string;
  readonly qr: string;
  readonly activationCode: string;
  /** Path of the offer. */
  readonly offerPath: string;
  readonly preAuthorizedCode: string;
}

/** Orders a card for a student and reads everything that a ready order is collected with. */
export async function orderReady(world: World, student = 'zofia'): Promise<ReadyOrder> {
  const { json } = await world.staff('POST', '/api/orders', { student });
  const { id, qr, activation_code: activationCode } = json as { id: string; qr: string; activation_code: string };
  const offerPath = offerPathOf(qr);
  return { id, qr, activationCode, offerPath, preAuthorizedCode: await readPreAuthorizedCode(world, offerPath) };
}

export const offerPathOf = (qr: string): string => new URL(String(payloadOf(qr)['cou'])).pathname;

export const payloadOf = (jws: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

export async function readPreAuthorizedCode(world: World, offerPath: string): Promise<string> {
  const offer = parseOffer((await world.get(offerPath)).json);
  if (!offer.ok) throw new Error(`no offer: ${offer.code}`);
  return offer.value.preAuthorizedCode;
}

export const askToken = (world: World, preAuthorizedCode: string, code: string | null): Promise<Answer> =>
  world.post(
    '/token',
    new URLSearchParams({
      grant_type: PRE_AUTHORIZED_GRANT,
      'pre-authorized_code': preAuthorizedCode,
      ...(code !== null && { tx_code: code }),
    }),
  );

/** A code of the right form that is never the right one. */
export const wrongCode = (order: ReadyOrder): string => (order.activationCode === 'WrongAAA' ? 'WrongBBB' : 'WrongAAA');

export async function redeem(world: World, order: ReadyOrder): Promise<string> {
  const { json } = await askToken(world, order.preAuthorizedCode, order.activationCode);
  return String(json['access_token']);
}

export async function askNonce(world: World): Promise<string> {
  return String((await world.post('/nonce')).json['c_nonce']);
}

export interface ProofOptions {
  readonly key?: PrivateJwk;
  readonly nonce?: string;
  readonly audience?: string;
}

export async function makeProof(
  world: World,
  { key = createPrivateKey(), nonce, audience }: ProofOptions,
): Promise<string> {
  const proof = {
    issuer: audience ?? world.url,
    nonce: nonce ?? (await askNonce(world)),
    issuedAt: Math.floor(world.now() / 1000),
  };
  return createKeyProof(proof, publicPart(key), createEs256Signer(key));
}

export const askCredential = (world: World, accessToken: string, ...proofs: readonly string[]): Promise<Answer> =>
  world.post(
    '/credential',
    { credential_configuration_id: 'mlegitymacja', proofs: { jwt: proofs } },
    { Authorization: `Bearer ${accessToken}` },
  );

/** The whole way from order to card. */
export async function collectCard(world: World, student = 'zofia', key = createPrivateKey()) {
  const order = await orderReady(world, student);
  const accessToken = await redeem(world, order);
  const { json } = await askCredential(world, accessToken, await makeProof(world, { key }));
  const [{ credential } = { credential: '' }] = json['credentials'] as { credential: string }[];
  return { order, accessToken, credential, notificationId: String(json['notification_id']), key };
}
