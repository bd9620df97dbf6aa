import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../issuer-mock/database/open-database.ts';
import { createEventFeed, type EventFeed, type Listener, MAX_LISTENERS } from '../../issuer-mock/events/event-feed.ts';
import { createEventNotes, type EventNotes } from '../../issuer-mock/events/event-notes.ts';
import { NOW_MS } from '../support/specimen-issuer.ts';
import { createWorldTimers, type WorldTimers } from './world-timers.ts';

let database: Database;
let notes: EventNotes;
let timers: WorldTimers;
let now: number;
let log: string[];
beforeEach(async () => {
  now = NOW_MS;
  log = [];
  database = await openDatabase(':memory:', now);
  notes = createEventNotes(database, () => now);
  timers = createWorldTimers(() => now);
});
afterEach(() => database.close());

/** `rested`: it has told everything there was. */
const openFeed = (over: Database = database, rested: () => void = () => undefined): EventFeed =>
  createEventFeed({
    ...{ database: over, setTimer: timers.setTimer, realNow: () => now },
    ...{ doDue: async () => undefined, findNextDue: async () => (rested(), null) },
    report: (error) => void log.push(String(error)),
  });

/** Writes down what it is told; `heard` is kept once it has been told so many events. */
function createListener(name: string, more: Partial<Listener> = {}, count = 1) {
  let left = count;
  let tell: () => void = () => undefined;
  const heard = new Promise<void>((resolve) => (tell = resolve));
  const listener: Listener = {
    ...{ group: 'staff', after: 0, isEntitled: async () => true },
    take: ({ id }) => {
      log.push(`${name} ${id}`);
      if (--left === 0) tell();
      return true;
    },
    beat: () => true,
    end: () => void log.push(`${name} ended`),
    cut: () => void log.push(`${name} cut`),
    ...more,
  };
  return { listener, heard };
}

async function happen(): Promise<void> {
  notes.note({ kind: 'reset', detail: {} });
  await notes.write();
}

describe('the feed of events', () => {
  it('cuts off who can take no more, and goes on for the others', async () => {
    const feed = openFeed();
    const quick = createListener('quick');
    feed.join(createListener('slow', { take: () => false }).listener);
    feed.join(quick.listener);
    await happen();
    feed.wake();
    await quick.heard;
    await feed.close();
    expect(log).toEqual(['slow cut', 'quick 1', 'quick ended']);
  });

  it('cuts off who does not take a sign of life', async () => {
    const feed = openFeed();
    feed.join(createListener('dead', { beat: () => false }).listener);
    now += 15_000;
    timers.runDue();
    expect([log, timers.count()]).toEqual([['dead cut'], 0]);
    await feed.close();
  });

  it('ends who may listen no longer before telling anything more', async () => {
    const feed = openFeed();
    const staff = createListener('staff');
    feed.join(createListener('page', { group: 'page', isEntitled: async () => false }).listener);
    feed.join(staff.listener);
    await happen();
    feed.wake();
    await staff.heard;
    expect(log).toEqual(['page ended', 'staff 1']);
    await feed.close();
  });

  it('has places for staff that pages cannot take', async () => {
    const feed = openFeed();
    const join = (group: Listener['group']) => feed.join(createListener(group, { group }).listener);
    for (let at = 0; at < MAX_LISTENERS; at++) expect(join('page')).not.toBeNull();
    expect(join('page')).toBeNull();
    const leave = join('staff');
    expect(leave).not.toBeNull();
    await feed.close();
    expect([join('staff'), timers.count()]).toEqual([null, 0]);
  });

  it('looks by itself for what others have written where a database is shared, and only there', async () => {
    const shared = Object.assign(Object.create(database) as Database, { protocol: 'http' });
    shared.execute = (statement: string) => database.execute(statement);
    const listener = createListener('shared');
    await new Promise<void>((resolve) => openFeed(database, resolve).join(createListener('own').listener));
    expect(timers.count()).toBe(1);
    let feed = openFeed();
    await new Promise<void>((resolve) => {
      feed = openFeed(shared, resolve);
      feed.join(listener.listener);
    });
    expect(timers.count()).toBe(3);
    await happen();
    now += 1000;
    timers.runDue();
    await listener.heard;
    expect(log).toEqual(['shared 1']);
    await feed.close();
  });

  it('ends everybody where the database cannot be read: they come back and lose nothing', async () => {
    const broken = Object.assign(Object.create(database) as Database, {
      execute: () => Promise.reject(new Error('gone')),
    });
    const feed = openFeed(broken);
    const ended = new Promise<void>((resolve) => {
      feed.join(createListener('any', { end: resolve }).listener);
    });
    await ended;
    expect([log, timers.count()]).toEqual([['Error: gone'], 0]);
    await feed.close();
  });
});
