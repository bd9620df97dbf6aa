import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import path from 'node:path';
import process from 'node:process';
import { createHost } from '../create-host.ts';
import { forkIssuerProcess } from '../issuer/fork-issuer-process.ts';
import { knownAddress } from '../issuer/issuer-supervisor.ts';
import { createConfStores } from '../vault/conf-store.ts';
import { createKeyFileSealer } from '../vault/key-file-sealer.ts';
import { findHolderAddress, lockFolder } from '../folder-lock.ts';
import { openSealedVault } from '../vault/sealed-vault.ts';
import { openStoreOrSetAside } from '../vault/set-aside.ts';
import { openBrowser } from './open-browser.ts';
import { parseWebArguments, type WebArguments } from './web-arguments.ts';
import { createWebBridge, type WebBridge } from './web-bridge.ts';

/** The browser shell: the same host and the same page as the desktop's, on a loopback address. */
declare const __APP_VERSION__: string;

/** The first start may still be waiting for its mock. */
const JOIN_LIMIT_MS = 25_000;

/** Named where something cannot be read or written; system errors often leave the path out. */
let dataFolder = '';

const here = import.meta.dirname;

async function main(): Promise<void> {
  const args = parseWebArguments(process.argv.slice(2), process.env);
  if (typeof args === 'string') {
    console.error(`${args}\nusage: npm start -- --browser [--port N] [--no-open] [--data-folder DIR]`);
    process.exit(2);
  }
  dataFolder = args.dataFolder;
  const lock = await lockFolder(args.dataFolder);
  if (!lock.isHeld) return joinRunning(args, lock.holder.pid);
  const place = { openStore: createConfStores(args.dataFolder), folder: args.dataFolder, now: Date.now };
  const sealer = createKeyFileSealer(path.join(args.dataFolder, 'wallet.key'));
  const vault = await openSealedVault({ ...place, name: 'wallet', sealer });
  const verifierVault = await openSealedVault({ ...place, name: 'verifier', sealer });
  const settings = openStoreOrSetAside({ ...place, name: 'settings' });
  if (settings.setAside !== null) console.error(`damaged settings were set aside: ${settings.setAside}`);
  if (verifierVault.setAside !== null)
    console.error(`a damaged verifier file was set aside: ${verifierVault.setAside}`);
  if (vault.setAside !== null) console.error(`a damaged wallet file was set aside: ${vault.setAside}`);

  let bridge: WebBridge | null = null;
  let walletPage: string | null = null;
  // The mock keeps its port for good, so a page may frame it even if it is started only after the page.
  let frameSource: string | null = knownAddress(settings.store);
  const host = await createHost({
    shell: 'browser',
    version: __APP_VERSION__,
    dataFolder: args.dataFolder,
    vault,
    verifierVault,
    settings: settings.store,
    forkIssuer: forkIssuerProcess,
    issuerModule: path.join(here, 'issuer-mock.js'),
    push: (push) => {
      if (push.name === 'university.changed') frameSource = push.value.url ?? frameSource;
      bridge?.push(push);
    },
    now: Date.now,
    onFault: (error) => console.error('fault in the wallet’s rounds:', error),
    systemLanguage: systemLanguage(),
    walletPage: () => walletPage,
  });
  const token = randomBytes(24).toString('base64url');
  bridge = createWebBridge({
    pageFolder: path.join(here, '..', 'page'),
    token,
    handlers: host.handlers,
    frameSource: () => frameSource,
    reportFault: (name, error) => console.error(`fault in ${name}:`, error),
  });
  stopOnSignal(() => {
    bridge.close();
    return host.stop();
  });
  // The port first: the mock's pages link to this one. SECURITY: without the token, which a list of processes would show.
  walletPage = `http://127.0.0.1:${await listen(bridge.server, args)}/`;
  // Then the mock, and only then is the address told: the page's policy names the mock's, so that it can be framed from the first picture on.
  await host.start();
  const address = `${walletPage}#token=${token}`;
  lock.announce(address);
  console.log(`mLegitymacja Simulator: ${address}`);
  if (args.opensBrowser) openBrowser(address);
}

/** A second start over the same data joins the first: same wallet, same mock, same page. */
async function joinRunning({ dataFolder, opensBrowser }: WebArguments, pid: number): Promise<void> {
  const address = await findHolderAddress(dataFolder, JOIN_LIMIT_MS);
  if (address === null) throw new Error(`${dataFolder} is in use by another program (process ${pid})`);
  console.error('it is running already; this is its address');
  console.log(`mLegitymacja Simulator: ${address}`);
  if (opensBrowser) openBrowser(address);
}

/** The usual port where it is free, else any; a port the person named must be free. */
async function listen(server: Server, { port, isPortWanted }: WebArguments): Promise<number> {
  const tryPort = (candidate: number): Promise<number> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(candidate, '127.0.0.1', () => {
        server.removeListener('error', reject);
        const bound = server.address();
        resolve(typeof bound === 'object' && bound ? bound.port : candidate);
      });
    });
  try {
    return await tryPort(port);
  } catch (error) {
    if (!isPortWanted) return tryPort(0);
    console.error(`port ${port} cannot be used: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(3);
  }
}

function stopOnSignal(stop: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void stop().finally(() => process.exit(0)));
  }
}

const systemLanguage = (): 'pl' | 'en' =>
  Intl.DateTimeFormat().resolvedOptions().locale.startsWith('pl') ? 'pl' : 'en';

main().catch((error: unknown) => {
  const where = error instanceof Error && 'code' in error ? ` (data folder: ${dataFolder})` : '';
  console.error(`${error instanceof Error ? error.message : String(error)}${where}`);
  process.exit(3);
});
