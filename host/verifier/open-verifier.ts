import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { MAX_RETENTION_DAYS, type VerifierSettings, type VerifierView } from '../../shared/ipc/verifier-views.ts';
import { hostOf } from '../../shared/protocol/issuer-url.ts';
import type { Clock, PublicJwk, SendHttp, VerifyJws } from '../../shared/protocol/ports.ts';
import { STATUS_LIST_TTL_S } from '../../shared/protocol/status-list.ts';
import { openStatusList } from '../../shared/verifier/check-status-list.ts';
import type { VerifierRecord } from '../../shared/verifier/record.ts';
import {
  createSalt,
  createVerifierDocument,
  parseVerifierDocument,
  writeVerifierDocument,
} from '../../shared/verifier/verifier-document.ts';
import { createHolderKey, inflate } from '../platform-ports.ts';
import type { TrustBook } from '../trust/trust-book.ts';
import { SealedDocument } from '../vault/sealed-document.ts';
import type { Vault } from '../vault/vault.ts';
import { AskingDesk } from './asking-desk.ts';
import { KnownTimes } from './known-times.ts';
import { ListKeeper } from './list-keeper.ts';
import { ListShelf } from './list-shelf.ts';
import { RecordBook } from './records.ts';
import { Repeats } from './repeats.ts';
import { VerifierDesk } from './verifier-desk.ts';
import { VerifierKeys } from './verifier-keys.ts';

export interface OpenVerifierParts {
  /** A document of its own beside the wallet's: key, salt, what is known of the time. */
  readonly vault: Vault;
  /** Where lists and records lie. */
  readonly folder: string;
  readonly trust: TrustBook;
  readonly send: SendHttp;
  readonly verify: VerifyJws;
  readonly now: Clock;
  /** The university of this program: its relay, and whose people are invented. */
  readonly bundledIssuer: () => string | null;
  /** Whose relay questions go through, where that is not the university of this program. */
  readonly relay?: () => string | null;
  readonly onChange: (view: VerifierView) => void;
  /** Told of what could not be written where the answer does not depend on it. */
  readonly onFault: (error: unknown) => void;
  /** Without a network whatever the settings say, as the command line may want it. */
  readonly isOffline?: boolean;
}

/** A verifier over its vault and folder, as every shell has it. */
export interface OpenVerifier {
  readonly desk: VerifierDesk;
  readonly asking: AskingDesk;
  readonly records: RecordBook;
  readonly view: () => Promise<VerifierView>;
  /** Pushes the state as it is now: the trust list or the university has changed. */
  readonly tell: () => Promise<void>;
  readonly changeSettings: (settings: VerifierSettings) => Promise<void>;
  readonly refresh: () => Promise<readonly { readonly issuer: string; readonly failure: string | null }[]>;
  /**
   * One round of being ready for a time without a network: everything is fetched as often as its issuers ask for, and the clock is noted. For
   * startRounds; nothing is due by itself.
   */
  readonly keepReady: () => Promise<null>;
  readonly forget: () => Promise<void>;
  readonly clearRecords: () => Promise<void>;
  /** Whether a question signed with this key is this verifier's own. */
  readonly isOwnKey: (key: PublicJwk) => boolean;
}

const FORM = {
  name: 'the verifier',
  empty: () => createVerifierDocument(randomBytes),
  parse: parseVerifierDocument,
  write: writeVerifierDocument,
} as const;

