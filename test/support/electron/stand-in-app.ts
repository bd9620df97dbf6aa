import { createEvents } from './events.ts';
import { knowOnly } from './strict.ts';

/** Programs of this test process that hold the single instance lock, by data folder. */
const holders = new Map<string, (argv: readonly string[]) => void>();

export interface AppParts {
  /** The user's folder for programs' data, here a temporary one. */
  readonly appData: string;
  readonly locale: string;
  /** What the system started the program with. */
  readonly argv: readonly string[];
  readonly closeWindows: () => void;
  /** The operating system's part when a process ends at once: what it forked ends too. */
  readonly killForked: () => void;
}

/** `app`: the life of the program, without ending this process. */
export function createApp({ appData, locale, argv, closeWindows, killForked }: AppParts) {
  const names = [
    'web-contents-created',
    'second-instance',
    'open-url',
    'window-all-closed',
    'before-quit',
    'will-quit',
    'quit',
  ];
  const events = createEvents('app', names);
  const paths = new Map([['appData', appData]]);
  const state = {
    isReady: false,
    isSandboxed: false,
    hasLock: false,
    exitCode: null as number | null,
    schemes: [] as string[],
  };
  let becomeReady = (): void => undefined;
  let becomeEnded = (): void => undefined;
  const ready = new Promise<void>((resolve) => (becomeReady = resolve));
  const ended = new Promise<void>((resolve) => (becomeEnded = resolve));
  const getPath = (name: string): string => {
    const path = paths.get(name);
    if (path === undefined) throw new Error(`the electron stand-in has no path '${name}'`);
    return path;
  };
  const end = (code: number): void => {
    if (state.exitCode !== null) return;
    state.exitCode = code;
    if (state.hasLock) holders.delete(getPath('userData'));
    events.emit('quit');
    becomeEnded();
  };
  const quit = (): void => {
    if (state.exitCode !== null || events.emitPreventable('before-quit')) return;
    closeWindows();
    if (!events.emitPreventable('will-quit')) end(0);
  };
  const module = knowOnly('app', {
    on: events.on,
    once: events.once,
    enableSandbox: () => {
      if (state.isReady) throw new Error('app.enableSandbox() can only be called before app is ready');
      state.isSandboxed = true;
    },
    setName: (name: string) => void paths.set('name', name),
    setPath: (name: string, path: string) => void paths.set(name, path),
    getPath,
    getLocale: () => (state.isReady ? locale : ''),
    getVersion: () => '0.0.0-stand-in',
    whenReady: () => ready,
    requestSingleInstanceLock: () => {
      const folder = getPath('userData');
      const first = holders.get(folder);
      if (first) return (first(argv), false);
      holders.set(folder, (args) => events.emit('second-instance', {}, [...args]));
      return (state.hasLock = true);
    },
    setAsDefaultProtocolClient: (scheme: string) => {
      state.schemes.push(scheme);
      return true;
    },
    quit,
    exit: (code: number) => {
      closeWindows();
      killForked();
      end(code);
    },
  });
  return {
    module,
    events,
    state,
    ended,
    /** Electron waits with `ready` until main has been evaluated whole: a main that awaits it on its top level hangs, here as there. */
    becomeReady: () => {
      state.isReady = true;
      becomeReady();
    },
  };
}
export type StandInApp = ReturnType<typeof createApp>;
