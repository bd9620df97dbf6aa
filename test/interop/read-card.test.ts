import { createHash } from 'node:crypto';
import { getListFromStatusListJWT, getStatusListFromJWT } from '@sd-jwt/jwt-status-list';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parsePublicJwk, verifyEs256 } from '../../shared/protocol/es256.ts';
import type { PublicJwk } from '../../shared/protocol/ports.ts';
import { collectCard } from '../issuer-mock/wallet-steps.ts';
import { openWorld, type World } from '../issuer-mock/world.ts';

let world: World;
beforeEach(async () => void (world = await openWorld()));
afterEach(() => world.stop());

/** The mock's published keys (RFC 7517), found as SD-JWT VC says: issuer, its metadata, `jwks_uri`. */
async function fetchKeys(): Promise<ReadonlyMap<string, PublicJwk>> {
  const { json } = await world.get('/.well-known/jwt-vc-issuer');
  const set = (await (await fetch(String(json['jwks_uri']))).json()) as { keys: unknown[] };
  const keys = set.keys.flatMap((key) => parsePublicJwk(key) ?? []);
  return new Map(keys.map((key) => [key.kid ?? '', key]));
}

/** A verifier of the library: it reads the card, its disclosures, its times and its status list. Only ES256 is lent to it. */
async function openVerifier(): Promise<SDJwtVcInstance> {
  const keys = await fetchKeys();
  const verifier = (data: string, signature: string): Promise<boolean> => {
    const header = JSON.parse(Buffer.from(data.split('.')[0] ?? '', 'base64url').toString()) as { kid: string };
    const key = keys.get(header.kid);
    return key ? verifyEs256(`${data}.${signature}`, key) : Promise.resolve(false);
  };
  return new SDJwtVcInstance({
    verifier,
    hasher: (data) =>
      createHash('sha256')
        .update(typeof data === 'string' ? data : new Uint8Array(data))
        .digest(),
    hashAlg: 'sha-256',
  });
}

const seconds = () => Math.floor(world.now() / 1000);

describe('@sd-jwt/sd-jwt-vc', () => {
  it('reads a card we issued, disclosures and all', async () => {
    const { credential } = await collectCard(world, 'zofia');
    const verifier = await openVerifier();
    const { payload, header } = await verifier.verify(credential, { currentDate: seconds() });
    expect(header).toMatchObject({ typ: 'dc+sd-jwt', alg: 'ES256' });
    expect([payload.iss, payload.vct]).toEqual([world.url, 'urn:mleg-sim:mlegitymacja:1']);
    expect(await verifier.getClaims(credential)).toMatchObject({
      card: { given_name: 'Zofia', family_name: 'Przykładowa', valid_until: '2027-03-31' },
      identity: { pesel: '04651412324' },
      photo: expect.stringMatching(/^data:image\/png;base64,/u) as string,
    });
  });

  it('shows the card without the person’s PESEL and photo', async () => {
    const { credential } = await collectCard(world);
    const verifier = await openVerifier();
    const shown = await verifier.present(credential, { card: true });
    const { payload } = await verifier.verify(shown, { currentDate: seconds() });
    expect(payload).toMatchObject({ card: { album_number: 'SYM-000123' } });
    expect(['identity' in payload, 'photo' in payload]).toEqual([false, false]);
  });

  it('refuses a card that was changed', async () => {
    const { credential } = await collectCard(world);
    const [jwt = '', ...rest] = credential.split('~');
    const [header, payload, signature = ''] = jwt.split('.');
    const other = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    const changed = [[header, payload, other].join('.'), ...rest].join('~');
    await expect((await openVerifier()).verify(changed, { currentDate: seconds() })).rejects.toThrow(/signature/iu);
  });

  it('sees a cancelled card as invalid in the very next look, and no other card', async () => {
    const [cancelled, kept] = [await collectCard(world, 'zofia'), await collectCard(world, 'jan')];
    const verifier = await openVerifier();
    await verifier.verify(cancelled.credential, { currentDate: seconds() });
    await world.staff('POST', `/api/orders/${cancelled.order.id}/cancel`);
    const look = verifier.verify(cancelled.credential, { currentDate: seconds() });
    await expect(look).rejects.toThrow('Status is not valid');
    await verifier.verify(kept.credential, { currentDate: seconds() });
  });
});

describe('@sd-jwt/jwt-status-list', () => {
  it('finds the card’s place and the same status there as our own reader', async () => {
    const { credential, order } = await collectCard(world);
    const place = getStatusListFromJWT(credential.split('~')[0] ?? '');
    const read = async () => {
      const list = getListFromStatusListJWT((await world.get(new URL(place.uri).pathname)).text);
      return [list.getBitsPerStatus(), list.statusList.length, list.getStatus(place.idx)];
    };
    expect(place.uri).toBe(`${world.url}/status/1`);
    expect(await read()).toEqual([2, 2 ** 16, 0]);
    await world.staff('POST', `/api/orders/${order.id}/cancel`);
    expect(await read()).toEqual([2, 2 ** 16, 1]);
  });
});
