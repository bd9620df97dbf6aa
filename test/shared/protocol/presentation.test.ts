import { createHash, randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import QRCode from 'qrcode';
import { describe, expect, it } from 'vitest';
import { encodeBase45, decodeBase45 } from '../../../shared/protocol/base45.ts';
import { encodeBase64url } from '../../../shared/protocol/base64url.ts';
import { createEs256Signer, publicPart, verifyEs256 } from '../../../shared/protocol/es256.ts';
import { OFFLINE_DICTIONARY } from '../../../shared/protocol/offline-dictionary.ts';
import {
  createShownPresentation,
  packPresentation,
  unpackPresentation,
} from '../../../shared/protocol/offline-presentation.ts';
import {
  ANY_VERIFIER,
  createPresentation,
  type Group,
  GROUPS,
  splitSdJwt,
} from '../../../shared/protocol/presentation.ts';
import { SHOWN_REDRAW_MS } from '../../../shared/protocol/limits.ts';
import { SPECIMENS } from '../../../shared/student/specimens.ts';
import { deflate, inflate } from '../../../host/platform-ports.ts';
import { createPrivateKey, NOW_MS, NOW_S, sha256, SpecimenIssuer } from '../../support/specimen-issuer.ts';

const issuer = new SpecimenIssuer('http://127.0.0.1:47801');
const holder = createPrivateKey();
const ports = { sign: createEs256Signer(holder), sha256 };
const shownPorts = { ...ports, now: () => NOW_MS, randomBytes, deflate };
const binding = { audience: 'https://verifier.example/r/1', nonce: 'n-1', issuedAt: NOW_S };

const decode = (part = ''): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
const namesIn = (text: string): string[] =>
  (splitSdJwt(text)?.disclosures ?? []).map((disclosure) => (decode(disclosure) as string[])[1] ?? '');

describe('a presentation', () => {
  it.each([[[]], [['card']], [['card', 'photo']], [['identity', 'card']], [GROUPS]] as (readonly Group[])[][])(
    'shows %j and nothing else',
    async (groups) => {
      const credential = await issuer.credential(holder);
      const shown = await createPresentation(credential, groups, binding, ports);
      expect(namesIn(shown)).toEqual(GROUPS.filter((group) => groups.includes(group)));
      expect(splitSdJwt(shown)?.jwt).toBe(splitSdJwt(credential)?.jwt);
    },
  );

  it('is bound to what is shown, for whom, in answer to what and when, by the holder key', async () => {
    const shown = await createPresentation(await issuer.credential(holder), ['card'], binding, ports);
    const keyBinding = splitSdJwt(shown)?.keyBinding ?? '';
    const [header, payload] = keyBinding.split('.');
    const upToLastTilde = shown.slice(0, shown.length - keyBinding.length);
    expect(decode(header)).toEqual({ alg: 'ES256', typ: 'kb+jwt' });
    expect(decode(payload)).toEqual({
      iat: NOW_S,
      aud: binding.audience,
      nonce: 'n-1',
      sd_hash: createHash('sha256').update(upToLastTilde).digest('base64url'),
    });
    expect(await verifyEs256(keyBinding, publicPart(holder))).toBe(true);
  });

  it('cannot show a group that the card does not have', async () => {
    const [jwt, card] = (await issuer.credential(holder)).split('~');
    await expect(createPresentation(`${jwt}~${card}~`, ['photo'], binding, ports)).rejects.toThrow('no "photo"');
    await expect(createPresentation('ala ma kota', [], binding, ports)).rejects.toThrow(RangeError);
  });
});

describe('a presentation shown to whoever looks', () => {
  it('shows the card group to any verifier, with a nonce of its own each time', async () => {
    const credential = await issuer.credential(holder);
    const texts = await Promise.all([1, 2].map(() => createShownPresentation(credential, shownPorts)));
    const bindings = texts.map((text) => {
      const unpacked = unpackPresentation(text, inflate);
      if (!unpacked.ok) throw new Error(unpacked.code);
      expect(namesIn(unpacked.value)).toEqual(['card']);
      return decode(splitSdJwt(unpacked.value)?.keyBinding?.split('.')[1]) as { aud: string; nonce: string };
    });
    expect(bindings.map(({ aud }) => aud)).toEqual([ANY_VERIFIER, ANY_VERIFIER]);
    expect(new Set(bindings.map(({ nonce }) => nonce)).size).toBe(2);
    expect(bindings[0]?.nonce).toMatch(/^[\w-]{22}$/u);
  });

  it('is dated to the second it is made in, so that one redrawn in time is another', async () => {
    const credential = await issuer.credential(holder);
    const dates = [0, SHOWN_REDRAW_MS].map(async (later) => {
      const text = await createShownPresentation(credential, { ...shownPorts, now: () => NOW_MS + 999 + later });
      const unpacked = unpackPresentation(text, inflate);
      const [, payload] = splitSdJwt(unpacked.ok ? unpacked.value : '')?.keyBinding?.split('.') ?? [];
      return (decode(payload) as { iat: number }).iat;
    });
    expect(await Promise.all(dates)).toEqual([NOW_S, NOW_S + 15]);
  });

  it('fits QR version 20 at level L, for whoever has the longest names', async () => {
    const nameLength = ({ givenName, familyName }: (typeof SPECIMENS)[number]) => (givenName + familyName).length;
    const longest = SPECIMENS.reduce((a, b) => (nameLength(b) > nameLength(a) ? b : a));
    const { card } = await issuer.cardContent(holder);
    const named = { ...card, given_name: longest.givenName, family_name: longest.familyName };
    for (let time = 0; time < 20; time++) {
      const credential = await issuer.credential(holder, {
        card: named,
        status: { index: 65_535, uri: `${issuer.issuer}/status/12` },
      });
      const text = await createShownPresentation(credential, shownPorts);
      expect(QRCode.create(text, { errorCorrectionLevel: 'L' }).version).toBeLessThanOrEqual(20);
    }
  });
});

describe('the offline form', () => {
  const part = fc.uint8Array({ minLength: 1, maxLength: 90 }).map((any) => encodeBase64url(any));
  const jws = fc.tuple(part, part, part).map((parts) => parts.join('.'));
  const anySdJwt = fc
    .tuple(jws, fc.array(part, { maxLength: 4 }), jws)
    .map(([jwt, disclosures, keyBinding]) => [jwt, ...disclosures, keyBinding].join('~'));

  it('packs and unpacks any SD-JWT+KB', () => {
    fc.assert(
      fc.property(anySdJwt, (text) => {
        expect(unpackPresentation(packPresentation(text, deflate), inflate)).toEqual({ ok: true, value: text });
      }),
    );
  });

  it('holds nothing cut off, added or changed', () => {
    fc.assert(
      fc.property(anySdJwt, fc.nat(), fc.constantFrom('0', 'A', ':'), (text, at, character) => {
        const packed = packPresentation(text, deflate);
        const place = 4 + (at % (packed.length - 4));
        const changed = packed.slice(0, place) + character + packed.slice(place + 1);
        for (const other of [packed.slice(0, -1), packed.slice(0, -3), `${packed}000`, changed]) {
          if (other !== packed)
            expect(unpackPresentation(other, inflate)).toMatchObject({ ok: false, code: 'QR_BASE45' });
        }
      }),
    );
  });

  const wrap = (bytes: Uint8Array): string => `MP1:${encodeBase45(bytes)}`;
  const inside = (...lengths: number[]): Uint8Array =>
    deflate(
      Uint8Array.from(lengths.flatMap((length) => [length >> 8, length & 255, ...new Array<number>(length).fill(7)])),
    );
  it.each([
    ['nothing', '', 'QR_EMPTY'],
    ['too much', `MP1:${'0'.repeat(4093)}`, 'QR_TOO_LARGE'],
    ['another prefix', 'US1:000', 'QR_UNKNOWN_FORMAT'],
    ['lower case', 'mp1:000', 'QR_UNKNOWN_FORMAT'],
    ['a character that base45 has not', 'MP1:abc', 'QR_BASE45'],
    ['no zlib', wrap(Uint8Array.from([1, 2, 3, 4])), 'QR_BASE45'],
    ['nothing inside', wrap(deflate(new Uint8Array(0))), 'QR_BASE45'],
    ['five parts', wrap(inside(1, 1, 1, 1, 1)), 'QR_BASE45'],
    ['an empty part', wrap(inside(1, 1, 1, 0, 1, 1, 1)), 'QR_BASE45'],
    [
      'half a length',
      wrap(deflate(Uint8Array.from([0, 1, 7, 0, 1, 7, 0, 1, 7, 0, 1, 7, 0, 1, 7, 0, 1, 7, 0]))),
      'QR_BASE45',
    ],
    ['a bomb of 64 KiB and a byte', wrap(inside(...new Array<number>(6).fill(10_923))), 'QR_BASE45'],
    ['something behind the stream', wrap(Buffer.concat([inside(1, 1, 1, 1, 1, 1), Buffer.from([0])])), 'QR_BASE45'],
    ['another dictionary', wrap(deflate(inside(1), Uint8Array.from([1, 2, 3]))), 'QR_BASE45'],
    ['zlib in zlib', wrap(deflateSync(inside(1, 1, 1, 1, 1, 1))), 'QR_BASE45'],
  ])('refuses %s', (_what, text, code) => {
    expect(unpackPresentation(text, inflate)).toMatchObject({ ok: false, code });
  });

  it('takes six parts of one byte, so the refusals above are for what they say', () => {
    expect(unpackPresentation(wrap(inside(1, 1, 1, 1, 1, 1)), inflate)).toEqual({
      ok: true,
      value: 'Bw.Bw.Bw~Bw.Bw.Bw',
    });
    expect(decodeBase45('000')).not.toBeNull();
  });

  it('has the dictionary it always had: what was packed before must unpack', () => {
    expect(createHash('sha256').update(OFFLINE_DICTIONARY).digest('hex')).toBe(
      '57c9ccb6b0b7cfc47d97e6a6826331fd355a06b0ba1e0de7899639df8dc84cab',
    );
  });

  it.each(['a.b', 'Bw.Bw.Bw~', 'Bw.Bw~Bw.Bw.Bw.Bw', 'Bw.Bw.Bw~!~Bw.Bw.Bw', 'Bw..Bw~Bw.Bw.Bw'])(
    'does not pack %j',
    (text) => {
      expect(() => packPresentation(text, deflate)).toThrow(TypeError);
    },
  );
});
