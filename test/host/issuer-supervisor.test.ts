import { describe, expect, it } from 'vitest';
import type { IssuerChild } from '../../host/issuer/issuer-child.ts';
import { IssuerSupervisor } from '../../host/issuer/issuer-supervisor.ts';
import type { UniversityView } from '../../shared/ipc/views.ts';
import { publicPart } from '../../shared/protocol/es256.ts';
import { createPrivateKey } from '../support/specimen-issuer.ts';

const anchor = publicPart(createPrivateKey());

/** A mock that does what the test says: greets at a port, or ends. */
class ScriptedChild implements IssuerChild {
  isStopped = false;
  #exit: ((code: number | null, lastWords: string) => void)[] = [];
  #listener: (line: string) => void = () => undefined;
  readonly #lines: readonly string[];

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  onLine = (listener: (line: string) => void): void => {
    this.#listener = listener;
    this.#lines.forEach(listener);
  };
  say = (line: string): void => this.#listener(line);
  onExit = (listener: (code: number | null, lastWords: string) => void): void => void this.#exit.push(listener);
  stop = (): void => void (this.isStopped = true);
  end = (code: number): void => this.#exit.forEach((listener) => listener(code, 'port 50000 is in use'));
}

function createSupervisor(behave: (port: string) => string[] | 'ends', walletPage: string | null = null) {
  const memory = new Map<string, unknown>();
  const settings = {
    path: '',
    get: (key: string) => memory.get(key),
    set: (key: string, value: unknown) => void memory.set(key, value),
  };
  const children: ScriptedChild[] = [];
  const ports: string[] = [];
  const views: UniversityView[] = [];
  const anchors: string[] = [];
  const envs: Readonly<Record<string, string>>[] = [];
  const told: (string | null)[] = [];
  const supervisor = new IssuerSupervisor({
    fork: (_module, args, env) => {
      const port = args[args.indexOf('--port') + 1] ?? '';
      ports.push(port);
      envs.push(env);
      told.push(args.includes('--wallet-page') ? (args[args.indexOf('--wallet-page') + 1] ?? '') : null);
      const behaviour = behave(port);
      const child = new ScriptedChild(behaviour === 'ends' ? [] : behaviour);
      children.push(child);
      if (behaviour === 'ends') queueMicrotask(() => child.end(3));
      return child;
    },
    modulePath: 'issuer-mock.js',
    dataFolder: '/data',
    settings,
    walletPage: () => walletPage,
    onChange: (view) => views.push(view),
    onAnchor: (url) => {
      anchors.push(url);
      return Promise.resolve();
    },
  });
  return { supervisor, children, ports, views, anchors, envs, told, memory };
}

const greeting = (port: number): string => JSON.stringify({ url: `http://127.0.0.1:${port}`, pid: 1, anchor });

describe('the mock as the host’s child', () => {
  it('is known by its first line, its anchor trusted before it counts as running, its port kept', async () => {
    const { supervisor, views, anchors, memory, envs, ports } = createSupervisor((port) => [greeting(Number(port))]);
    await supervisor.start();
    const url = 'http://127.0.0.1:47801';
    expect(views).toEqual([
      { state: 'starting', url: null, detail: null },
      { state: 'running', url, detail: null },
    ]);
    expect([anchors, memory.get('issuerPort'), ports]).toEqual([[url], 47_801, ['47801']]);
    expect(envs[0]?.['MLEG_STAFF_TOKEN']).toMatch(/^[\w-]{32}$/u);
  });

  it.each([null, 'http://127.0.0.1:47800/'])('is told at every start where the wallet is a page: %s', async (page) => {
    const { supervisor, told } = createSupervisor((port) => [greeting(Number(port))], page);
    await supervisor.start();
    await supervisor.start();
    expect(told).toEqual([page, page]);
  });

  it('takes any port when the first one is in use, and that one from then on', async () => {
    const { supervisor, ports, memory } = createSupervisor((port) => (port === '47801' ? 'ends' : [greeting(50_000)]));
    await supervisor.start();
    expect([ports, memory.get('issuerPort')]).toEqual([['47801', '0'], 50_000]);
    await supervisor.start();
    expect(ports.at(-1)).toBe('50000');
  });

  it('writes nothing at later starts, so that a full disk is no obstacle', async () => {
    const { supervisor, views, memory } = createSupervisor((port) => [greeting(Number(port))]);
    await supervisor.start();
    memory.set = () => {
      throw new Error('ENOSPC');
    };
    await supervisor.start();
    expect(views.at(-1)?.state).toBe('running');
  });

  it('does not change its name when its own port is in use: it says so', async () => {
    const { supervisor, memory, ports } = createSupervisor(() => 'ends');
    memory.set('issuerPort', 50_000);
    await supervisor.start();
    expect(ports).toEqual(['50000']);
    expect(supervisor.view).toMatchObject({ state: 'failed', detail: expect.stringContaining('port 50000') as string });
  });

  it.each(['', 'listening', '{}', '{"url":"x","anchor":{}}'])('is not taken for running after %j', async (line) => {
    const { supervisor, anchors } = createSupervisor(() => [line]);
    await supervisor.start();
    expect([supervisor.view.state, anchors]).toEqual(['failed', []]);
  });

  it('is started once by two who ask at once', async () => {
    const { supervisor, children, views } = createSupervisor(() => []);
    const starts = [supervisor.start(), supervisor.start()];
    for (const child of children) child.say(greeting(47_801));
    await Promise.all(starts);
    expect(children.map(({ isStopped }) => isStopped)).toEqual([false]);
    expect(views.map(({ state }) => state)).toEqual(['starting', 'running']);
  });

  it('starts nothing more once it was stopped', async () => {
    const { supervisor, ports } = createSupervisor(() => 'ends');
    const start = supervisor.start();
    supervisor.stop();
    await start;
    expect(ports).toEqual(['47801']);
  });

  it('is noticed when it dies, and can be started again', async () => {
    const { supervisor, children } = createSupervisor((port) => [greeting(Number(port))]);
    await supervisor.start();
    children[0]?.end(1);
    expect(supervisor.view).toMatchObject({ state: 'failed', url: null });
    await supervisor.start();
    expect(supervisor.view.state).toBe('running');
    supervisor.stop();
    expect(children.map(({ isStopped }) => isStopped)).toEqual([true, true]);
  });
});
