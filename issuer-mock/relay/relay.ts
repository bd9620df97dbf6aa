import { CLOCK_SKEW_S, REQUEST_LIFETIME_S } from '../../shared/protocol/limits.ts';
import type { RandomBytes } from '../../shared/protocol/ports.ts';
import type { TestClock } from '../clock/test-clock.ts';
import type { NewEvent } from '../events/event-notes.ts';
import type { SetTimer } from '../events/set-timer.ts';
import { drawCode, drawToken } from '../random.ts';
import { fingerprint, isSameSecret } from '../secrets.ts';
import type { ReadRequest } from './read-request.ts';

/** What a wallet posted: a card, or that it gives none. */
export type RequestAnswer =
  { readonly kind: 'shared'; readonly vpToken: string } | { readonly kind: 'declined'; readonly error: string };

/** Open: nobody has answered yet. Answered: and nobody has read it yet. Over: nothing of it is left but its id. */
type Standing =
  | {
      readonly kind: 'open';
      readonly status: OpenStatus;
      readonly text: string;
      readonly clientId: string;
      readonly state: string;
    }
  | { readonly kind: 'answered'; readonly answer: RequestAnswer; readonly state: string }
  | { readonly kind: 'over' };
export type OpenStatus = 'waiting' | 'opened';

interface Entry {
  /** Counts up from one; what events and staff call it. */
  readonly number: number;
  readonly id: string;
  readonly code: string;
  readonly tokenHash: string;
  /** Instants of the mock, in milliseconds. */
  readonly placedAt: number;
  readonly endsAt: number;
  readonly forgetAt: number;
  readonly standing: Standing;
}

/** One request as staff may see it: nothing in it opens anything. */
export interface ListedRequest extends Pick<Entry, 'number' | 'placedAt' | 'endsAt'> {
  readonly status: OpenStatus | 'answered' | 'over';
}

export type Reading = Standing | { readonly kind: 'unknown' } | { readonly kind: 'foreign' };

/**
 * The verification relay (protocol.md 2): keeps what a verifier asks until a wallet answers it, and the answer until the verifier has read
 * it. SECURITY: in memory only, never in the database: a card that was shown is nobody's to keep.
 */
export interface Relay {
  readonly place: (
    request: ReadRequest,
  ) => { readonly code: string; readonly token: string } | 'known' | { readonly retryAfterS: number };
  /** The request's text; `markOpened` where a wallet really reads it. */
  readonly read: (id: string, markOpened: boolean) => { readonly text: string } | 'unknown' | 'over';
  /** Once for each code. */
  readonly spendCode: (code: string) => { readonly id: string; readonly clientId: string } | 'unknown' | 'over';
  readonly answer: (id: string, state: string, answer: RequestAnswer) => 'taken' | 'wrong-state' | 'unknown' | 'over';
  /** `foreign`: the token is not this request's. An answer is handed over once; it is gone from here then. */
  readonly take: (id: string, token: string | null) => Reading;
  /** How it stands, without taking anything. */
  readonly look: (id: string, token: string | null) => Reading['kind'] | OpenStatus;
  readonly withdraw: (id: string) => void;
  /** Runs once, as soon as anything has changed; what comes back calls it off. */
  readonly watch: (id: string, run: () => void) => () => void;
  readonly list: () => readonly ListedRequest[];
  /** Ends and drops what is past its time, and looks when to do so next. Called after every request, since any may move the clock. */
  readonly sweep: () => void;
  /** As on the first day. */
  readonly clear: () => void;
}

interface RelayParts {
  readonly clock: TestClock;
  readonly randomBytes: RandomBytes;
  readonly setTimer: SetTimer;
  readonly note: (event: NewEvent) => void;
  /** Something was noted by itself, outside of any request. */
  readonly tell: () => void;
}

const LIFETIME_MS = REQUEST_LIFETIME_S * 1000;
/**
 * How long its id stays known after the end. SECURITY: longer than the signed object can be placed, by a clock ahead of this one too, so that a
 * wallet's neighbour who has read it cannot place it as its own and wait for the answer.
 */
const KNOWN_MS = 2 * CLOCK_SKEW_S * 1000;
/** How long an answer waits for the verifier after its request has ended. */
const UNREAD_MS = 60_000;
/** Open, or answered and not read: SECURITY: what strangers can make it hold has a limit. */
const MAX_HELD = 500;
/** With those that are over but could be placed again. */
const MAX_KEPT = 5000;
const [CODE_DIGITS, DIGITS, TOKEN_BYTES] = [6, '0123456789', 32];

