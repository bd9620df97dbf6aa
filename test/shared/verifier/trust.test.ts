import { describe, expect, it } from 'vitest';
import { createEs256Signer, publicPart, verifyEs256 } from '../../../shared/protocol/es256.ts';
import { createKeySet } from '../../../shared/protocol/key-set.ts';
import type { VerifyJws } from '../../../shared/protocol/ports.ts';
import { createKeyFinder, type TrustedIssuer } from '../../../shared/verifier/trust.ts';
import { createPrivateKey, DAY_S, ISSUER, NOW_MS, NOW_S, SpecimenIssuer } from '../../support/specimen-issuer.ts';

const issuer = new SpecimenIssuer();
const keySet = await issuer.keySet();
const entry = (change: Partial<TrustedIssuer> = {}): TrustedIssuer => ({
  ...{ issuer: ISSUER, name: 'U', anchor: publicPart(issuer.anchor), keySet },
  ...change,
});

/** A finder, the clock it goes by, and how many signatures it has checked. */
function openFinder() {
  const world = { nowMs: NOW_MS, checked: 0 };
  const verify: VerifyJws = (compact, key) => {
    world.checked += 1;
    return verifyEs256(compact, key);
  };
  const find = createKeyFinder({ now: () => world.nowMs, verify });
  const kids = async (entries: readonly TrustedIssuer[], kid = 'card-1') =>
    (await find(entries, 'credential', kid)).map((key) => key.kid);
  return { world, kids };
}

describe('keys of trusted issuers', () => {
  it('come of a key set whose signature is checked once, however often they are asked for', async () => {
    const { world, kids } = openFinder();
    for (let time = 0; time < 3; time += 1) expect(await kids([entry()])).toEqual(['card-1']);
    expect([await kids([entry()], 'card-2'), world.checked]).toEqual([[], 1]);
  });

  it('end with the key set, which is looked at each time', async () => {
    const { world, kids } = openFinder();
    expect(await kids([entry()])).toEqual(['card-1']);
    world.nowMs = NOW_MS + (7 * DAY_S + 60) * 1000;
    expect(await kids([entry()])).toEqual([]);
    world.nowMs = NOW_MS - 61_000;
    expect(await kids([entry()])).toEqual([]);
    world.nowMs = NOW_MS;
    expect([await kids([entry()]), world.checked]).toEqual([['card-1'], 1]);
  });

  it('do not come of the same text for another anchor or another issuer, also where it is known already', async () => {
    const { world, kids } = openFinder();
    expect(await kids([entry()])).toEqual(['card-1']);
    expect(await kids([entry({ anchor: publicPart(createPrivateKey()) })])).toEqual([]);
    expect(await kids([entry({ issuer: 'https://other.example' })])).toEqual([]);
    expect([await kids([entry()]), world.checked]).toEqual([['card-1'], 4]);
  });

  it('do not come of a text that was changed in one letter', async () => {
    const { kids } = openFinder();
    expect(await kids([entry()])).toEqual(['card-1']);
    const [head = '', payload = '', signature = ''] = keySet.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { keys: { kid: string }[] };
    const forged = { ...claims, keys: claims.keys.map((key) => ({ ...key, kid: 'card-1' })) };
    const text = `${head}.${Buffer.from(JSON.stringify(forged)).toString('base64url')}.${signature}`;
    expect(await kids([entry({ keySet: text })])).toEqual([]);
  });

  it('come of as many sets as there are issuers, and of a new set at once', async () => {
    const { kids } = openFinder();
    for (let at = 0; at < 220; at += 1) {
      const content = { issuer: ISSUER, issuedAt: NOW_S + (at % 60), expiresAt: NOW_S + DAY_S + at };
      const key = { issuer: ISSUER, kid: `card-${at}`, purpose: 'credential', key: publicPart(issuer.anchor) } as const;
      const text = await createKeySet({ ...content, keys: [key] }, createEs256Signer(issuer.anchor));
      expect(await kids([entry({ keySet: text }), entry()], `card-${at}`)).toEqual(
        at === 1 ? ['card-1', 'card-1'] : [`card-${at}`],
      );
    }
  });
});
