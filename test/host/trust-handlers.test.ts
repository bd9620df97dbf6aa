import { beforeEach, describe, expect, it } from 'vitest';
import { viewTrust } from '../../host/trust/view-trust.ts';
import { publicPart, verifyEs256 } from '../../shared/protocol/es256.ts';
import { fingerprintOf } from '../../shared/protocol/fingerprint.ts';
import { parseTrustList, writeTrustList } from '../../shared/verifier/trust.ts';
import { DAY_S, ISSUER, NOW_MS, NOW_S, SpecimenIssuer } from '../support/specimen-issuer.ts';
import { BUNDLED, TrustWorld } from './trust-world.ts';

let world: TrustWorld;
beforeEach(async () => {
  world = await TrustWorld.open();
});

describe('looking at an issuer', () => {
  it('shows whose anchor it is, and trusts nobody', async () => {
    expect(await world.inspectOne()).toEqual({
      ...{
        issuer: ISSUER,
        host: 'usos.example',
        hostUnicode: 'usos.example',
        hasMixedScripts: false,
        isInsecure: false,
      },
      ...{ name: 'Druga Uczelnia', fingerprint: await fingerprintOf(world.issuer.anchor), keys: 3 },
      ...{ standing: 'new', trustedFingerprint: null },
    });
    expect([world.trusted(), world.vault.saved, world.asked]).toEqual([[], null, [`${ISSUER}/trust-list.json`]]);
  });

  it.each(['usos.example', ' https://usos.example/ ', 'HTTPS://USOS.example', `${ISSUER}/trust-list.json`])(
    'forgives how its address is typed: %j',
    async (text) => expect((await world.inspectOne(text)).issuer).toBe(ISSUER),
  );

  it('takes a pasted list without asking the network', async () => {
    const text = await world.publish(world.issuer);
    expect(await world.inspectOne(text)).toMatchObject({ issuer: ISSUER, keys: 3 });
    expect(world.asked).toEqual([]);
  });

  it.each([
    ['nothing', '', 'TRUST_ADDRESS'],
    ['words', 'my university', 'TRUST_ADDRESS'],
    ['another scheme', 'file:///etc/passwd', 'TRUST_ADDRESS'],
    ['a user part', 'https://usos.example@evil.example', 'TRUST_ADDRESS'],
    ['parameters', 'https://usos.example/?a=b', 'TRUST_ADDRESS'],
    ['a metadata service', 'http://169.254.169.254', 'TRUST_ADDRESS'],
    ['one in disguise', 'https://2852039166', 'TRUST_ADDRESS'],
    ['http to another computer', 'http://usos.example', 'TRUST_HTTP'],
    ['an issuer that is not there', 'https://silent.example', 'ISSUER_UNREACHABLE'],
    ['a machine without a list', 'https://other.example', 'TRUST_NO_LIST'],
    ['a list of nobody', '{"issuers":[]}', 'TRUST_ADDRESS'],
    ['other JSON', '{"a":1}', 'TRUST_ADDRESS'],
  ])('refuses %s', async (_what, text, code) => {
    expect(await world.handlers['trust.inspect']({ text })).toMatchObject({ ok: false, code });
    if (code === 'TRUST_ADDRESS' || code === 'TRUST_HTTP') expect(world.asked).toEqual([]);
  });

  it('refuses a list over http, one that points inside, and one that says two things', async () => {
    const entry = { name: 'x', anchor: publicPart(world.issuer.anchor), keySet: null };
    const paste = (...issuers: string[]) =>
      world.handlers['trust.inspect']({
        text: JSON.stringify(writeTrustList(issuers.map((name) => ({ ...entry, issuer: name })))),
      });
    expect(await paste('http://usos.example')).toMatchObject({ code: 'TRUST_HTTP' });
    expect(await paste('https://169.254.169.254')).toMatchObject({ code: 'TRUST_ADDRESS' });
    expect(await paste(ISSUER, ISSUER)).toMatchObject({ code: 'TRUST_ADDRESS' });
    expect(await paste(ISSUER, 'https://two.example')).toMatchObject({
      ok: true,
      value: [{ keys: null }, { keys: null }],
    });
  });

  it('lets an issuer speak for itself alone', async () => {
    const other = await world.publish(new SpecimenIssuer('https://two.example'));
    world.served.set(`${ISSUER}/trust-list.json`, other);
    expect(await world.handlers['trust.inspect']({ text: ISSUER })).toMatchObject({ ok: false, code: 'TRUST_NO_LIST' });
  });

  it('refuses keys that the anchor has not signed, and an anchor off the curve', async () => {
    const keySet = await new SpecimenIssuer().keySet();
    const list = (anchor: object) =>
      JSON.stringify({ issuers: [{ issuer: ISSUER, name: 'x', anchor, key_set: keySet }] });
    expect(await world.handlers['trust.inspect']({ text: list(publicPart(world.issuer.anchor)) })).toMatchObject({
      code: 'TRUST_KEYS',
    });
    const { x } = publicPart(world.issuer.anchor);
    expect(
      await world.handlers['trust.inspect']({ text: list({ ...publicPart(world.issuer.anchor), y: x }) }),
    ).toMatchObject({
      code: 'TRUST_KEYS',
    });
  });
});

