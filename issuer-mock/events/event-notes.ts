import type { Clock } from '../../shared/protocol/ports.ts';
import type { Database } from '../database/open-database.ts';
import type { EventKind } from './event-kinds.ts';

export interface NewEvent {
  readonly kind: EventKind;
  readonly student?: string;
  /** SECURITY: no secrets, no codes: every listener and the database file have it. */
  readonly detail: Readonly<Record<string, string | number | boolean | readonly string[] | null | undefined>>;
}

/** What happened without changing a row that the database could write an event for by itself. */
export interface EventNotes {
  /** Takes an event down, with the time of the mock; it is in the book as soon as `write` has ended. */
  readonly note: (event: NewEvent) => void;
  /** Called before each answer goes out (http/tell-events.ts), so that whoever has the answer finds the event in the book. */
  readonly write: () => Promise<void>;
}

export function createEventNotes(database: Database, now: Clock): EventNotes {
  let noted: readonly (NewEvent & { readonly at: number })[] = [];
  let writing: Promise<unknown> = Promise.resolve();
  return {
    note: (event) => void (noted = [...noted, { ...event, at: now() }]),
    write: async () => {
      // What another request has taken up is not in the book before that has ended.
      if (noted.length === 0) return void (await writing);
      const statements = noted.map(({ kind, student, at, detail }) => ({
        sql: 'INSERT INTO events (kind, student, at, detail) VALUES (?, ?, ?, ?)',
        args: [kind, student ?? null, at, JSON.stringify(detail)],
      }));
      noted = [];
      const written = database.batch(statements, 'write');
      writing = written.catch(() => undefined);
      await written;
    },
  };
}
