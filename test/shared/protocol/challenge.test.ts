import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import QRCode from 'qrcode';
import { describe, expect, it } from 'vitest';
import { encodeBase45 } from '../../../shared/protocol/base45.ts';
import { answerChallenge, type Challenge, createChallenge, readChallenge } from '../../../shared/protocol/challenge.ts';
import { createEs256Signer } from '../../../shared/protocol/es256.ts';
import { unpackPresentation } from '../../../shared/protocol/offline-presentation.ts';
import { splitSdJwt } from '../../../shared/protocol/presentation.ts';
import { deflate, inflate } from '../../../host/platform-ports.ts';
import { createPrivateKey, NOW_MS, NOW_S, sha256, SpecimenIssuer } from '../../support/specimen-issuer.ts';

async function read(text: string): Promise<Challenge> {
  const challenge = await readChallenge(text, sha256);
  if (!challenge.ok) throw new Error(challenge.code);
  return challenge.value;
}
const wrap = (...bytes: number[]): string => `MC1:${encodeBase45(Uint8Array.from(bytes))}`;
const NONCE = new Array<number>(16).fill(7);

describe('a challenge', () => {
  it('comes back as it was made, and is small', async () => {
    const name = 'Kasa biletowa – okienko 2 żółć';
    const text = createChallenge(name, () => Uint8Array.from(NONCE));
    expect(await read(text)).toEqual({
      nonce: Buffer.from(NONCE).toString('base64url'),
      audience: expect.stringMatching(/^urn:mleg-sim:challenge:[\w-]{43}$/u) as string,
      name,
    });
    expect(QRCode.create(text, { errorCorrectionLevel: 'M' }).version).toBeLessThanOrEqual(5);
  });

  it('holds any name that may be shown', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 60 }), async (name) => {
        expect((await read(createChallenge(name, randomBytes))).name).toBe(name);
      }),
    );
  });

  it('has an audience of its own under every name and nonce', async () => {
    const texts = ['A', 'B', ''].map((name) => createChallenge(name, () => Uint8Array.from(NONCE)));
    const others = [createChallenge('A', randomBytes), createChallenge('A', randomBytes)];
    const audiences = await Promise.all([...texts, ...others].map(async (text) => (await read(text)).audience));
    expect(new Set(audiences).size).toBe(5);
  });

  it.each([
    ['nothing', '', 'QR_EMPTY'],
    ['too much', `MC1:${'0'.repeat(5000)}`, 'QR_TOO_LARGE'],
    ['another prefix', 'MP1:000', 'QR_UNKNOWN_FORMAT'],
    ['no base45', 'MC1:a', 'QR_BASE45'],
    ['15 bytes', wrap(...NONCE.slice(1)), 'QR_BASE45'],
    ['a name that is not UTF-8', wrap(...NONCE, 0xff), 'QR_BASE45'],
    ['a name of 61 bytes', wrap(...NONCE, ...new Array<number>(61).fill(65)), 'QR_UNKNOWN_FORMAT'],
    ['a name that turns direction', wrap(...NONCE, ...Buffer.from('A\u202eB')), 'QR_UNKNOWN_FORMAT'],
    ['a name with a hidden character', wrap(...NONCE, ...Buffer.from('A\u3164B')), 'QR_UNKNOWN_FORMAT'],
  ])('is refused: %s', async (_what, text, code) => {
    expect(await readChallenge(text, sha256)).toMatchObject({ ok: false, code });
  });

  it('is not made with a name that would be refused', () => {
    for (const name of ['ą'.repeat(31), 'A\u202eB'])
      expect(() => createChallenge(name, randomBytes)).toThrow(RangeError);
  });

  it('is answered with the card, bound to it', async () => {
    const holder = createPrivateKey();
    const challenge = await read(createChallenge('Kasa', randomBytes));
    const credential = await new SpecimenIssuer().credential(holder);
    const sign = createEs256Signer(holder);
    const text = await answerChallenge(challenge, credential, { sign, sha256, deflate, now: () => NOW_MS + 999 });
    const unpacked = unpackPresentation(text, inflate);
    const parts = splitSdJwt(unpacked.ok ? unpacked.value : '');
    const claims: unknown = JSON.parse(Buffer.from(parts?.keyBinding?.split('.')[1] ?? '', 'base64url').toString());
    expect(claims).toMatchObject({ aud: challenge.audience, nonce: challenge.nonce, iat: NOW_S });
    expect(parts?.disclosures).toHaveLength(1);
    expect(QRCode.create(text, { errorCorrectionLevel: 'L' }).version).toBeLessThanOrEqual(20);
  });
});
