import { parseArgs } from 'node:util';

export interface IssuerArguments {
  readonly port: number;
  readonly databaseLocation: string;
  readonly isFast: boolean;
  readonly hasEarlyOffers: boolean;
  readonly staffToken: string | null;
  readonly hasParent: boolean;
}

export const USAGE = `Usage: issuer-mock [--port N] [--db FILE|:memory:] [--seed default] [--fast] [--early-offers] [--staff-token TOKEN] [--with-parent]

  --port N             listen at 127.0.0.1:N; 0, the default, takes any free port
  --db FILE            keep orders, keys and students in FILE; default :memory:
  --seed default       the students to start with
  --fast               an order is ready as soon as it is placed
  --early-offers       an order can be redeemed while it still waits; the card comes later
  --staff-token TOKEN  the staff API's token; also MLEG_STAFF_TOKEN; default: made up and shown once
  --with-parent        end when standard input is closed`;

const MAX_PORT = 65_535;

/** The command line, or the sentence that says what is wrong with it. */
export function parseArguments(args: readonly string[], env: NodeJS.ProcessEnv): IssuerArguments | string {
  const values = readValues(args);
  if (typeof values === 'string') return values;
  const port = Number(values.port);
  if (!/^\d{1,5}$/u.test(values.port) || port > MAX_PORT) return `--port ${values.port} is not a port`;
  if (values.seed !== 'default') return `--seed ${values.seed} is not known; there is only "default"`;
  if (values.db === '') return '--db needs a file or :memory:';
  const staffToken = values['staff-token'] ?? (env['MLEG_STAFF_TOKEN'] || null);
  if (staffToken !== null && !/^[\x21-\x7e]+$/u.test(staffToken))
    return 'the staff token may have no spaces or letters outside ASCII';
  return {
    ...{ port, databaseLocation: values.db, staffToken },
    ...{ isFast: values.fast, hasEarlyOffers: values['early-offers'], hasParent: values['with-parent'] },
  };
}

function readValues(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '0' },
        db: { type: 'string', default: ':memory:' },
        seed: { type: 'string', default: 'default' },
        fast: { type: 'boolean', default: false },
        'early-offers': { type: 'boolean', default: false },
        'staff-token': { type: 'string' },
        'with-parent': { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
