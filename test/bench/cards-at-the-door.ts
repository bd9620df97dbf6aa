import { randomBytes } from 'node:crypto';
import { TrustBook } from '../../host/trust/trust-book.ts';
import { deflate, inflate, sha256, verifyJws } from '../../host/platform-ports.ts';
import { encodeBase64url } from '../../shared/protocol/base64url.ts';
import { createEs256Signer, type PrivateJwk, publicPart } from '../../shared/protocol/es256.ts';
import { createShownPresentation } from '../../shared/protocol/offline-presentation.ts';
import { ANY_VERIFIER, createPresentation, type Group } from '../../shared/protocol/presentation.ts';
import { createStatusList, packStatuses } from '../../shared/protocol/status-list.ts';
import type { PresentationCheckPorts, PresentationPolicy } from '../../shared/verifier/check-presentation.ts';
import { openStatusList } from '../../shared/verifier/check-status-list.ts';
import { createReplayMemory } from '../../shared/verifier/replay-memory.ts';
import type { TrustedIssuer } from '../../shared/verifier/trust.ts';
import { drawPortrait } from '../../issuer-mock/portraits/draw-portrait.ts';
import { createPrivateKey, NOW_MS, NOW_S, signAnything, SpecimenIssuer } from '../support/specimen-issuer.ts';

/** What stands at a door: a verifier with its trust list and a kept status list, and people, each with a card and a key of their own. */

const LISTED_CARDS = 2 ** 20;
export const issuer = new SpecimenIssuer();
const now = (): number => NOW_MS;

export interface Door {
  readonly policy: PresentationPolicy;
  /** A verifier that has seen nobody yet. */
  readonly openVerifier: () => PresentationCheckPorts;
}

export async function openDoor(): Promise<Door> {
  const anchor = publicPart(issuer.anchor);
  const issuers: readonly TrustedIssuer[] = [
    { issuer: issuer.issuer, name: 'U', anchor, keySet: await issuer.keySet() },
  ];
  const store = { read: () => issuers, change: () => Promise.reject(new Error('nothing is to change')) };
  const send = () => Promise.reject(new Error('nothing is to be fetched'));
  const trust = new TrustBook(store, { now, verify: verifyJws, send });
  const uri = `${issuer.issuer}/status/1`;
  const statuses = packStatuses(LISTED_CARDS, new Map([[1, 1]]));
  const sign = createEs256Signer(issuer.keys.status);
  const text = await createStatusList({ uri, issuedAt: NOW_S, statuses }, issuer.kids.status, { sign, deflate });
  const findStatusKeys = (kid: string) => trust.findKeys('status', kid);
  const kept = await openStatusList(text, { verify: verifyJws, inflate, findKeys: findStatusKeys });
  return {
    policy: { binding: { kind: 'any-verifier' }, groups: ['card'] },
    openVerifier: () => ({
      ...{ now, verify: verifyJws, sha256, inflate },
      findKeys: (purpose, kid) => trust.findKeys(purpose, kid),
      findStatusList: () => Promise.resolve(kept),
      newestSignedAt: () => NOW_S,
      remember: createReplayMemory(now),
    }),
  };
}

export interface Visitor {
  readonly key: PrivateJwk;
  readonly credential: string;
}

/** People with a portrait as large as the mock university's, 2 to 4 KB. */
export async function invite(count: number): Promise<readonly Visitor[]> {
  const uri = `${issuer.issuer}/status/1`;
  const portrait = drawPortrait('zofia');
  const photo = `data:image/png;base64,${portrait.toString('base64')}`;
  const digest = encodeBase64url(await sha256(portrait));
  return Promise.all(
    Array.from({ length: count }, async (_empty, at) => {
      const key = createPrivateKey();
      const { card } = await issuer.cardContent(key);
      const changes = { card: { ...card, photo_digest: digest }, photo, status: { index: 100 + at, uri } };
      return { key, credential: await issuer.credential(key, changes) };
    }),
  );
}

/** The QR text of a card shown to whoever looks. */
export const show = ({ key, credential }: Visitor): Promise<string> =>
  createShownPresentation(credential, { ...{ now, randomBytes, deflate, sha256 }, sign: createEs256Signer(key) });

/** The same without the offline form, with or without the photo. */
export const showPlainly = ({ key, credential }: Visitor, groups: readonly Group[] = ['card']): Promise<string> =>
  createPresentation(
    credential,
    groups,
    { audience: ANY_VERIFIER, nonce: 'bench', issuedAt: NOW_S },
    { sha256, sign: createEs256Signer(key) },
  );

/** A card that names no status list, signed anew. */
export async function dropStatus({ key, credential }: Visitor): Promise<Visitor> {
  const [jwt = '', ...rest] = credential.split('~');
  const [header = {}, claims = {}] = jwt.split('.', 2).map(readPart);
  return {
    key,
    credential: [await signAnything(header, { ...claims, status: undefined }, issuer.keys.credential), ...rest].join(
      '~',
    ),
  };
}

const readPart = (part: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
