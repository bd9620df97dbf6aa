import type { Clock, RandomBytes } from '../shared/protocol/ports.ts';
import type { TestClock } from './clock/test-clock.ts';
import type { Database } from './database/open-database.ts';
import type { EventFeed } from './events/event-feed.ts';
import type { EventNotes } from './events/event-notes.ts';
import type { FaultBook } from './faults/fault-book.ts';
import type { SetTimer } from './events/set-timer.ts';
import type { IssuerKeys } from './keys/issuer-keys.ts';
import type { CodeTries } from './relay/code-tries.ts';
import type { Relay } from './relay/relay.ts';
import type { SettingsBook } from './settings-book.ts';
import type { Seed } from './students/seeds.ts';
import type { IssuerSettings } from './settings.ts';

/** What every part of the running mock works with. */
export interface Issuer {
  /** Its name in every token. The same as `address`, unless it was given a public one. */
  readonly url: string;
  /** Where it listens: `http://127.0.0.1:PORT`. */
  readonly address: string;
  readonly database: Database;
  readonly keys: IssuerKeys;
  /** As they are now; staff may change them while the mock runs. */
  readonly settings: IssuerSettings;
  readonly settingsBook: SettingsBook;
  /** Secret. Whoever has it may act as the university's staff. */
  readonly staffToken: string;
  /** Where the wallet is a page in a browser, for links to it; null where that is not known. */
  readonly walletPage: string | null;
  readonly clock: TestClock;
  /** The clock's time. */
  readonly now: Clock;
  readonly faults: FaultBook;
  readonly notes: EventNotes;
  readonly feed: EventFeed;
  readonly setTimer: SetTimer;
  readonly relay: Relay;
  readonly codeTries: CodeTries;
  /** Whom a reset begins with again. */
  readonly seed: Seed;
  readonly randomBytes: RandomBytes;
}