/** Throws as SealedDocument.open does. */
export async function openVerifier(parts: OpenVerifierParts): Promise<OpenVerifier> {
  const { vault, folder, trust, send, verify, now, bundledIssuer, onChange, onFault } = parts;
  const { relay = bundledIssuer } = parts;
  const isNew = (await vault.load()) === null;
  const file = await SealedDocument.open(vault, FORM, () => undefined);
  let isLoaded = false;
  // What was left behind is taken up with the keys in hand: a start waits for nobody.
  const isOffline = (): boolean => !isLoaded || (parts.isOffline ?? file.document.settings.isOffline);
  const times = new KnownTimes({
    ...{ now, onFault, saved: file.document.times },
    save: async (saved) => void (await file.change((document) => ({ ...document, times: saved }))),
  });
  const keys = new VerifierKeys({ trust, now, verify, times, isOffline });
  const findKeys = (kid: string) => keys.find('status', kid);
  const shelf = new ListShelf(path.join(folder, 'lists'), (text) =>
    openStatusList(text, { verify, inflate, findKeys }),
  );
  // SECURITY: lists that were left behind by a verifier whose memory is gone could be older than ones it had seen.
  if (isNew) {
    shelf.clear();
    // A verifier whose memory cannot be written can still answer; it begins anew at every start.
    await file.change((document) => ({ ...document })).catch(onFault);
  }
  const lists = new ListKeeper({ shelf, times, send, now, isOffline });
  await lists.load();
  isLoaded = true;
  void times.noteOwnClock();
  const records = await RecordBook.open(path.join(folder, 'records'), now);
  const repeats = new Repeats();

  const view = async (): Promise<VerifierView> => {
    const relayUrl = relay();
    return {
      settings: file.document.settings,
      relayHost: relayUrl === null ? null : hostOf(relayUrl),
      readiness: await Promise.all(trust.issuers.map((entry) => viewReadiness(entry, keys, shelf))),
      asking: asking.view,
      records: records.summary(),
    };
  };
  let told = Promise.resolve();
  /** One after the other, and each with the question as it was then: the one that has the answer must not be overtaken. */
  const push = (current: VerifierView['asking']): Promise<void> =>
    (told = told.then(async () => onChange({ ...(await view()), asking: current })).catch(onFault));
  const tell = (): Promise<void> => push(asking.view);
  const write = (record: VerifierRecord): void => {
    try {
      records.keep(file.document.settings.retentionDays);
      records.append(record);
    } catch (error) {
      // A full disk is no reason to keep a conductor waiting for the answer.
      onFault(error);
    }
    void tell();
  };
  const desk = new VerifierDesk({
    ...{ now, verify, keys, lists, times, repeats, write, bundledIssuer },
    salt: () => file.document.salt,
    name: () => file.document.settings.name,
    nameOf: (issuer) => trust.issuers.find((entry) => entry.issuer === issuer)?.name ?? hostOf(issuer),
  });
  const asking = new AskingDesk({
    ...{ send, now, relay },
    key: async () => {
      const key = file.document.key ?? createHolderKey();
      const document = await file.change((current) => (current.key === null ? { ...current, key } : current));
      return document.key ?? key;
    },
    judge: (presentation, binding, groups) => desk.checkAnswer(presentation, binding, groups),
    onChange: (current) => void push(current),
    wait: (ms) => wait(ms),
  });

  let readyAt = -Infinity;
  const refresh = async (): ReturnType<OpenVerifier['refresh']> => {
    const done = trust.issuers.map(async ({ issuer }) => {
      const failure = (await keys.refresh(issuer)) ?? (await lists.refresh(issuer));
      return { issuer, failure };
    });
    const outcomes = await Promise.all(done);
    await tell();
    return outcomes;
  };

  return {
    ...{ desk, asking, records, view, tell },
    isOwnKey: ({ x, y }) => file.document.key?.x === x && file.document.key.y === y,
    changeSettings: async (settings) => {
      const retentionDays = Math.min(settings.retentionDays, MAX_RETENTION_DAYS);
      await file.change((document) => ({ ...document, settings: { ...settings, retentionDays } }));
      records.keep(retentionDays);
      await tell();
    },
    refresh,
    keepReady: async () => {
      await times.noteOwnClock();
      const isDue = Math.abs(now() - readyAt) >= STATUS_LIST_TTL_S * 1000;
      if (isDue && !isOffline()) {
        const outcomes = await refresh();
        if (outcomes.every(({ failure }) => failure === null)) readyAt = now();
      }
      return null;
    },
    forget: async () => {
      shelf.clear();
      await times.forget();
      await tell();
    },
    clearRecords: async () => {
      records.clear();
      repeats.clear();
      await file.change((document) => ({ ...document, salt: createSalt(randomBytes) }));
      await tell();
    },
  };
}

async function viewReadiness(
  { issuer, name, refreshedAt }: TrustBook['issuers'][number],
  keys: VerifierKeys,
  shelf: ListShelf,
): Promise<VerifierView['readiness'][number]> {
  const lists = shelf.all.filter(({ opened }) => opened.signer?.issuer === issuer);
  return {
    ...{ issuer, name, host: hostOf(issuer) },
    keysHoldUntil: await keys.heldUntil(issuer),
    keysFetchedAt: refreshedAt ?? null,
    lists: lists.map(({ uri, fetchedAt, opened }) => ({
      ...{ uri, fetchedAt },
      ...{ signedAt: (opened.issuedAt ?? 0) * 1000, holdsUntil: (opened.expiresAt ?? 0) * 1000 },
    })),
  };
}
