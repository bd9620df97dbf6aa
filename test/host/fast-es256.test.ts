import { createPublicKey, generateKeyPairSync, sign, verify as verifyDer } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFastVerifier } from '../../host/fast-es256.ts';
import { decodeBase64url, encodeBase64url } from '../../shared/protocol/base64url.ts';
import { publicPart, verifyEs256 } from '../../shared/protocol/es256.ts';
import { JWS_RULES, parseJwsStrictly } from '../../shared/protocol/jws.ts';
import type { PublicJwk } from '../../shared/protocol/ports.ts';
import { Checklist } from '../../shared/protocol/steps.ts';
import { createPrivateKey, encodeText, signRaw } from '../support/specimen-issuer.ts';

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const PRIME = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const HEADER = '{"alg":"ES256","typ":"test"}';
const signer = createPrivateKey();
const key = publicPart(signer);
const fast = createFastVerifier();

const genuine = await signRaw(HEADER, '{"a":1}', signer);
const [header = '', payload = '', signature = ''] = genuine.split('.');
const raw = Buffer.from(decodeBase64url(signature) ?? []);
const input = Buffer.from(`${header}.${payload}`);
const number = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
const bytesOf = (value: bigint, length = 32): Buffer =>
  Buffer.from(value.toString(16).padStart(2 * length, '0'), 'hex');
const [r, s] = [number(raw.subarray(0, 32)), number(raw.subarray(32))];
const withSignature = (bytes: Uint8Array): string => `${header}.${payload}.${encodeBase64url(bytes)}`;
const withNumbers = (one: bigint, other: bigint): string =>
  withSignature(Buffer.concat([bytesOf(one), bytesOf(other)]));
const withHeader = (text: string): Promise<string> => signRaw(text, '{"a":1}', signer);
const der = sign('sha256', input, { key: { ...signer }, format: 'jwk' });

/** What both must say the same of, and what that is. */
const SIGNATURES: readonly (readonly [what: string, compact: string, isGood: boolean])[] = [
  ['the genuine one', genuine, true],
  ['the other root of s, which is as good', withNumbers(r, ORDER - s), true],
  ['r and s the other way round', withNumbers(s, r), false],
  ['r = 0', withNumbers(0n, s), false],
  ['s = 0', withNumbers(r, 0n), false],
  ['both 0', withNumbers(0n, 0n), false],
  ['r = the order', withNumbers(ORDER, s), false],
  ['s = the order', withNumbers(r, ORDER), false],
  ['all bits set', withSignature(Buffer.alloc(64, 0xff)), false],
  ['DER', withSignature(der), false],
  ['DER of 64 bytes', withSignature(Buffer.concat([der, Buffer.alloc(64)]).subarray(0, 64)), false],
  ['63 bytes', withSignature(raw.subarray(0, 63)), false],
  ['65 bytes', withSignature(Buffer.concat([raw, Buffer.alloc(1)])), false],
  ['both numbers with a zero before them', withSignature(Buffer.concat([bytesOf(r, 33), bytesOf(s, 33)])), false],
  ['twice over', withSignature(Buffer.concat([raw, raw])), false],
  ['no signature', `${header}.${payload}.`, false],
  ['a changed payload', `${header}.${encodeText('{"a":2}')}.${signature}`, false],
  ['ES384 in the header', await withHeader('{"alg":"ES384"}'), false],
  ['HS256 in the header', await withHeader('{"alg":"HS256"}'), false],
  ['none in the header', await withHeader('{"alg":"none"}'), false],
  ['no alg', await withHeader('{}'), false],
  ['alg in small letters', await withHeader('{"alg":"es256"}'), false],
  ['demands nobody knows', await withHeader('{"alg":"ES256","crit":["x"],"x":1}'), false],
  ['a header that is a list', await withHeader('["ES256"]'), false],
  ['a header that is not JSON', await withHeader('ES256'), false],
  ['a payload of any bytes', await signRaw(HEADER, 'ą\u0000', signer), true],
  ['a large payload', await signRaw(HEADER, 'x'.repeat(100_000), signer), true],
];

