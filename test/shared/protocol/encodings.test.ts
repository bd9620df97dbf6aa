import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packActivationQr, unpackActivationQr } from '../../../shared/protocol/activation-qr.ts';
import { decodeBase45, encodeBase45 } from '../../../shared/protocol/base45.ts';
import { decodeBase64url, encodeBase64url } from '../../../shared/protocol/base64url.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('base64url', () => {
  it.each([
    ['', ''],
    ['f', 'Zg'],
    ['fo', 'Zm8'],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg'],
    ['fooba', 'Zm9vYmE'],
    ['foobar', 'Zm9vYmFy'],
  ])('RFC 4648 10: "%s" is "%s"', (plain, encoded) => {
    expect(encodeBase64url(bytes(plain))).toBe(encoded);
    expect(decodeBase64url(encoded)).toEqual(bytes(plain));
  });

  it('agrees with Node over any bytes, and comes back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (any) => {
        const encoded = encodeBase64url(any);
        expect(encoded).toBe(Buffer.from(any).toString('base64url'));
        expect(decodeBase64url(encoded)).toEqual(Uint8Array.from(any));
      }),
    );
  });

  it.each(['A', 'Zg==', 'Zh', 'Zm9=', 'Zm+v', 'Zm/v', ' Zm9v', 'Zm9v\n', 'Zm9ą'])('refuses %j', (text) => {
    expect(decodeBase64url(text)).toBeNull();
  });

  it('has one spelling for everything it accepts', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        const decoded = decodeBase64url(text);
        if (decoded !== null) expect(encodeBase64url(decoded)).toBe(text);
      }),
    );
  });
});

describe('base45', () => {
  it.each([
    ['AB', 'BB8'],
    ['Hello!!', '%69 VD92EX0'],
    ['base-45', 'UJCLQE7W581'],
    ['ietf!', 'QED8WEX0'],
  ])('RFC 9285 4.3: "%s" is "%s"', (plain, encoded) => {
    expect(encodeBase45(bytes(plain))).toBe(encoded);
    expect(decodeBase45(encoded)).toEqual(bytes(plain));
  });

  it.each(['A', 'GGW', ':::', '::', 'QED8WEX', 'bb8', 'BB8Ą', 'BB8\n'])('refuses %j', (text) => {
    expect(decodeBase45(text)).toBeNull();
  });

  it('comes back over any bytes, in one spelling', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (any) => {
        expect(decodeBase45(encodeBase45(any))).toEqual(Uint8Array.from(any));
      }),
    );
  });
});

describe('the dense activation QR', () => {
  it('packs and unpacks any three parts, and nothing cut off or added', () => {
    const part = fc.uint8Array({ maxLength: 200 }).map((any) => encodeBase64url(any));
    fc.assert(
      fc.property(part, part, part, (header, payload, signature) => {
        const compact = [header, payload, signature].join('.');
        const dense = packActivationQr(compact);
        expect(unpackActivationQr(dense)).toBe(compact);
        expect(unpackActivationQr(`${dense}00`)).toBeNull();
        expect(unpackActivationQr(dense.slice(0, -1))).not.toBe(compact);
      }),
    );
  });
});
