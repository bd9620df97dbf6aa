import { beforeEach, describe, expect, it } from 'vitest';
import { ISSUER, SpecimenIssuer } from '../support/specimen-issuer.ts';
import { TrustWorld } from './trust-world.ts';

let world: TrustWorld;
beforeEach(async () => {
  world = await TrustWorld.open();
});

describe('the switch for http', () => {
  const INSECURE = 'http://usos.example';

  it('lets an issuer be added, and its word counts only while it is on', async () => {
    const insecure = new SpecimenIssuer(INSECURE);
    await world.publish(insecure);
    world.allowsHttp = true;
    expect(await world.inspectOne(INSECURE)).toMatchObject({ isInsecure: true });
    await world.addOne(INSECURE);
    expect(await world.wallet.trust.findKeys('activation-qr', 'qr-1')).toHaveLength(1);
    expect(world.wallet.trust.findIssuerOf(`${INSECURE}/o/1`)).toBe(INSECURE);
    world.allowsHttp = false;
    world.asked = [];
    expect(await world.wallet.trust.findKeys('activation-qr', 'qr-1')).toEqual([]);
    expect(world.wallet.trust.findIssuerOf(`${INSECURE}/o/1`)).toBeNull();
    expect(await world.handlers['trust.refresh']({ issuer: INSECURE })).toMatchObject({
      ok: false,
      code: 'TRUST_HTTP',
    });
    expect(world.asked).toEqual([]);
    expect(world.trusted()).toEqual([INSECURE]);
  });

  it('being off again locks nobody out of the wallet', async () => {
    world.allowsHttp = true;
    await world.publish(new SpecimenIssuer(INSECURE));
    await world.addOne(INSECURE);
    world.allowsHttp = false;
    await world.start();
    expect(world.trusted()).toEqual([INSECURE]);
  });
});

describe('a QR of somebody unknown', () => {
  it('names them, for a person to look at', async () => {
    const qr = await new SpecimenIssuer('https://xn--uss-ted.example').activationQr();
    expect(await world.wallet.desk.open(qr, 'camera')).toMatchObject({
      ...{ ok: false, code: 'JWS_KID_UNKNOWN' },
      issuer: {
        host: 'xn--uss-ted.example',
        hostUnicode: 'us\u043es.example',
        hasMixedScripts: true,
        isInsecure: false,
      },
    });
    const link = `openid-credential-offer://?credential_offer_uri=${encodeURIComponent(`${ISSUER}/o/1`)}`;
    expect(await world.wallet.desk.open(link, 'typed')).toMatchObject({
      ...{ ok: false, code: 'ISSUER_UNTRUSTED' },
      issuer: { issuer: ISSUER },
    });
  });

  it('that borrows a trusted name names nobody', async () => {
    await world.addOne();
    const forger = Object.assign(new SpecimenIssuer(), { kids: { ...world.issuer.kids, 'activation-qr': 'qr-9' } });
    const refused = await world.wallet.desk.open(await forger.activationQr(), 'camera');
    expect(refused).toMatchObject({ ok: false, code: 'JWS_KID_UNKNOWN' });
    expect(refused).not.toHaveProperty('issuer');
  });
});
