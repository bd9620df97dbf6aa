import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import { publicPart, verifyEs256 } from '../../shared/protocol/es256.ts';
import { GROUPS } from '../../shared/protocol/presentation.ts';
import { checkPresentation } from '../../shared/verifier/check-presentation.ts';
import { NOW_S } from '../support/specimen-issuer.ts';
import { type Contender, describeTurns, type Metric, takeTurns } from './metric.ts';
import {
  type Door,
  dropStatus,
  invite,
  issuer,
  openDoor,
  show,
  showPlainly,
  type Visitor,
} from './cards-at-the-door.ts';

/** More than keys are kept ready, so that each card is the first of its holder. */
const STRANGERS = 400;
const REGULARS = 100;
const TURNS = { warmUp: 10, rounds: 21 };

/** Checks of a card shown to whoever looks, from the text of its QR code to the verdict, beside what they cannot do without. */
export async function measureVerifying(): Promise<readonly Metric[]> {
  const door = await openDoor();
  const [strangers, regulars] = [await invite(STRANGERS), await invite(REGULARS)];
  const contenders = [
    await prepareFloor(regulars),
    await prepareDoor('verifications', regulars, show, door),
    await prepareDoor('of-holders-not-seen-yet', strangers, show, door),
    await prepareDoor('with-photo', regulars, (visitor) => showPlainly(visitor, GROUPS), door),
    await prepareLibrary(regulars),
    await prepareJose(regulars),
  ];
  return describeTurns(contenders, await takeTurns(contenders, TURNS), '/s');
}

/** What no verifier can do without: two signatures and three hashes of just these texts, the keys ready for use. */
async function prepareFloor(visitors: readonly Visitor[]): Promise<Contender> {
  const issuerKey = readyKey(publicPart(issuer.keys.credential));
  const parts = await Promise.all(
    visitors.map(async (visitor) => {
      const text = await showPlainly(visitor);
      const [jwt = '', disclosure = '', binding = ''] = text.split('~');
      const holderKey = readyKey(publicPart(visitor.key));
      const shown = Buffer.from(text.slice(0, text.lastIndexOf('~') + 1));
      return { ...{ signed: split(jwt, issuerKey), bound: split(binding, holderKey) }, disclosure, shown };
    }),
  );
  const run = () => {
    for (const { signed, bound, disclosure, shown } of parts) {
      const isGood = check(signed) && check(bound);
      for (const text of [disclosure, shown, bound.data]) createHash('sha256').update(text).digest();
      if (!isGood) throw new Error('the floor has a hole');
    }
    return Promise.resolve();
  };
  return { id: 'floor', against: null, times: parts.length, run };
}

interface Signed {
  readonly data: Buffer;
  readonly signature: Buffer;
  readonly key: { readonly key: KeyObject; readonly dsaEncoding: 'ieee-p1363' };
}

const readyKey = (key: object): KeyObject => createPublicKey({ key: { ...key }, format: 'jwk' });

function split(compact: string, key: KeyObject): Signed {
  const end = compact.lastIndexOf('.');
  const signature = Buffer.from(compact.slice(end + 1), 'base64url');
  return { data: Buffer.from(compact.slice(0, end)), signature, key: { key, dsaEncoding: 'ieee-p1363' } };
}

const check = ({ data, signature, key }: Signed): boolean => verify('sha256', data, key, signature);

/** Everything, from the text of the QR code to the verdict. */
async function prepareDoor(
  id: string,
  visitors: readonly Visitor[],
  present: (visitor: Visitor) => Promise<string>,
  { policy, openVerifier }: Door,
): Promise<Contender> {
  const texts = await Promise.all(visitors.map(present));
  const run = async () => {
    const ports = openVerifier();
    for (const text of texts) {
      const { verdict, code } = await checkPresentation(text, policy, ports);
      if (verdict !== 'VALID_UNCHALLENGED') throw new Error(`${id}: ${verdict} ${code}`);
    }
  };
  return { id, against: 'floor', times: texts.length, run };
}

/** The public library with the same bare checks lent to it; of cards without a status, since it would inflate the list for each. */
async function prepareLibrary(visitors: readonly Visitor[]): Promise<Contender> {
  const issuerKey = readyKey(publicPart(issuer.keys.credential));
  const keys = new Map(visitors.map(({ key }) => [key.x, readyKey(publicPart(key))]));
  const isGood = (data: string, signature: string, key: KeyObject | undefined): boolean =>
    key !== undefined && check(split(`${data}.${signature}`, key));
  const library = new SDJwtVcInstance({
    ...{ hashAlg: 'sha-256', hasher: (data) => createHash('sha256').update(toBytes(data)).digest() },
    verifier: (data, signature) => isGood(data, signature, issuerKey),
    kbVerifier: (data, signature, { cnf }) =>
      isGood(data, signature, keys.get(String((cnf?.jwk as JsonWebKey | undefined)?.x))),
  });
  const withoutStatus = await Promise.all(visitors.map((visitor) => dropStatus(visitor)));
  const texts = await Promise.all(withoutStatus.map((visitor) => showPlainly(visitor)));
  const run = async () => {
    for (const text of texts) await library.verify(text, { keyBindingNonce: 'bench', currentDate: NOW_S });
  };
  return { id: 'sd-jwt-vc-library', against: 'floor', times: texts.length, run };
}

const toBytes = (data: string | ArrayBuffer): string | Uint8Array =>
  typeof data === 'string' ? data : new Uint8Array(data);

/** Two signatures alone, by jose. */
async function prepareJose(visitors: readonly Visitor[]): Promise<Contender> {
  const issuerKey = publicPart(issuer.keys.credential);
  const texts = await Promise.all(visitors.map((visitor) => showPlainly(visitor)));
  const run = async () => {
    for (const [at, text] of texts.entries()) {
      const [jwt = '', , binding = ''] = text.split('~');
      const holder = visitors[at]?.key;
      if (!holder || !(await verifyEs256(jwt, issuerKey)) || !(await verifyEs256(binding, publicPart(holder))))
        throw new Error('jose says no');
    }
  };
  return { id: 'es256-by-jose', against: 'floor', times: texts.length, run };
}
