import { homedir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

export interface WebArguments {
  /** 0: any free port. */
  readonly port: number;
  /** True if the person named the port, who is then told when it is taken. */
  readonly isPortWanted: boolean;
  readonly opensBrowser: boolean;
  readonly dataFolder: string;
}

/** A port that stays the same, so that the browser remembers the camera permission. */
const USUAL_PORT = 47_800;

/** Arguments of the browser shell, or the sentence that says what is wrong with them. */
export function parseWebArguments(args: readonly string[], env: NodeJS.ProcessEnv): WebArguments | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        'no-open': { type: 'boolean', default: false },
        'data-folder': { type: 'string' },
      },
    });
    const port = values.port === undefined ? USUAL_PORT : Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      return `--port ${values.port}: a number from 0 to 65535 is needed`;
    return {
      port,
      isPortWanted: values.port !== undefined,
      opensBrowser: !values['no-open'],
      dataFolder: path.resolve(values['data-folder'] ?? env['MLEG_DATA_FOLDER'] ?? usualDataFolder(env)),
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Where programs keep their data on this system, under our own name. */
function usualDataFolder(env: NodeJS.ProcessEnv): string {
  const home = homedir();
  if (process.platform === 'darwin')
    return path.join(home, 'Library', 'Application Support', 'mlegitymacja-simulator-browser');
  const base =
    process.platform === 'win32' ? (env['APPDATA'] ?? path.join(home, 'AppData', 'Roaming')) : env['XDG_DATA_HOME'];
  return path.join(base ?? path.join(home, '.local', 'share'), 'mlegitymacja-simulator-browser');
}
