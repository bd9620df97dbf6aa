import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findHolderAddress, type FolderLock, lockFolder } from '../../host/folder-lock.ts';

let folder: string;
const held: FolderLock[] = [];

async function lock(): Promise<FolderLock> {
  const taken = await lockFolder(folder);
  held.push(taken);
  return taken;
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mleg-lock-'));
});
afterEach(() => {
  for (const each of held.splice(0)) if (each.isHeld) each.release();
  rmSync(folder, { recursive: true });
});

describe('a data folder', () => {
  it('is one program’s at a time, whose address the second learns', async () => {
    const first = await lock();
    if (!first.isHeld) throw new Error('not held');
    expect(await lock()).toMatchObject({ isHeld: false, holder: { pid: process.pid, address: null } });
    first.announce('http://127.0.0.1:1/#token=t');
    expect(await findHolderAddress(folder, 0)).toBe('http://127.0.0.1:1/#token=t');
    first.release();
    expect(await lock()).toMatchObject({ isHeld: true });
  });

  it('goes to one of ten that come at once', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, lock));
    expect(all.filter(({ isHeld }) => isHeld)).toHaveLength(1);
  });

  it.each([
    ['a torn file', '{"pid":1,'],
    ['an empty one', ''],
    ['a holder whose port is closed', JSON.stringify({ pid: process.pid, port: 1, id: 'a', address: null })],
  ])('is free again after %s was left behind', async (_what, content) => {
    writeFileSync(path.join(folder, 'in-use.json'), content);
    expect(await lock()).toMatchObject({ isHeld: true });
    expect(readdirSync(folder)).toEqual(['in-use.json']);
  });

  it('is free again where another program has the dead holder’s port by now', async () => {
    const stranger = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request, and more than a lock would say'));
    const port = await new Promise<number>((resolve) => {
      stranger.listen(0, '127.0.0.1', () => resolve((stranger.address() as { port: number }).port));
    });
    writeFileSync(
      path.join(folder, 'in-use.json'),
      JSON.stringify({ pid: 1, port, id: 'f'.repeat(32), address: null }),
    );
    expect(await lock()).toMatchObject({ isHeld: true });
    stranger.close();
  });
});
