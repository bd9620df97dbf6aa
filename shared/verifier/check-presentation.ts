import type { CardClaims } from '../protocol/card.ts';
import { type Verdict, verdictFor } from '../protocol/codes.ts';
import type { StatusReference } from '../protocol/credential.ts';
import { isIssuerUrl, isUnderIssuer } from '../protocol/issuer-url.ts';
import { show } from '../protocol/jws.ts';
import type { KeyPurpose, SignerKey } from '../protocol/key-set.ts';
import { CLOCK_SKEW_S, MAX_CREDENTIAL_CHARACTERS, MAX_QR_CHARACTERS } from '../protocol/limits.ts';
import { OFFLINE_PREFIX, unpackPresentation } from '../protocol/offline-presentation.ts';
import { FRAME_PREFIX } from '../protocol/photo-frames.ts';
import type { Inflate } from '../protocol/ports.ts';
import { type Group, splitSdJwt } from '../protocol/presentation.ts';
import { refuse, type Result, succeed } from '../protocol/result.ts';
import { CARD_STATUS } from '../protocol/status-list.ts';
import { Checklist, type Checks, type Report, type Rule, type Step } from '../protocol/steps.ts';
import { CREDENTIAL_RULES, examineCredential, type ExaminedCredential } from './check-credential.ts';
import {
  type Binding,
  checkKeyBinding,
  KEY_BINDING_RULES,
  type KeyBindingPorts,
  type KeyBindingReport,
} from './check-key-binding.ts';
import { type OpenedStatusList, readStatus, recheckSigner, STATUS_LIST_RULES } from './check-status-list.ts';
import { lifetimeOf } from './replay-memory.ts';

const FORM_RULES = [
  { id: 'presentation-form', rule: 'mleg-sim 1 §5: MP1: or SD-JWT+KB, unpacked under caps' },
  { id: 'presentation-binding', rule: 'mleg-sim 1 §7: key binding is required, never inferred' },
  { id: 'presentation-clock', rule: 'mleg-sim 1 §4: this clock is not behind what has been signed already' },
] as const;
const SHOWN_RULES = [
  { id: 'presentation-groups', rule: 'mleg-sim 1 §5: what was asked for is shown' },
  { id: 'presentation-replay', rule: 'mleg-sim 1 §5: not seen before' },
] as const;
const STATUS_RULES = [
  { id: 'presentation-status', rule: 'mleg-sim 1 §4: the status list that the card names, under its issuer' },
] as const;

/** What the verifier asked for; decided before anything is looked at. */
export interface PresentationPolicy {
  readonly binding: Binding;
  /** Groups that have to be there. */
  readonly groups: readonly Group[];
  /** Longest `MP1:` text that is looked at: MAX_QR_CHARACTERS where it says nothing, MAX_FRAMED_CHARACTERS for what came in frames. */
  readonly maxCharacters?: number;
}

export interface PresentationCheckPorts extends KeyBindingPorts {
  readonly inflate: Inflate;
  /** Keys of this purpose with this `kid`, of trusted issuers only. */
  readonly findKeys: (purpose: KeyPurpose & ('credential' | 'status'), kid: string) => Promise<readonly SignerKey[]>;
  /** See CredentialPorts. */
  readonly mayLackKeys?: (issuer: string) => boolean;
  /**
   * The status list at this address, kept or fetched, opened with openStatusList whatever came of that; null where none can be had. Called
   * only with an address below the issuer of a genuine card.
   */
  readonly findStatusList: (uri: string) => Promise<OpenedStatusList | null>;
  /**
   * Seconds: the newest time that a trusted issuer has signed, of all that this verifier has ever seen. Null where it keeps none, as in the
   * inspector.
   */
  readonly newestSignedAt: (() => number) | null;
  /**
   * True the first time it is given this id, in one step with remembering it until `untilMs` (since 1970). Called with what is genuine only.
   * Null where there is nothing to remember with, as in the inspector.
   */
  readonly remember: ((id: string, untilMs: number) => Promise<boolean>) | null;
}

/** The card shown. Instants in seconds. */
export interface PresentedCard extends CardClaims {
  readonly issuer: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** Its place in the status list: the same for as long as this very card is. */
  readonly status: StatusReference;
  /** By the holder's clock. */
  readonly shownAt: number;
  /** When the status list that was used was signed; null where none could be relied on. */
  readonly statusAsOf: number | null;
}

export interface PresentationReport extends Report {
  /** SECURITY: null as soon as any check says that this is not genuine, also where an earlier one gives another verdict. */
  readonly presented: PresentedCard | null;
  /** What the key binding is dated, in seconds by the holder's clock, whatever else is wrong with it; null where it could not be read. */
  readonly shownAt: number | null;
  /** What a trusted issuer has dated the card, in seconds, whatever else is wrong: it is later than that. Null where nobody trusted has. */
  readonly issuerSignedAt: number | null;
}

