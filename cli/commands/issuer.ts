import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { CouldNotRun } from '../exit.ts';
import { BUILT_ISSUER } from '../places.ts';

export const ISSUER_USAGE = `mleg-sim issuer [--port N] [--db FILE|:memory:|URL] [--staff-token T] [--seed NAME] [--fast]
                [--early-offers] [--public-url URL] [--wallet-page URL]

Runs the mock university until SIGTERM. The first line on standard output is one JSON object: {"url":…,"pid":…,"anchor":…}.
  --port N         0 (the default) takes any free port; the address is the issuer's name, so cards need the same port again
  --db FILE        database file, made if it is not there; :memory: (the default) keeps nothing
  --db URL         or on a libSQL server, http://, https:// or libsql://; its token is MLEG_DB_TOKEN
  --public-url URL the issuer's name where that is not the address it listens at
  --staff-token T  token of the staff API; without it one is generated and shown on standard error
  --seed NAME      whom it begins with: specimens (the default), empty, crowd:N, or country (1.3 million)
  --fast           orders are ready at once instead of after a few seconds
  --early-offers   an order can be redeemed while it still waits; the card comes later
  --wallet-page U  where the wallet is a page; Mobile USOS then links to it`;

/** Becomes the mock: the built program is loaded by its path with the arguments as they are, so the process id printed is this one's. */
export async function runIssuer(args: readonly string[]): Promise<undefined> {
  if (!existsSync(BUILT_ISSUER)) throw new CouldNotRun(`${BUILT_ISSUER} is not built`);
  process.argv = [process.execPath, BUILT_ISSUER, ...args];
  await import(pathToFileURL(BUILT_ISSUER).href);
}
