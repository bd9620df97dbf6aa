import { randomBytes } from 'node:crypto';
import process from 'node:process';
import { type IssuerArguments, parseArguments, USAGE } from './arguments.ts';
import { DatabaseProblem } from './database/open-database.ts';
import { WITHOUT_WAITING } from './settings.ts';
import { ListenProblem, type RunningIssuer, startIssuer } from './start-issuer.ts';

/** Exit codes of the command contract. */
const WRONG_USAGE = 2;
const COULD_NOT_RUN = 3;

const parsed = parseArguments(process.argv.slice(2), process.env);
if (typeof parsed === 'string') {
  process.stderr.write(`${parsed}\n\n${USAGE}\n`);
  process.exitCode = WRONG_USAGE;
} else {
  await run(parsed);
}

async function run(options: IssuerArguments): Promise<void> {
  const {
    port,
    databaseLocation,
    databaseToken,
    publicUrl,
    seed,
    isFast,
    hasEarlyOffers,
    staffToken,
    walletPage,
    hasParent,
  } = options;
  const token = staffToken ?? randomBytes(24).toString('base64url');
  const issuer = await start({
    ...{ port, databaseLocation, databaseToken, publicUrl, seed, staffToken: token, walletPage },
    settings: { ...(isFast && WITHOUT_WAITING), offersBeforeReady: hasEarlyOffers },
  });
  if (!issuer) return;
  endWithSignals(issuer);
  endWithParent(issuer, hasParent);
  // A host has a token of its own that nobody knows, and its own pages.
  if (!hasParent) process.stderr.write(`Staff console: ${issuer.address}/console\n`);
  // SECURITY: a token that was handed in is somebody else's to show; only one made up here is written out.
  if (staffToken === null) process.stderr.write(`Staff token, shown only now: ${token}\n`);
  const { url, address, anchor } = issuer;
  const hello = { url, pid: process.pid, anchor, ...(address !== url && { address }) };
  process.stdout.write(`${JSON.stringify(hello)}\n`);
}

async function start(options: Parameters<typeof startIssuer>[0]): Promise<RunningIssuer | null> {
  try {
    return await startIssuer(options);
  } catch (error) {
    if (!(error instanceof DatabaseProblem || error instanceof ListenProblem)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = COULD_NOT_RUN;
    return null;
  }
}

let isEnding = false;

function end(issuer: RunningIssuer): void {
  if (isEnding) return;
  isEnding = true;
  void issuer.stop().then(() => process.exit(0));
}

function endWithSignals(issuer: RunningIssuer): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => end(issuer));
}

/** A mock whose shell is gone would hold its port and its database for ever. */
function endWithParent(issuer: RunningIssuer, hasParent: boolean): void {
  if (process.channel) process.on('disconnect', () => end(issuer));
  if (!hasParent) return;
  process.stdin.on('end', () => end(issuer)).on('error', () => end(issuer));
  process.stdin.resume();
}
