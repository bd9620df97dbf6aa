import { digestOf } from '../../../shared/protocol/credential.ts';
import { createEs256Signer, verifyEs256 } from '../../../shared/protocol/es256.ts';
import { packPresentation } from '../../../shared/protocol/offline-presentation.ts';
import { ANY_VERIFIER, createPresentation, type Group } from '../../../shared/protocol/presentation.ts';
import { type CardStatusValue, createStatusList, packStatuses } from '../../../shared/protocol/status-list.ts';
import type { PresentationCheckPorts, PresentationPolicy } from '../../../shared/verifier/check-presentation.ts';
import { type OpenedStatusList, openStatusList } from '../../../shared/verifier/check-status-list.ts';
import { createReplayMemory } from '../../../shared/verifier/replay-memory.ts';
import { deflate, inflate } from '../../../host/platform-ports.ts';
import {
  createPrivateKey,
  ISSUER,
  NOW_MS,
  NOW_S,
  sha256,
  signAnything,
  SpecimenIssuer,
} from '../../support/specimen-issuer.ts';

/** A holder, a verifier and what they need of an issuer, with everything made to order: so that one thing at a time can be wrong. */

export const issuer = new SpecimenIssuer();
export const holder = createPrivateKey();
export const STATUS_URI = `${ISSUER}/status/1`;

export const ANYBODY: PresentationPolicy = { binding: { kind: 'any-verifier' }, groups: ['card'] };
export const ASKED: PresentationPolicy = {
  binding: { kind: 'asked', nonce: 'nonce-1', audience: 'redirect_uri:https://verifier.example/r/1' },
  groups: ['card'],
};

export const statusList = (status = 0, issuedAt = NOW_S, key = issuer.keys.status): Promise<string> =>
  createStatusList(
    { uri: STATUS_URI, issuedAt, statuses: packStatuses(100, new Map([[7, status as CardStatusValue]])) },
    issuer.kids.status,
    { sign: createEs256Signer(key), deflate },
  );

/** As a verifier keeps it. */
export const openList = async (text: string | Promise<string>): Promise<OpenedStatusList> =>
  openStatusList(await text, { verify: verifyEs256, inflate, findKeys: issuer.findKeys('status') });

export function createPorts(changes: Partial<PresentationCheckPorts> = {}): PresentationCheckPorts {
  return {
    ...{ now: () => NOW_MS, verify: verifyEs256, sha256, inflate },
    findKeys: (purpose, kid) => issuer.findKeys(purpose)(kid),
    findStatusList: () => openList(statusList()),
    newestSignedAt: () => NOW_S,
    remember: createReplayMemory(() => NOW_MS),
    ...changes,
  };
}

const bindingFor = ({ binding }: PresentationPolicy) =>
  binding.kind === 'asked' ? binding : { audience: ANY_VERIFIER, nonce: 'own-nonce' };

/** What the wallet would really show. */
export async function present(
  policy = ANYBODY,
  groups: readonly Group[] = ['card'],
  issuedAt = NOW_S,
): Promise<string> {
  const credential = await issuer.credential(holder);
  const binding = { ...bindingFor(policy), issuedAt };
  return createPresentation(credential, groups, binding, { sign: createEs256Signer(holder), sha256 });
}

/** Everything up to the last `~`. */
export const shownPart = (presentation: string): string => presentation.slice(0, presentation.lastIndexOf('~') + 1);
export const bindingPart = (presentation: string): string => presentation.slice(presentation.lastIndexOf('~') + 1);

export interface BindingChanges {
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  readonly policy?: PresentationPolicy;
  readonly key?: typeof holder;
}

/** A key binding put together by hand, under what is shown. */
export async function bind(shown: string, { claims, header, policy = ANYBODY, key = holder }: BindingChanges = {}) {
  const { audience: aud, nonce } = bindingFor(policy);
  const genuine = { iat: NOW_S, aud, nonce, sd_hash: await digestOf(shown, sha256) };
  return shown + (await signAnything({ typ: 'kb+jwt', ...header }, { ...genuine, ...claims }, key));
}

export const offline = (presentation: string): string => packPresentation(presentation, deflate);