/**
 * Every check of protocol.md 7, "Presentation", in its order. `code` is the first failure; a card that is genuine but revoked or suspended
 * fails no check, and has its verdict from the status list. Never throws on bad input. One presentation is good for one call: the same text
 * a second time is KB_REPLAY.
 */
export async function checkPresentation(
  text: string,
  policy: PresentationPolicy,
  ports: PresentationCheckPorts,
): Promise<PresentationReport> {
  const form = new Checklist<(typeof FORM_RULES)[number]['id']>(FORM_RULES);
  const unpacked = unpack(text, policy, ports.inflate);
  const parts = unpacked.ok ? splitSdJwt(unpacked.value) : null;
  if (!unpacked.ok || !parts) {
    if (unpacked.ok) form.fail('presentation-form', 'SDJWT_FORMAT', 'no ~ in it');
    else form.fail('presentation-form', unpacked.code, unpacked.detail ?? '');
    const report = conclude([...form.report().steps, ...NOT_REACHED], null, policy, null);
    return { ...report, shownAt: null, issuerSignedAt: null };
  }
  form.pass(
    'presentation-form',
    text.startsWith(OFFLINE_PREFIX) ? `offline form, ${text.length} characters` : 'SD-JWT',
  );
  // SECURITY: whether a key binding is asked for is not for the presentation to say: without one it is a copy anybody may have.
  if (parts.keyBinding === null) form.fail('presentation-binding', 'KB_REQUIRED', 'it ends in ~');
  else form.pass('presentation-binding', 'present');
  const issued = [parts.jwt, ...parts.disclosures, ''].join('~');
  const credential = await examineCredential(issued, {
    ...ports,
    findKeys: (kid) => ports.findKeys('credential', kid),
  });
  const issuerSignedAt = isSigned(credential.report.steps) ? (credential.plain?.issuedAt ?? null) : null;
  const holderKey = credential.plain?.holderKey ?? null;
  const bound =
    parts.keyBinding === null ? null : await checkKeyBinding(unpacked.value, holderKey, policy.binding, ports);
  const proofs = [...credential.report.steps, ...prefix('kb', bound?.steps ?? skipped(KEY_BINDING_RULES))];
  const shown = await checkShown([...form.report().steps, ...proofs], credential, bound, policy, ports);
  const status = await checkStatus(credential, ports);
  // Made last, since what was fetched for this very card may tell the time too.
  checkClock(ports, issuerSignedAt, form);
  const presented = presentCard(credential, bound, status);
  const report = conclude([...form.report().steps, ...proofs, ...shown, ...status.steps], status, policy, presented);
  return { ...report, shownAt: bound?.issuedAt ?? null, issuerSignedAt };
}

function unpack(text: string, { maxCharacters }: PresentationPolicy, inflate: Inflate): Result<string> {
  if (text === '') return refuse('QR_EMPTY', 'no characters');
  if (text.startsWith(OFFLINE_PREFIX)) return unpackPresentation(text, inflate, maxCharacters);
  if (text.startsWith(FRAME_PREFIX)) return refuse('QR_UNKNOWN_FORMAT', 'one frame of a code that moves');
  if (text.length > MAX_CREDENTIAL_CHARACTERS + MAX_QR_CHARACTERS)
    return refuse('SDJWT_FORMAT', `${text.length} characters`);
  return text.includes('~') ? succeed(text) : refuse('QR_UNKNOWN_FORMAT', `neither ${OFFLINE_PREFIX} nor SD-JWT`);
}

/**
 * SECURITY: on a clock that was set back an old list would be fresh again, and a cancelled card valid (mleg-sim 1 §4). `issuerSignedAt`: what
 * the card at hand has been dated by a trusted issuer; it counts like anything else that was signed before.
 */
function checkClock(
  { now, newestSignedAt }: PresentationCheckPorts,
  issuerSignedAt: number | null,
  checks: Checks<'presentation-clock'>,
): void {
  if (!newestSignedAt) return checks.skip('presentation-clock', 'it is not kept what has been signed already');
  const behindS = Math.round(Math.max(newestSignedAt(), issuerSignedAt ?? 0) - now() / 1000);
  if (behindS > CLOCK_SKEW_S)
    checks.fail('presentation-clock', 'CLOCK_BEHIND', `${behindS} s behind what an issuer has signed already`);
  else checks.pass('presentation-clock', 'not behind what has been signed already');
}

const isSigned = (steps: readonly Step[]): boolean =>
  steps.some(({ id, outcome }) => id === 'credential-signature' && outcome === 'pass');

/** Whether a trusted issuer has signed this, and nothing so far says that it is not genuine; an expired card is a genuine one. */
const isGenuine = (steps: readonly Step[]): boolean =>
  isSigned(steps) && steps.every(({ code }) => code === undefined || verdictFor(code) !== 'INVALID');