describe('trusting an issuer', () => {
  it('adds it with the time and its keys', async () => {
    await world.addOne();
    const [view] = await viewTrust(world.wallet.file.document, BUNDLED, {
      now: () => world.nowMs,
      verify: verifyEs256,
    });
    expect(view).toEqual({
      ...{
        issuer: ISSUER,
        host: 'usos.example',
        hostUnicode: 'usos.example',
        hasMixedScripts: false,
        isInsecure: false,
      },
      ...{ name: 'Druga Uczelnia', fingerprint: await fingerprintOf(world.issuer.anchor), isBundled: false },
      ...{ addedAt: NOW_MS, refreshedAt: NOW_MS, keys: 3, cards: 0 },
    });
    expect(await world.wallet.trust.findKeys('activation-qr', 'qr-1')).toEqual([world.issuer.key('activation-qr')]);
    expect((await world.inspectOne()).standing).toBe('trusted');
  });

  it('adds only what was inspected', async () => {
    const { fingerprint } = await world.inspectOne();
    const other = await fingerprintOf(new SpecimenIssuer().anchor);
    for (const wrong of [
      { issuer: ISSUER, fingerprint: other },
      { issuer: 'https://two.example', fingerprint },
    ])
      expect(await world.handlers['trust.add']({ ...wrong, replaces: null })).toMatchObject({
        ok: false,
        code: 'TRUST_NOT_SEEN',
      });
    expect(world.trusted()).toEqual([]);
  });

  it('adds the anchor that was seen, though the issuer serves another one by then', async () => {
    const { fingerprint } = await world.inspectOne();
    await world.publish(new SpecimenIssuer());
    expect(await world.handlers['trust.add']({ issuer: ISSUER, fingerprint, replaces: null })).toMatchObject({
      ok: true,
    });
    expect(world.wallet.trust.issuers[0]?.anchor).toEqual(publicPart(world.issuer.anchor));
    expect(world.wallet.trust.issuers[0]?.keySet).toBeNull();
  });

  it('never replaces an anchor unless the person has seen the one that goes', async () => {
    await world.addOne();
    const old = await fingerprintOf(world.issuer.anchor);
    const next = new SpecimenIssuer();
    await world.publish(next);
    const seen = await world.inspectOne();
    expect(seen).toMatchObject({ standing: 'anchor-changed', trustedFingerprint: old });
    const add = (replaces: string | null) => world.handlers['trust.add']({ ...seen, replaces });
    for (const replaces of [null, seen.fingerprint]) {
      expect(await add(replaces)).toMatchObject({ ok: false, code: 'TRUST_NOT_SEEN' });
      expect(world.wallet.trust.issuers[0]?.anchor).toEqual(publicPart(world.issuer.anchor));
    }
    expect(await add(old)).toMatchObject({ ok: true });
    expect(world.wallet.trust.issuers.map(({ anchor }) => anchor)).toEqual([publicPart(next.anchor)]);
  });

  it('leaves the bundled university alone', async () => {
    const bundled = new SpecimenIssuer(BUNDLED);
    await world.wallet.trust.trust({ issuer: BUNDLED, name: 'Testowa', anchor: publicPart(bundled.anchor) });
    await world.publish(new SpecimenIssuer(BUNDLED));
    const seen = await world.inspectOne(BUNDLED);
    expect(await world.handlers['trust.add']({ ...seen, replaces: seen.trustedFingerprint })).toMatchObject({
      code: 'TRUST_BUNDLED',
    });
    expect(await world.handlers['trust.remove']({ issuer: BUNDLED })).toMatchObject({ code: 'TRUST_BUNDLED' });
    expect(world.wallet.trust.issuers[0]?.anchor).toEqual(publicPart(bundled.anchor));
  });

  it('stops at two hundred, which is what a list may hold', async () => {
    const entries = Array.from({ length: 200 }, (_, at) => ({
      ...{ issuer: `https://u${at}.example`, name: 'x', anchor: publicPart(world.issuer.anchor), keySet: null },
    }));
    await world.wallet.file.change((document) => ({ ...document, trust: entries }));
    const seen = await world.inspectOne();
    expect(await world.handlers['trust.add']({ ...seen, replaces: null })).toMatchObject({
      ok: false,
      code: 'TRUST_FULL',
    });
  });

  it('says so when the disk is full, and trusts nobody', async () => {
    const seen = await world.inspectOne();
    world.vault.isFull = true;
    expect(await world.handlers['trust.add']({ ...seen, replaces: null })).toMatchObject({
      ok: false,
      code: 'VAULT_UNWRITABLE',
    });
    expect(world.trusted()).toEqual([]);
  });
});

