import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Clock, PublicJwk, RandomBytes } from '../shared/protocol/ports.ts';
import { polishDate } from './calendar.ts';
import { openTestClock } from './clock/test-clock.ts';
import { closeDatabase, isShared, openDatabase, toDatabaseProblem } from './database/open-database.ts';
import { takeUpChanges } from './database/take-up-changes.ts';
import { createEventFeed } from './events/event-feed.ts';
import { createEventNotes } from './events/event-notes.ts';
import { findNextDue } from './events/next-due.ts';
import { createRealTimers, type SetTimer } from './events/set-timer.ts';
import { createFaultBook } from './faults/fault-book.ts';
import { createApp } from './http/app.ts';
import type { Issuer } from './issuer.ts';
import { loadIssuerKeys } from './keys/issuer-keys.ts';
import { advanceDueOrders } from './orders/advance-due-orders.ts';
import { lockAllExhausted } from './orders/redeem-code.ts';
import { signQrsAnew } from './orders/sign-qrs-anew.ts';
import { createRandomPool } from './random-pool.ts';
import { createCodeTries } from './relay/code-tries.ts';
import { createRelay } from './relay/relay.ts';
import { openSettings } from './settings-book.ts';
import { DEFAULT_SETTINGS, type IssuerSettings } from './settings.ts';
import { type Seed, SPECIMENS_ONLY } from './students/seeds.ts';
import { seedStudents } from './students/students.ts';

/** The one address the mock listens at. SECURITY: never another; nobody outside this machine reaches it. */
const LOOPBACK = '127.0.0.1';
const CLOSING_MS = 500;

export interface IssuerOptions {
  /** A file's path, `:memory:`, or the address of a libSQL server. */
  readonly databaseLocation: string;
  /** What the libSQL server asks for. Secret. */
  readonly databaseToken?: string | null;
  /** The issuer's name where that is not the address it listens at: several machines on one database must all have the same. */
  readonly publicUrl?: string | null;
  /** 0 takes any free port. */
  readonly port: number;
  readonly staffToken: string;
  readonly walletPage?: string | null;
  /** Whom it begins with; the specimens where it is left out. */
  readonly seed?: Seed;
  readonly settings?: Partial<IssuerSettings>;
  /** The computer's time; the mock's own clock (clock/test-clock.ts) runs on it. */
  readonly now?: Clock;
  readonly randomBytes?: RandomBytes;
  /** What follows events by itself runs on these, and nothing else does. */
  readonly setTimer?: SetTimer;
  /** Milliseconds that only ever go forward, for what staff's clock must not touch. */
  readonly monotonicNow?: Clock;
}

export interface RunningIssuer {
  readonly url: string;
  /** Where it listens. */
  readonly address: string;
  readonly anchor: PublicJwk;
  /** Ends orderly: answers what it is answering, then closes the database. */
  readonly stop: () => Promise<void>;
}

/** The address cannot be listened at. */
export class ListenProblem extends Error {}

/** Opens the database, listens, answers. Throws DatabaseProblem or ListenProblem, and leaves nothing open then. */
export async function startIssuer(options: IssuerOptions): Promise<RunningIssuer> {
  const { seed = SPECIMENS_ONLY } = options;
  const { now: realNow = Date.now, randomBytes = createRandomPool() } = options;
  const database = await openDatabase(options.databaseLocation, realNow(), options.databaseToken);
  try {
    const clock = await openTestClock(database, realNow);
    const { now } = clock;
    await seedStudents(database, polishDate(now()), seed);
    const keys = await loadIssuerKeys(database, now(), randomBytes);
    await lockAllExhausted({ database, now });
    const server = createServer();
    const address = await listen(server, options.port);
    const url = options.publicUrl ?? address;
    const settingsBook = await openSettings(database, { ...DEFAULT_SETTINGS, ...options.settings });
    const { staffToken, walletPage = null } = options;
    const notes = createEventNotes(database, now);
    const { setTimer = createRealTimers(realNow) } = options;
    const feed = createEventFeed({
      ...{ database, setTimer, realNow },
      doDue: async () => {
        if (isShared(database)) await takeUpChanges(issuer);
        await advanceDueOrders(issuer);
      },
      findNextDue: () => findNextDue(issuer),
      report: (error) => console.error(error),
    });
    const relay = createRelay({
      ...{ clock, randomBytes, setTimer, note: notes.note },
      tell: () => void notes.write().then(feed.wake, (error: unknown) => console.error(error)),
    });
    const { monotonicNow = () => performance.now() } = options;
    const issuer: Issuer = {
      seed,
      ...{ url, address, database, keys, staffToken, walletPage, clock, now, randomBytes, settingsBook, notes, feed },
      ...{ setTimer, relay, codeTries: createCodeTries(monotonicNow) },
      faults: createFaultBook(notes.note),
      get settings() {
        return settingsBook.read();
      },
    };
    await signQrsAnew(issuer);
    const answer = getRequestListener(createApp(issuer).fetch, { hostname: new URL(address).host });
    server.on('request', (request, response) => void answer(request, response));
    return { url, address, anchor: keys.anchor.publicKey, stop: () => stop(server, issuer) };
  } catch (error) {
    database.close();
    throw error instanceof ListenProblem ? error : toDatabaseProblem(options.databaseLocation, error);
  }
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'the port is in use' : error.message;
      reject(new ListenProblem(`cannot listen at ${LOOPBACK}:${port}: ${why}`, { cause: error }));
    });
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('listening without an address'));
      else resolve(`http://${LOOPBACK}:${address.port}`);
    });
  });
}

async function stop(server: Server, issuer: Issuer): Promise<void> {
  await issuer.feed.close();
  issuer.relay.clear();
  // Browsers keep idle connections open for minutes; those end at once, busy ones get a moment.
  const giveUp = setTimeout(() => server.closeAllConnections(), CLOSING_MS);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(giveUp);
  await closeDatabase(issuer.database);
}