async function checkShown(
  steps: readonly Step[],
  { disclosed }: ExaminedCredential,
  bound: KeyBindingReport | null,
  { binding, groups }: PresentationPolicy,
  { now, remember }: PresentationCheckPorts,
): Promise<readonly Step[]> {
  const checks = new Checklist<(typeof SHOWN_RULES)[number]['id']>(SHOWN_RULES);
  const missing = groups.filter((group) => disclosed?.[group] === null);
  if (missing.length > 0) checks.fail('presentation-groups', 'CLAIM_MISSING', `${missing.join(', ')} not shown`);
  else if (disclosed) checks.pass('presentation-groups', groups.join(', ') || 'nothing was asked for');
  // SECURITY: what is not genuine is not remembered, so nobody can fill the memory or spend another's presentation.
  if (!bound?.id || !isGenuine(steps)) checks.skip('presentation-replay', 'not asked: it is not genuine');
  else if (!remember) checks.skip('presentation-replay', 'there is nothing to remember with');
  else if (await remember(bound.id, now() + lifetimeOf(binding))) checks.pass('presentation-replay', 'not seen before');
  else checks.fail('presentation-replay', 'KB_REPLAY', 'this key binding has been seen before');
  return checks.report().steps;
}

interface CheckedStatus {
  readonly steps: readonly Step[];
  readonly status: number | null;
  readonly asOf: number | null;
}

async function checkStatus(
  { report, plain }: ExaminedCredential,
  ports: PresentationCheckPorts,
): Promise<CheckedStatus> {
  const checks = new Checklist<(typeof STATUS_RULES)[number]['id']>(STATUS_RULES);
  const unknown = (): CheckedStatus => ({
    steps: [...checks.report().steps, ...prefix('status', skipped(STATUS_LIST_RULES))],
    status: null,
    asOf: null,
  });
  // SECURITY: a forged card must not choose an address that is then fetched.
  if (!plain || !isGenuine(report.steps)) {
    checks.skip('presentation-status', 'not asked: the card is not genuine');
    return unknown();
  }
  const { status: reference, issuer } = plain;
  const opened = isBelow(reference, issuer) ? await ports.findStatusList(reference.uri) : undefined;
  if (opened === undefined)
    checks.fail('presentation-status', 'STATUS_SUBJECT', `${show(reference.uri)} is not under the issuer`);
  else if (opened === null)
    checks.fail('presentation-status', 'STATUS_UNAVAILABLE', `no list can be had from ${reference.uri}`);
  else checks.pass('presentation-status', reference.uri);
  if (!opened) return unknown();
  const rechecked = await recheckSigner(opened, (kid) => ports.findKeys('status', kid));
  const list = readStatus(rechecked, { ...reference, issuer }, ports.now());
  const asOf = list.status === null ? null : list.issuedAt;
  return { steps: [...checks.report().steps, ...prefix('status', list.steps)], status: list.status, asOf };
}

/** An issuer over plain http too: that it counts, its keys have said. */
const isBelow = ({ uri }: StatusReference, issuer: string): boolean =>
  isIssuerUrl(issuer, true) && isUnderIssuer(uri, issuer);

const presentCard = (
  { plain, disclosed }: ExaminedCredential,
  bound: KeyBindingReport | null,
  { asOf }: CheckedStatus,
): PresentedCard | null =>
  plain && disclosed && bound !== null && bound.issuedAt !== null
    ? {
        ...disclosed,
        issuer: plain.issuer,
        issuedAt: plain.issuedAt,
        expiresAt: plain.expiresAt,
        status: plain.status,
        shownAt: bound.issuedAt,
        statusAsOf: asOf,
      }
    : null;

function conclude(
  steps: readonly Step[],
  status: CheckedStatus | null,
  { binding }: PresentationPolicy,
  presented: PresentedCard | null,
): Pick<PresentationReport, 'verdict' | 'code' | 'steps' | 'presented'> {
  const code = steps.find(({ outcome }) => outcome === 'fail')?.code ?? null;
  const verdict = code === null ? verdictOn(status?.status ?? null, binding) : verdictFor(code);
  return { verdict, code, steps, presented: isGenuine(steps) ? presented : null };
}

function verdictOn(status: number | null, { kind }: Binding): Verdict {
  if (status === null) return 'INDETERMINATE';
  if (status === CARD_STATUS.suspended) return 'SUSPENDED';
  // Values that the profile does not know are no reason to accept a card.
  if (status !== CARD_STATUS.valid) return 'REVOKED';
  return kind === 'asked' ? 'VALID' : 'VALID_UNCHALLENGED';
}

const skipped = (rules: readonly Rule[]): readonly Step[] => new Checklist(rules).report().steps;

/** The rules every JWS goes through stand in the report three times; each time under another name. */
const prefix = (what: 'kb' | 'status', steps: readonly Step[]): readonly Step[] =>
  steps.map((step) => (step.id.startsWith('jws-') ? { ...step, id: `${what}-${step.id}` } : step));

const NOT_REACHED: readonly Step[] = [
  ...skipped(CREDENTIAL_RULES),
  ...prefix('kb', skipped(KEY_BINDING_RULES)),
  ...skipped(SHOWN_RULES),
  ...skipped(STATUS_RULES),
  ...prefix('status', skipped(STATUS_LIST_RULES)),
];
