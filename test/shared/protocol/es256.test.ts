import fc from 'fast-check';
import { importJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { encodeBase64url } from '../../../shared/protocol/base64url.ts';
import { isOnCurve, publicPart } from '../../../shared/protocol/es256.ts';
import type { PublicJwk } from '../../../shared/protocol/ports.ts';
import { createPrivateKey } from '../../support/specimen-issuer.ts';

const PRIME = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
const write = (value: bigint): string => encodeBase64url(Buffer.from(value.toString(16).padStart(64, '0'), 'hex'));
const read = (text: string): bigint => BigInt(`0x${Buffer.from(text, 'base64url').toString('hex')}`);

const canBeImported = (key: PublicJwk): Promise<boolean> =>
  importJWK({ ...key }, 'ES256').then(
    () => true,
    () => false,
  );

const genuine = publicPart(createPrivateKey());
const [x, y] = [read(genuine.x), read(genuine.y)];
const point = (one: bigint, other: bigint): PublicJwk => ({ ...genuine, x: write(one), y: write(other) });
/** y² of x = 0 is the curve's b, which has a root: a point with a very small x exists. */
const ZERO_X = 0x66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4n;

describe('whether a point lies on P-256', () => {
  it.each([
    ['a key', point(x, y), true],
    ['its mirror image', point(x, PRIME - y), true],
    ['the point above zero', point(0n, ZERO_X), true],
    ['one step beside', point(x, y + 1n), false],
    ['x and y the other way round', point(y, x), false],
    ['zero', point(0n, 0n), false],
    ['y past the prime, which means the same number', point(0n, ZERO_X + PRIME), false],
    ['x past the prime, which means the same number', point(PRIME, ZERO_X), false],
    ['all bits set', point(2n ** 256n - 1n, 2n ** 256n - 1n), false],
    ['31 bytes', { ...genuine, y: genuine.y.slice(0, -2) }, false],
  ])('%s: %j %s', async (_what, key, isThere) => {
    expect([isOnCurve(key), await canBeImported(key)]).toEqual([isThere, isThere]);
  });

  it('is what Web Crypto says, for keys and for any two numbers', async () => {
    const coordinate = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n });
    await fc.assert(
      fc.asyncProperty(coordinate, coordinate, async (one, other) => {
        expect(isOnCurve(point(one, other))).toBe(await canBeImported(point(one, other)));
        const made = publicPart(createPrivateKey());
        expect([isOnCurve(made), await canBeImported(made)]).toEqual([true, true]);
      }),
      { numRuns: 100 },
    );
  });
});
