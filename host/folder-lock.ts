import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { placeFile } from './vault/place-file.ts';

/** Who uses a data folder now. `address` is where it can be joined, with its token; null while it starts, or where it has no page. */
interface Holder {
  readonly pid: number;
  readonly port: number;
  readonly id: string;
  readonly address: string | null;
}

export type FolderLock =
  | { readonly isHeld: true; readonly announce: (address: string) => void; readonly release: () => void }
  | { readonly isHeld: false; readonly holder: Holder };

const NAME = 'in-use.json';
const ANSWER_MS = 3000;
/** A folder that nothing can be written to needs no lock; the wallet in it can still be looked at. */
const UNWRITABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT']);

/**
 * Takes a data folder for this process. Two programs over one wallet would each overwrite what the other has stored, so the second is
 * told who the first is. A holder proves that it lives by answering on a loopback port with the lock's own name; one that was killed
 * does not, whatever its process id means by now.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, NAME);
  const id = randomBytes(16).toString('hex');
  const server = createServer((socket) => socket.on('error', () => undefined).end(id));
  const mine = { pid: process.pid, port: await listen(server), id, address: null };
  // A lock keeps nobody alive who has nothing else to do, also where it could not be written down.
  server.unref();
  for (;;) {
    try {
      if (placeFile(file, JSON.stringify(mine))) return hold(file, mine, server);
    } catch (error) {
      if (error instanceof Error && 'code' in error && UNWRITABLE.has(String(error.code)))
        return { isHeld: true, announce: () => undefined, release: () => void server.close() };
      throw error;
    }
    const holder = readHolder(file);
    if (holder && (await isAlive(holder))) {
      server.close();
      return { isHeld: false, holder };
    }
    clearStale(file, holder, id);
  }
}

/** The address of a holder, waited for while it is still starting; null if it has none after `limitMs`. */
export async function findHolderAddress(folder: string, limitMs: number): Promise<string | null> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const address = readHolder(path.join(folder, NAME))?.address ?? null;
    if (address !== null || Date.now() >= deadline) return address;
    await wait(100);
  }
}

function hold(file: string, mine: Holder, server: Server): FolderLock {
  const release = (): void => {
    server.close();
    if (readHolder(file)?.id === mine.id) rmSync(file, { force: true });
  };
  process.once('exit', release);
  const announce = (address: string): void => {
    const draft = `${file}.${mine.id}.tmp`;
    try {
      writeFileSync(draft, JSON.stringify({ ...mine, address }), { mode: 0o600 });
      renameSync(draft, file);
    } catch {
      // Disk full: nobody can join, and a second start says only that the folder is in use.
      rmSync(draft, { force: true });
    }
  };
  return { isHeld: true, announce, release };
}

/** Moves a dead holder's file away. Of several that find it dead at once, one moves it; a live one moved by mistake is put back. */
function clearStale(file: string, dead: Holder | null, id: string): void {
  const moved = `${file}.${id}.stale`;
  try {
    renameSync(file, moved);
  } catch {
    return;
  }
  const found = readHolder(moved);
  if (found && found.id !== dead?.id) placeFile(file, JSON.stringify(found));
  rmSync(moved, { force: true });
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address();
      if (typeof bound === 'object' && bound) resolve(bound.port);
    });
  });
}

/** Only silence counts as life besides the right answer: a holder may be busy, but a port that is closed or another's is not its. */
function isAlive({ port, id }: Holder): Promise<boolean> {
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect({ port, host: '127.0.0.1', timeout: ANSWER_MS });
    const finish = (lives: boolean): void => {
      resolve(lives);
      socket.destroy();
    };
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1');
      if (heard.length >= id.length) finish(heard === id);
    });
    socket.on('timeout', () => finish(true));
    socket.on('error', () => finish(false));
    socket.on('end', () => finish(heard === id));
  });
}

function readHolder(file: string): Holder | null {
  try {
    const { pid, port, id, address } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    const isPort = Number.isInteger(port) && (port as number) > 0 && (port as number) < 65_536;
    if (typeof pid !== 'number' || !isPort || typeof id !== 'string') return null;
    return { pid, port: port as number, id, address: typeof address === 'string' ? address : null };
  } catch {
    return null;
  }
}