describe('an issuer on the list', () => {
  it('is removed for good, also while its keys are on their way', async () => {
    await world.addOne();
    const refreshing = world.handlers['trust.refresh']({ issuer: ISSUER });
    await world.handlers['trust.remove']({ issuer: ISSUER });
    await refreshing;
    expect(world.trusted()).toEqual([]);
    expect(await world.wallet.trust.findKeys('activation-qr', 'qr-1')).toEqual([]);
    expect(parseTrustList((JSON.parse(world.vault.saved ?? '') as { trust: unknown }).trust)).toEqual([]);
  });

  it('takes no keys under the old anchor once it has another', async () => {
    await world.addOne();
    const old = world.served.get(`${ISSUER}/jwks.jwt`) ?? '';
    const next = new SpecimenIssuer();
    const refreshing = world.handlers['trust.refresh']({ issuer: ISSUER });
    await world.wallet.trust.trust({ issuer: ISSUER, name: 'x', anchor: publicPart(next.anchor) });
    await refreshing;
    expect(world.wallet.trust.issuers.map(({ keySet }) => keySet)).not.toContain(old);
  });

  it('is refreshed with the time of it', async () => {
    await world.addOne();
    world.nowMs += 3_600_000;
    world.served.set(`${ISSUER}/jwks.jwt`, await world.issuer.keySet(NOW_S + 3600));
    expect(await world.handlers['trust.refresh']({ issuer: ISSUER })).toEqual({ ok: true, value: null });
    expect(world.wallet.trust.issuers[0]).toMatchObject({ addedAt: NOW_MS, refreshedAt: world.nowMs });
  });

  it.each([
    ['keys under another anchor', () => new SpecimenIssuer().keySet(), 'TRUST_KEYS'],
    ['an older set', () => world.issuer.keySet(NOW_S - DAY_S), 'TRUST_KEYS'],
    ['nothing', () => Promise.resolve(null), 'ISSUER_UNREACHABLE'],
  ])('keeps what it has when it answers with %s', async (_what, serve, code) => {
    await world.addOne();
    const before = world.wallet.trust.issuers[0];
    const keySet = await serve();
    if (keySet === null) world.served.delete(`${ISSUER}/jwks.jwt`);
    else world.served.set(`${ISSUER}/jwks.jwt`, keySet);
    expect(await world.handlers['trust.refresh']({ issuer: ISSUER })).toMatchObject({ ok: false, code });
    expect(world.wallet.trust.issuers[0]).toBe(before);
  });

  it('that is not there cannot be refreshed', async () => {
    expect(await world.handlers['trust.refresh']({ issuer: ISSUER })).toMatchObject({
      ok: false,
      code: 'TRUST_NOT_SEEN',
    });
  });
});