export function createRelay({ clock, randomBytes, setTimer, note, tell }: RelayParts): Relay {
  const { now } = clock;
  const entries = new Map<string, Entry>();
  const codes = new Map<string, string>();
  const watchers = new Map<string, Set<() => void>>();
  let lastNumber = 0;
  let stopTimer = (): void => undefined;

  function stand(entry: Entry, standing: Standing): void {
    entries.set(entry.id, { ...entry, standing });
    const waiting = watchers.get(entry.id) ?? [];
    watchers.delete(entry.id);
    for (const run of waiting) run();
  }

  const end = (entry: Entry, reason: 'time' | 'withdrawn'): void => {
    if (entry.standing.kind === 'open') note({ kind: 'request-ended', detail: { request: entry.number, reason } });
    stand(entry, { kind: 'over' });
  };

  /** An entry as it is by now. */
  function age(entry: Entry): void {
    const { standing, endsAt } = entry;
    if (now() >= entry.forgetAt) {
      if (standing.kind === 'open') end(entry, 'time');
      entries.delete(entry.id);
      if (codes.get(entry.code) === entry.id) codes.delete(entry.code);
      return;
    }
    if (standing.kind === 'open' && now() >= endsAt) end(entry, 'time');
    if (standing.kind === 'answered' && now() >= endsAt + UNREAD_MS) end(entry, 'time');
  }

  function find(id: string): Entry | undefined {
    const entry = entries.get(id);
    if (entry) age(entry);
    return entries.get(id);
  }

  /** SECURITY: only the token that was given out for this very request. */
  const findOwn = (id: string, token: string | null): Entry | 'unknown' | 'foreign' => {
    const entry = find(id);
    if (!entry) return 'unknown';
    return token !== null && isSameSecret(fingerprint(token), entry.tokenHash) ? entry : 'foreign';
  };

  /** SECURITY: drawn until it is one that no other request has, so that a code never leads to somebody else. */
  function drawFreeCode(): string {
    for (;;) {
      const code = drawCode(randomBytes, CODE_DIGITS, DIGITS);
      if (!codes.has(code)) return code;
    }
  }

  const nextChangeOf = ({ standing, endsAt, forgetAt }: Entry): number => {
    if (standing.kind === 'over') return forgetAt;
    return standing.kind === 'open' ? endsAt : endsAt + UNREAD_MS;
  };

  function sweep(): void {
    for (const entry of entries.values()) age(entry);
    stopTimer();
    stopTimer = () => undefined;
    const state = clock.read();
    if (entries.size === 0 || state.mode === 'frozen') return;
    const next = Math.min(...[...entries.values()].map(nextChangeOf));
    stopTimer = setTimer(() => {
      sweep();
      tell();
    }, next - state.offsetMs);
  }

  return {
    place: ({ id, clientId, state, text }) => {
      if (find(id)) return 'known';
      for (const entry of entries.values()) age(entry);
      const held = [...entries.values()].filter(({ standing }) => standing.kind !== 'over');
      if (held.length >= MAX_HELD || entries.size >= MAX_KEPT) return { retryAfterS: REQUEST_LIFETIME_S / 4 };
      const [code, token] = [drawFreeCode(), drawToken(randomBytes, TOKEN_BYTES)];
      const [placedAt, endsAt] = [now(), now() + LIFETIME_MS];
      const number = ++lastNumber;
      entries.set(id, {
        ...{ number, id, code, tokenHash: fingerprint(token), placedAt, endsAt },
        forgetAt: endsAt + KNOWN_MS,
        standing: { kind: 'open', status: 'waiting', text, clientId, state },
      });
      codes.set(code, id);
      note({ kind: 'request-placed', detail: { request: number } });
      return { code, token };
    },
    read: (id, markOpened) => {
      const entry = find(id);
      if (!entry) return 'unknown';
      const { standing } = entry;
      if (standing.kind !== 'open') return 'over';
      if (markOpened && standing.status === 'waiting') {
        note({ kind: 'request-opened', detail: { request: entry.number } });
        stand(entry, { ...standing, status: 'opened' });
      }
      return { text: standing.text };
    },
    spendCode: (code) => {
      const entry = find(codes.get(code) ?? '');
      if (!entry) return 'unknown';
      if (entry.standing.kind !== 'open') return 'over';
      codes.delete(code);
      return { id: entry.id, clientId: entry.standing.clientId };
    },
    answer: (id, state, answer) => {
      const entry = find(id);
      if (!entry) return 'unknown';
      if (entry.standing.kind !== 'open') return 'over';
      // SECURITY: who has not read the request does not know its state, and cannot use the request up.
      if (!isSameSecret(state, entry.standing.state)) return 'wrong-state';
      const kind = answer.kind === 'shared' ? 'request-answered' : 'request-declined';
      note({ kind, detail: { request: entry.number } });
      stand(entry, { kind: 'answered', answer, state });
      return 'taken';
    },
    take: (id, token) => {
      const entry = findOwn(id, token);
      if (typeof entry === 'string') return { kind: entry };
      const { standing } = entry;
      if (standing.kind === 'answered') stand(entry, { kind: 'over' });
      return standing;
    },
    look: (id, token) => {
      const entry = findOwn(id, token);
      if (typeof entry === 'string') return entry;
      return entry.standing.kind === 'open' ? entry.standing.status : entry.standing.kind;
    },
    withdraw: (id) => {
      const entry = find(id);
      if (entry) end(entry, 'withdrawn');
    },
    watch: (id, run) => {
      const waiting = watchers.get(id) ?? new Set();
      watchers.set(id, waiting.add(run));
      return () => void waiting.delete(run);
    },
    list: () => {
      for (const entry of entries.values()) age(entry);
      return [...entries.values()].map(({ number, placedAt, endsAt, standing }) => ({
        ...{ number, placedAt, endsAt },
        status: standing.kind === 'open' ? standing.status : standing.kind,
      }));
    },
    sweep,
    clear: () => {
      for (const entry of entries.values()) stand(entry, { kind: 'over' });
      entries.clear();
      codes.clear();
      stopTimer();
    },
  };
}
