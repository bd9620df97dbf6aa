import { appendFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, SECOND_MS } from '../issuer-mock/world.ts';
import { VerifierWorld } from './verifier-world.ts';

/** What the verifier writes down, with the real mock over real HTTP. */

let world: VerifierWorld;
beforeEach(async () => {
  world = await VerifierWorld.open();
});
afterEach(() => world.close());

describe('the records', () => {
  const exported = (): string => {
    let [csv, day]: [string, string | null] = ['', null];
    do {
      const piece = world.verifier.records.exportDay(day);
      [csv, day] = [csv + piece.csv, piece.next];
    } while (day !== null);
    return csv;
  };

  it('say when, what and why, with the same hash for the same card, and nothing of anybody', async () => {
    await world.judge();
    world.holder.world.wait(20 * SECOND_MS);
    await world.judge();
    await world.check(`MP1:${'0'.repeat(10)}`);
    const [header, ...lines] = exported().split('\r\n');
    expect(header).toBe('at,verdict,reason,mode,card');
    expect(lines.map((line) => line.replace(/^.*Z,/u, '').replace(/[0-9a-f]{24}$/u, '#'))).toEqual([
      ...['VALID_UNCHALLENGED,GOOD_UNCHALLENGED,shown,#', 'VALID_UNCHALLENGED,GOOD_UNCHALLENGED,shown,#'],
      ...['INVALID,QR_BASE45,shown,', ''],
    ]);
    expect(new Set(lines.slice(0, 2).map((line) => line.slice(-24))).size).toBe(1);
    expect(exported()).not.toMatch(/Zofia|Przyk|000-/u);
  });

  it('are counted again after a restart, a torn line left out', async () => {
    await world.judge();
    const folder = path.join(world.folder, 'records');
    const [file = ''] = readdirSync(folder);
    appendFileSync(path.join(folder, file), '2026-10-02T09:');
    await world.start();
    world.holder.world.wait(20 * SECOND_MS);
    await world.judge();
    const { latest, today } = (await world.verifier.view()).records;
    expect([latest.length, today]).toEqual([2, [{ verdict: 'VALID_UNCHALLENGED', count: 2 }]]);
  });

  it('are dropped when they are older than asked for, and all at once with the salt', async () => {
    await world.judge();
    const first = (await world.verifier.view()).records.latest[0]?.card;
    world.holder.world.wait(3 * DAY_MS);
    await world.judge();
    expect((await world.verifier.view()).records.total).toBe(2);
    await world.verifier.changeSettings({ isOffline: false, retentionDays: 2, name: '' });
    expect((await world.verifier.view()).records.total).toBe(1);
    await world.verifier.clearRecords();
    expect((await world.verifier.view()).records).toEqual({ total: 0, today: [], latest: [] });
    world.holder.world.wait(20 * SECOND_MS);
    expect((await world.check(await world.show())).repeat).toBeNull();
    expect((await world.verifier.view()).records.latest[0]?.card).not.toBe(first);
  });
});
