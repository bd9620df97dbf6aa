import { encodeBase64url } from '../../../../shared/protocol/base64url.ts';
import { CARD_VCT } from '../../../../shared/protocol/card.ts';
import type { Code } from '../../../../shared/protocol/codes.ts';
import { digestOf } from '../../../../shared/protocol/credential.ts';
import { type PrivateJwk, publicPart, verifyEs256 } from '../../../../shared/protocol/es256.ts';
import { packStatuses } from '../../../../shared/protocol/status-list.ts';
import {
  checkPresentation,
  type PresentationCheckPorts,
  type PresentationPolicy,
  type PresentationReport,
} from '../../../../shared/verifier/check-presentation.ts';
import { openStatusList } from '../../../../shared/verifier/check-status-list.ts';
import { findTrustedKeys, type TrustedIssuer } from '../../../../shared/verifier/trust.ts';
import { inflate } from '../../../../host/platform-ports.ts';
import {
  createPrivateKey,
  DAY_S,
  deflate,
  encodeText,
  ISSUER,
  NOW_MS,
  NOW_S,
  sha256,
  signRaw,
  SpecimenIssuer,
} from '../../../support/specimen-issuer.ts';
import { ASKED, createPorts, STATUS_URI } from '../presentation-desk.ts';

/** A presentation and its status list, made by hand so that anything about them can be changed, and nothing else is. */

export const issuer = new SpecimenIssuer();
export const holder = createPrivateKey();
export const stranger = createPrivateKey();
export const CARDS_ON_LIST = 100;

export interface TokenChange {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly key?: PrivateJwk;
  /** The JSON texts just before they are signed. */
  readonly headerText?: (json: string) => string;
  readonly claimsText?: (json: string) => string;
  /** The compact token after that. */
  readonly signed?: (compact: string) => string | Promise<string>;
}

export const TOKENS = ['card', 'binding', 'list'] as const;
export type Token = (typeof TOKENS)[number];

export interface Change {
  readonly card?: TokenChange;
  readonly binding?: TokenChange;
  readonly list?: TokenChange;
  /** What the issuer makes disclosable, what stands in `_sd` of it, and what is shown. */
  readonly disclosures?: (made: readonly string[]) => readonly string[] | Promise<readonly string[]>;
  readonly digests?: (made: readonly string[]) => readonly unknown[];
  readonly shown?: (made: readonly string[]) => readonly string[] | Promise<readonly string[]>;
  /** The whole text at the end. */
  readonly text?: (whole: string) => string;
  readonly policy?: PresentationPolicy;
  readonly ports?: Partial<PresentationCheckPorts>;
  readonly trust?: () => Promise<readonly TrustedIssuer[]>;
}

export interface Attack {
  readonly what: string;
  readonly change: Change;
  /** The check that has to notice it, and what it says. */
  readonly step: string;
  readonly code: Code;
  /** What is right about the same thing; where it says nothing, everything as the wallet makes it. */
  readonly genuine?: Change;
}

export const disclose = (name: unknown, value: unknown, salt: unknown = 'c2FsdA'): string =>
  encodeText(JSON.stringify([salt, name, value]));

export const discloseCard = async (changes: Record<string, unknown> = {}): Promise<string> =>
  disclose('card', { ...(await issuer.cardContent(holder)).card, ...changes });

async function sign(
  header: Record<string, unknown>,
  claims: Record<string, unknown>,
  key: PrivateJwk,
  change: TokenChange = {},
): Promise<string> {
  const same = (text: string): string => text;
  const { headerText = same, claimsText = same, signed = same } = change;
  const texts = [
    headerText(JSON.stringify({ alg: 'ES256', ...header, ...change.header })),
    claimsText(JSON.stringify({ ...claims, ...change.claims })),
  ] as const;
  return signed(await signRaw(...texts, change.key ?? key));
}

async function signCard(disclosures: readonly string[], { card, digests }: Change): Promise<string> {
  const made = await Promise.all(disclosures.map((disclosure) => digestOf(disclosure, sha256)));
  const claims = {
    ...{ iss: ISSUER, iat: NOW_S, exp: NOW_S + 180 * DAY_S, vct: CARD_VCT, cnf: { jwk: publicPart(holder) } },
    status: { status_list: { idx: 7, uri: STATUS_URI } },
    ...{ _sd: digests?.(made) ?? made, _sd_alg: 'sha-256' },
  };
  return sign({ typ: 'dc+sd-jwt', kid: issuer.kids.credential }, claims, issuer.keys.credential, card);
}

function signList({ list }: Change): Promise<string> {
  const lst = encodeBase64url(deflate(packStatuses(CARDS_ON_LIST, new Map())));
  const claims = { sub: STATUS_URI, iat: NOW_S, exp: NOW_S + DAY_S, ttl: 3600, status_list: { bits: 2, lst } };
  return sign({ typ: 'statuslist+jwt', kid: issuer.kids.status }, claims, issuer.keys.status, list);
}

/** The text as a wallet would show it, had somebody changed this. */
async function show(change: Change): Promise<string> {
  const made = (await change.disclosures?.([await discloseCard()])) ?? [await discloseCard()];
  const jwt = await signCard(made, change);
  const shown = [jwt, ...((await change.shown?.(made)) ?? made), ''].join('~');
  const { binding } = change.policy ?? ASKED;
  const asked = binding.kind === 'asked' ? binding : { nonce: 'own-nonce', audience: 'urn:mleg-sim:any-verifier' };
  const claims = { iat: NOW_S, aud: asked.audience, nonce: asked.nonce, sd_hash: await digestOf(shown, sha256) };
  const whole = shown + (await sign({ typ: 'kb+jwt' }, claims, holder, change.binding));
  return change.text?.(whole) ?? whole;
}

const ownTrust = async (): Promise<readonly TrustedIssuer[]> => [await trusted(issuer)];

export const trusted = async (one: SpecimenIssuer): Promise<TrustedIssuer> => ({
  ...{ issuer: one.issuer, name: one.issuer, anchor: publicPart(one.anchor), keySet: await one.keySet() },
});

export interface Tried {
  readonly report: PresentationReport;
  /** What the verifier looked for: key ids, and addresses of status lists. */
  readonly kids: readonly string[];
  readonly uris: readonly string[];
}

/** A verifier as in life, with a trust list, kept keys and one status list, looks at it; `again` at what became of the same text, too. */
export async function attempt(change: Change, again?: (text: string) => string): Promise<Tried> {
  const [kids, uris]: [string[], string[]] = [[], []];
  const trust = await (change.trust ?? ownTrust)();
  const findKeys: PresentationCheckPorts['findKeys'] = (purpose, kid) => {
    kids.push(kid);
    return findTrustedKeys(trust, purpose, kid, { now: () => NOW_MS, verify: verifyEs256 });
  };
  const ports = createPorts({
    findKeys,
    findStatusList: async (uri) => {
      uris.push(uri);
      const lookFor = (kid: string) => findKeys('status', kid);
      return openStatusList(await signList(change), { verify: verifyEs256, inflate, findKeys: lookFor });
    },
    ...change.ports,
  });
  const text = await show(change);
  const report = await checkPresentation(text, change.policy ?? ASKED, ports);
  return { report: again ? await checkPresentation(again(text), change.policy ?? ASKED, ports) : report, kids, uris };
}
