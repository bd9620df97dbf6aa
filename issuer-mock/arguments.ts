import { parseArgs } from 'node:util';
import { isIssuerUrl } from '../shared/protocol/issuer-url.ts';
import { readSeed, type Seed, SEED_NAMES } from './students/seeds.ts';
import { isServerAddress } from './database/open-database.ts';

export interface IssuerArguments {
  readonly port: number;
  readonly databaseLocation: string;
  /** Secret; only from the environment, since every process of the machine can read a command line. */
  readonly databaseToken: string | null;
  readonly publicUrl: string | null;
  readonly seed: Seed;
  readonly isFast: boolean;
  readonly hasEarlyOffers: boolean;
  readonly staffToken: string | null;
  readonly walletPage: string | null;
  readonly hasParent: boolean;
}

export const USAGE = `Usage: issuer-mock [--port N] [--db FILE|:memory:|URL] [--public-url URL] [--seed NAME] [--fast] [--early-offers] [--staff-token TOKEN] [--wallet-page URL] [--with-parent]

  --port N             listen at 127.0.0.1:N; 0, the default, takes any free port
  --db FILE            keep orders, keys and students in FILE; default :memory:
  --db URL             or on a libSQL server, which several machines may share; its token is MLEG_DB_TOKEN
  --public-url URL     the issuer's name in everything it signs, if that is not the address it listens at
  --seed NAME          the students to start with: ${SEED_NAMES}
  --fast               an order is ready as soon as it is placed
  --early-offers       an order can be redeemed while it still waits; the card comes later
  --staff-token TOKEN  the staff API's token; also MLEG_STAFF_TOKEN; default: made up and shown once
  --wallet-page URL    where the wallet is a page; Mobile USOS then links to it
  --with-parent        end when standard input is closed`;

const MAX_PORT = 65_535;

/** The command line, or the sentence that says what is wrong with it. */
export function parseArguments(args: readonly string[], env: NodeJS.ProcessEnv): IssuerArguments | string {
  const values = readValues(args);
  if (typeof values === 'string') return values;
  const port = Number(values.port);
  if (!/^\d{1,5}$/u.test(values.port) || port > MAX_PORT) return `--port ${values.port} is not a port`;
  const seed = readSeed(values.seed);
  if (!seed) return `--seed ${values.seed} is not known; it is one of ${SEED_NAMES}`;
  if (values.db === '') return '--db needs a file or :memory:';
  const publicUrl = values['public-url'] ?? null;
  const problem = findServerProblem(values.db) ?? (publicUrl === null ? null : findPublicUrlProblem(publicUrl));
  if (problem) return problem;
  const staffToken = values['staff-token'] ?? (env['MLEG_STAFF_TOKEN'] || null);
  if (staffToken !== null && !/^[\x21-\x7e]+$/u.test(staffToken))
    return 'the staff token may have no spaces or letters outside ASCII';
  const walletPage = readWalletPage(values['wallet-page']);
  if (walletPage === undefined) return `--wallet-page ${values['wallet-page']} is not an http or https address`;
  return {
    ...{
      port,
      databaseLocation: values.db,
      databaseToken: env['MLEG_DB_TOKEN'] || null,
      publicUrl,
      seed,
      staffToken,
      walletPage,
    },
    ...{ isFast: values.fast, hasEarlyOffers: values['early-offers'], hasParent: values['with-parent'] },
  };
}

/** SECURITY: a token in the address would stand in the list of processes, and in every message that names the database. */
function findServerProblem(location: string): string | null {
  if (!isServerAddress(location)) return null;
  if (!URL.canParse(location)) return `--db ${location} is not an address`;
  const { username, password, search, hash } = new URL(location);
  if (username + password + search + hash === '') return null;
  return '--db takes a server’s bare address; its token goes into MLEG_DB_TOKEN';
}

function findPublicUrlProblem(url: string): string | null {
  const isBare = isIssuerUrl(url) && new URL(url).origin === url;
  return isBare ? null : `--public-url ${url} is not https://HOST, or http:// on this machine, without a path`;
}

/** SECURITY: stands in links as it is, so no other scheme, which could run a script. Without its fragment, where the links add theirs. */
function readWalletPage(value: string | undefined): string | null | undefined {
  if (value === undefined) return null;
  if (!URL.canParse(value) || !/^https?:$/u.test(new URL(value).protocol)) return undefined;
  return new URL(value).href.split('#')[0];
}

function readValues(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '0' },
        db: { type: 'string', default: ':memory:' },
        'public-url': { type: 'string' },
        seed: { type: 'string', default: 'specimens' },
        fast: { type: 'boolean', default: false },
        'early-offers': { type: 'boolean', default: false },
        'staff-token': { type: 'string' },
        'wallet-page': { type: 'string' },
        'with-parent': { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
