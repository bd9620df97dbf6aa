import { exportJWK, generateKeyPair } from 'jose';
import { type PrivateJwk, publicPart } from '../../shared/protocol/es256.ts';
import { isJsonObject } from '../../shared/protocol/json.ts';
import type { KeyPurpose } from '../../shared/protocol/key-set.ts';
import type { PublicJwk, RandomBytes, SignJws } from '../../shared/protocol/ports.ts';
import type { Database } from '../database/open-database.ts';
import { drawToken } from '../random.ts';
import { createNodeSigner } from './node-signer.ts';

export interface SigningKey {
  readonly kid: string;
  readonly publicKey: PublicJwk;
  readonly sign: SignJws;
}

/** One current key per purpose, and the anchor that vouches for them (protocol.md 6). */
export class IssuerKeys {
  readonly anchor: SigningKey;
  #current: CurrentKeys;

  constructor(anchor: SigningKey, current: CurrentKeys) {
    this.anchor = anchor;
    this.#current = current;
  }

  /** Another one after each rotation: to be asked for each time something is signed. */
  get current(): CurrentKeys {
    return this.#current;
  }

  /** Takes up a rotation on another machine; where there was none, one look at the names is enough. */
  async reloadIfRotated(database: Database): Promise<void> {
    const { rows } = await database.execute(`SELECT kid FROM keys WHERE retired_at IS NULL AND purpose <> 'anchor'`);
    const known = new Set(Object.values(this.#current).map(({ kid }) => kid));
    if (rows.some(({ kid }) => !known.has(String(kid)))) await this.reload(database);
  }

  /** Takes up what a rotation has written into the database. */
  async reload(database: Database): Promise<void> {
    this.#current = await readCurrent((purpose) => findKey(database, purpose));
  }
}

export type CurrentKeys = Readonly<Record<KeyPurpose, SigningKey>>;

const KID_BYTES = 9;

/** The keys kept in the database; those it does not have yet are made first. */
export async function loadIssuerKeys(database: Database, now: number, randomBytes: RandomBytes): Promise<IssuerKeys> {
  const load = async (purpose: KeyPurpose | 'anchor'): Promise<SigningKey> =>
    (await findKey(database, purpose)) ?? makeKey(database, purpose, now, randomBytes);
  return new IssuerKeys(await load('anchor'), await readCurrent(load));
}

async function readCurrent(read: (purpose: KeyPurpose) => Promise<SigningKey | null>): Promise<CurrentKeys> {
  const [activationQr, credential, status] = [
    await read('activation-qr'),
    await read('credential'),
    await read('status'),
  ];
  if (!activationQr || !credential || !status) throw new Error('a purpose is without a current key');
  return { 'activation-qr': activationQr, credential, status };
}

async function findKey(database: Database, purpose: string): Promise<SigningKey | null> {
  const { rows } = await database.execute({
    sql: 'SELECT kid, private_jwk FROM keys WHERE purpose = ? AND retired_at IS NULL',
    args: [purpose],
  });
  const [row] = rows;
  if (!row) return null;
  const jwk = parsePrivateJwk(String(row['private_jwk']));
  return { kid: String(row['kid']), publicKey: publicPart(jwk), sign: createNodeSigner(jwk) };
}

async function makeKey(
  database: Database,
  purpose: string,
  now: number,
  randomBytes: RandomBytes,
): Promise<SigningKey> {
  await database.execute(await writeNewKey(purpose, now, randomBytes));
  // Read back: where two processes start at once on one file, the first key in is the key of both.
  const key = await findKey(database, purpose);
  if (!key) throw new Error(`no ${purpose} key after making one`);
  return key;
}

/** The statement that stores a fresh key; does nothing where the purpose has a current one. */
export async function writeNewKey(purpose: string, now: number, randomBytes: RandomBytes) {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = JSON.stringify(await exportJWK(privateKey));
  return {
    sql: 'INSERT INTO keys (kid, purpose, private_jwk, created_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    args: [drawToken(randomBytes, KID_BYTES), purpose, jwk, now],
  };
}

export function parsePrivateJwk(text: string): PrivateJwk {
  const value: unknown = JSON.parse(text);
  const isPrivate = isJsonObject(value) && ['x', 'y', 'd'].every((name) => typeof value[name] === 'string');
  if (!isPrivate) throw new Error('a stored key is not a private JWK');
  return value as unknown as PrivateJwk;
}
