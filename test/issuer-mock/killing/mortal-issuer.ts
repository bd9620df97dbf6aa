import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { STAFF_TOKEN } from '../world.ts';

/** An answer, or null where the mock was killed before it came. */
export type MaybeAnswer = {
  readonly status: number;
  readonly json: Record<string, unknown>;
  readonly text: string;
} | null;

export interface MortalIssuer {
  /** Its address, another one after each kill. */
  readonly url: () => string;
  /** Sends a request; null where a kill came first. Waits until the mock is up before it sends. */
  readonly ask: (kind: string, path: string, init?: RequestInit) => Promise<MaybeAnswer>;
  readonly kills: () => number;
  /** By kind of request. */
  readonly unanswered: ReadonlyMap<string, number>;
  /** Ends it for good, orderly. */
  readonly end: () => Promise<void>;
}

export interface Fate {
  /** How many requests from the start of a life to the one it dies of. */
  readonly drawLifetime: () => number;
  /** How long after sending that one, in milliseconds. Decides where the kill falls, never what must hold. */
  readonly drawDelayMs: () => number;
  /** Between a death and the next life, while nobody has the database. */
  readonly examine: () => Promise<void>;
}

/** The mock as a process that is killed (SIGKILL) again and again while others talk to it, and comes back on the same database. */
export async function startMortalIssuer(
  program: string,
  database: string,
  kills: number,
  fate: Fate,
): Promise<MortalIssuer> {
  const unanswered = new Map<string, number>();
  let killed = 0;
  let life = await live(program, database);
  let requestsLeft = fate.drawLifetime();
  let isUp: Promise<unknown> = Promise.resolve();
  const die = async (): Promise<void> => {
    await wait(fate.drawDelayMs());
    const closed = once(life.child, 'close');
    life.child.kill('SIGKILL');
    await closed;
    killed += 1;
    await fate.examine();
    life = await live(program, database);
    requestsLeft = fate.drawLifetime();
  };
  return {
    url: () => life.url,
    ask: async (kind, path, init) => {
      await isUp;
      const answered = fetch(life.url + path, init).then(async (answer) => ({
        status: answer.status,
        text: await answer.text(),
      }));
      if (--requestsLeft === 0 && killed < kills) isUp = die();
      try {
        const { status, text } = await answered;
        return { status, text, json: parse(text) };
      } catch {
        unanswered.set(kind, (unanswered.get(kind) ?? 0) + 1);
        return null;
      }
    },
    kills: () => killed,
    unanswered,
    end: async () => {
      await isUp;
      const closed = once(life.child, 'close');
      life.child.kill('SIGTERM');
      await closed;
    },
  };
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

async function live(
  program: string,
  database: string,
): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const args = [program, '--db', database, '--staff-token', STAFF_TOKEN, '--fast'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = (await once(createInterface({ input: child.stdout as NodeJS.ReadableStream }), 'line')) as [string];
  return { child, url: (JSON.parse(line) as { url: string }).url };
}