const other = publicPart(createPrivateKey());
/** The point with the same x below the axis: a key of its own, whose x alone says nothing. */
const mirrored: PublicJwk = { ...key, y: encodeBase64url(bytesOf(PRIME - number(Buffer.from(key.y, 'base64url')))) };
const past = encodeBase64url(bytesOf(PRIME + 5n));
const KEYS: readonly (readonly [what: string, key: PublicJwk, isGood: boolean])[] = [
  ['the signer’s', key, true],
  ['another', other, false],
  ['the mirrored one', mirrored, false],
  ['one off the curve', { ...key, y: other.y }, false],
  ['zero', { ...key, x: encodeBase64url(Buffer.alloc(32)), y: encodeBase64url(Buffer.alloc(32)) }, false],
  ['a coordinate past the prime', { ...key, x: past }, false],
  ['a coordinate of 31 bytes', { ...key, x: encodeBase64url(Buffer.alloc(31, 1)) }, false],
  ['no coordinate', { ...key, x: '' }, false],
];

const isWellFormed = (compact: string): boolean => {
  const checks = new Checklist(JWS_RULES);
  return parseJwsStrictly(compact, null, checks) !== null && checks.report().code === null;
};

describe('the fast ES256 check beside jose’s', () => {
  it.each(SIGNATURES)('%s', async (_what, compact, isGood) => {
    expect([await fast(compact, key), await verifyEs256(compact, key)]).toEqual([isGood, isGood]);
  });

  it.each(KEYS)('by the key: %s', async (_what, candidate, isGood) => {
    // Twice: the second time it may come from those at hand.
    for (let time = 0; time < 2; time += 1)
      expect([await fast(genuine, candidate), await verifyEs256(genuine, candidate)]).toEqual([isGood, isGood]);
  });

  it('knows DER for a signature only where it is asked for it', () => {
    // Otherwise the row above would prove nothing.
    expect(verifyDer('sha256', input, createPublicKey({ key: { ...key }, format: 'jwk' }), der)).toBe(true);
  });

  it('says the same of any change to a good token, and never yes where jose says no', async () => {
    const change = fc.record({
      at: fc.nat(genuine.length - 1),
      by: fc.constantFrom('', 'A', '_', '.', ' ', '\n', 'ą', '='),
    });
    await fc.assert(
      fc.asyncProperty(change, fc.boolean(), async ({ at, by }, isInserted) => {
        const compact = genuine.slice(0, at) + by + genuine.slice(isInserted ? at : at + 1);
        const [mine, joses] = [await fast(compact, key), await verifyEs256(compact, key)];
        expect(mine).toBe(joses && isWellFormed(compact));
      }),
      { numRuns: 500 },
    );
  });

  it('says the same of random keys and numbers', async () => {
    const scalar = fc.bigInt({ min: 0n, max: ORDER });
    await fc.assert(
      fc.asyncProperty(scalar, scalar, async (one, another) => {
        const compact = withNumbers(one, another);
        expect(await fast(compact, key)).toBe(await verifyEs256(compact, key));
      }),
      { numRuns: 200 },
    );
  });

  it('is stricter than jose where parseJwsStrictly is: spare bits, line breaks, one payload in two spellings', async () => {
    const spare = `${genuine.slice(0, -1)}${genuine.endsWith('A') ? 'B' : String.fromCharCode(genuine.charCodeAt(genuine.length - 1) + 1)}`;
    for (const compact of [spare, `${genuine}\n`, `${header}.${payload}. ${signature}`]) {
      expect([isWellFormed(compact), await fast(compact, key)]).toEqual([false, false]);
    }
  });

  it('still knows a key after so many others that it was thrown away', async () => {
    const verifier = createFastVerifier();
    expect(await verifier(genuine, key)).toBe(true);
    for (let at = 0; at < 300; at += 1) {
      const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
      expect(await verifier(genuine, { kty: 'EC', crv: 'P-256', x, y })).toBe(false);
    }
    expect(await verifier(genuine, key)).toBe(true);
  });
});
