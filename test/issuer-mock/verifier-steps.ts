import { inflateSync } from 'node:zlib';
import { verifyEs256 } from '../../shared/protocol/es256.ts';
import type { KeyPurpose } from '../../shared/protocol/key-set.ts';
import type { Inflate } from '../../shared/protocol/ports.ts';
import { checkCredential } from '../../shared/verifier/check-credential.ts';
import { checkStatusList } from '../../shared/verifier/check-status-list.ts';
import { findTrustedKeys, parseTrustList, type TrustedIssuer } from '../../shared/verifier/trust.ts';
import { checkActivationQr } from '../../shared/wallet/check-activation-qr.ts';
import { sha256 } from '../support/specimen-issuer.ts';
import type { World } from './world.ts';

/** What a verifier has fetched and may use offline from then on. */
export interface Verifier {
  readonly issuers: readonly TrustedIssuer[];
}

export async function trust(world: World): Promise<Verifier> {
  const issuers = parseTrustList((await world.get('/trust-list.json')).json);
  if (!issuers) throw new Error('the trust list cannot be read');
  return { issuers };
}

const portsOf = ({ issuers }: Verifier, now: () => number, purpose: KeyPurpose) => ({
  now,
  sha256,
  inflate,
  verify: verifyEs256,
  findKeys: (kid: string) => findTrustedKeys(issuers, purpose, kid, { now, verify: verifyEs256 }),
});

const inflate: Inflate = (bytes, maxOutputLength) => {
  try {
    return new Uint8Array(inflateSync(bytes, { maxOutputLength }));
  } catch {
    return null;
  }
};

export const checkCard = (verifier: Verifier, credential: string, now: () => number) =>
  checkCredential(credential, portsOf(verifier, now, 'credential'));

/** The card's status from its list as it is fetched now. */
export async function fetchStatus(world: World, verifier: Verifier, credential: string) {
  const { credential: card } = await checkCard(verifier, credential, world.now);
  if (!card) throw new Error('the card does not verify');
  const list = await world.get(new URL(card.status.uri).pathname);
  const report = await checkStatusList(list.text, card.status, portsOf(verifier, world.now, 'status'));
  return { list: list.text, headers: list.headers, reference: card.status, ...report };
}

export const checkQr = (verifier: Verifier, text: string, now: () => number) =>
  checkActivationQr(text, {
    ...portsOf(verifier, now, 'activation-qr'),
    isUsed: () => Promise.resolve(false),
    findIssuerOf: () => Promise.resolve(null),
  });

export const checkOldList = (verifier: Verifier, list: string, reference: { index: number; uri: string }, at: number) =>
  checkStatusList(
    list,
    reference,
    portsOf(verifier, () => at, 'status'),
  );
