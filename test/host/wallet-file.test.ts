import { describe, expect, it } from 'vitest';
import { VaultUnwritable } from '../../host/vault/vault.ts';
import { openWalletFile } from '../../host/wallet/wallet-file.ts';
import { publicPart } from '../../shared/protocol/es256.ts';
import { viewCard } from '../../shared/wallet/view-card.ts';
import { addCard, EMPTY_WALLET, type StoredCard } from '../../shared/wallet/wallet-document.ts';
import { MemoryVault } from '../support/memory-vault.ts';
import { createPrivateKey, DAY_S, ISSUER, NOW_MS, NOW_S, SpecimenIssuer } from '../support/specimen-issuer.ts';

const issuer = new SpecimenIssuer();

async function createCard(): Promise<StoredCard> {
  const holderKey = createPrivateKey();
  const { card, identity, photo } = await issuer.cardContent(holderKey);
  const credential = await issuer.credential(holderKey);
  return {
    ...{ id: 'card-1', credential, holderKey, issuer: ISSUER, expiresAt: NOW_S + DAY_S, status: 0 },
    ...{ card, identity, photo, addedAt: NOW_MS, updatedAt: NOW_MS, issuance: null, renewalAskedAt: 0, history: [] },
  };
}

describe('the wallet in its vault', () => {
  it('is empty at first, and afterwards what was saved', async () => {
    const vault = new MemoryVault();
    const seen: number[] = [];
    const file = await openWalletFile(vault, ({ cards }) => seen.push(cards.length));
    expect(file.document).toEqual(EMPTY_WALLET);
    const card = await createCard();
    await file.change((document) => addCard(document, card, 'jti-1'));
    await file.change((document) => ({
      ...document,
      trust: [{ issuer: ISSUER, name: 'T', anchor: publicPart(issuer.anchor), keySet: null }],
    }));
    expect(seen).toEqual([1, 1]);
    const again = await openWalletFile(vault, () => undefined);
    expect(again.document).toEqual(file.document);
    expect(again.document.cards).toEqual([card]);
    expect(again.document.usedQrs).toEqual([{ issuer: ISSUER, jti: 'jti-1' }]);
  });

  it('lets a change that could not be written not have happened', async () => {
    const vault = new MemoryVault();
    const file = await openWalletFile(vault, () => expect.unreachable('nothing changed'));
    vault.isFull = true;
    const card = await createCard();
    await expect(file.change((document) => addCard(document, card, 'jti-1'))).rejects.toThrow(VaultUnwritable);
    expect(file.document).toEqual(EMPTY_WALLET);
    expect(vault.saved).toBeNull();
  });

  it('goes on after a failed write, and runs changes one after another', async () => {
    const vault = new MemoryVault();
    const file = await openWalletFile(vault, () => undefined);
    const add = (jti: string) =>
      file.change((document) => ({ ...document, usedQrs: [...document.usedQrs, { issuer: ISSUER, jti }] }));
    vault.isFull = true;
    await expect(add('lost')).rejects.toThrow();
    vault.isFull = false;
    await Promise.all(Array.from({ length: 20 }, (_, at) => add(`jti-${at}`)));
    expect(file.document.usedQrs).toHaveLength(20);
  });

  it('does not touch what a newer program wrote', async () => {
    const vault = new MemoryVault();
    vault.saved = JSON.stringify({ profile: null, cards: 'in a form of tomorrow' });
    await expect(openWalletFile(vault, () => undefined)).rejects.toThrow('newer version');
    expect(vault.saved).toContain('tomorrow');
  });

  it('never saves what it could not read again: the old document stays, and a start finds it', async () => {
    const vault = new MemoryVault();
    const file = await openWalletFile(vault, () => undefined);
    const card = await createCard();
    await file.change((document) => addCard(document, card, 'jti-1'));
    const before = vault.saved;
    const misshapen = {
      ...card,
      id: 'card-2',
      credential: 'another',
      card: { ...card.card, given_name: 'Z'.repeat(201) },
    };
    await expect(file.change((document) => addCard(document, misshapen, 'jti-2'))).rejects.toThrow(VaultUnwritable);
    expect([vault.saved, file.document.cards]).toEqual([before, [card]]);
    expect((await openWalletFile(vault, () => undefined)).document.cards).toEqual([card]);
  });

  it('has room for many activations whose issuer is down', async () => {
    const vault = new MemoryVault();
    const file = await openWalletFile(vault, () => undefined);
    const endpoint = `${ISSUER}/x`;
    const redemption = {
      ...{ issuer: ISSUER, jti: 'jti', configurationId: 'mlegitymacja', holderKey: createPrivateKey() },
      endpoints: { credential: endpoint, token: endpoint, nonce: endpoint, notification: null, deferred: null },
      ...{ refreshToken: null, cardId: null, deferral: null, startedAt: NOW_MS },
    };
    const unfinished = Array.from({ length: 50 }, (_, at) => ({ ...redemption, accessToken: `token-${at}` }));
    await file.change((document) => ({ ...document, unfinished }));
    expect((await openWalletFile(vault, () => undefined)).document.unfinished).toEqual(unfinished);
  });

  it('replaces a card that comes again, never doubles it', async () => {
    const card = await createCard();
    const twice = addCard(addCard(EMPTY_WALLET, card, 'a'), { ...card, id: 'card-2' }, 'b');
    expect(twice.cards.map(({ id }) => id)).toEqual(['card-2']);
  });
});

describe('a card as it is shown', () => {
  it.each([
    ['valid', {}, NOW_MS, 'valid'],
    ['a second before its end', {}, NOW_MS + DAY_S * 1000 - 1000, 'valid'],
    ['at its end', {}, NOW_MS + DAY_S * 1000, 'expired'],
    ['withdrawn', { status: 1 }, NOW_MS, 'invalid'],
    ['withdrawn and past its end', { status: 1 }, NOW_MS + 2 * DAY_S * 1000, 'invalid'],
    ['suspended', { status: 2 }, NOW_MS, 'suspended'],
  ] as const)('%s', async (_what, changes, nowMs, status) => {
    expect(viewCard({ ...(await createCard()), ...changes }, nowMs).status).toBe(status);
  });

  it('shows a specimen in the clear', async () => {
    const view = viewCard(await createCard(), NOW_MS);
    expect([view.isSpecimen, view.givenName, view.pesel, view.birthdate]).toEqual([
      true,
      'Zofia',
      '04651412324',
      '2204-05-14',
    ]);
    expect(view.photo).toMatch(/^data:image\/png/u);
  });

  it('masks everything about somebody who could exist', async () => {
    const card = await createCard();
    // Not a real number: its check digit is wrong, which a foreign issuer may get wrong too.
    const foreign = { ...card, identity: { birthdate: '2004-05-14', pesel: '04251412320' } };
    const shown = JSON.stringify(viewCard(foreign, NOW_MS));
    for (const hidden of [
      'Zofia',
      'Przykładowa',
      '04251412320',
      '2004-05-14',
      'SYM-000123',
      '000-0000001',
      'data:image',
    ]) {
      expect(shown).not.toContain(hidden);
    }
  });

  it('carries no secret', async () => {
    const card = await createCard();
    const shown = JSON.stringify(viewCard(card, NOW_MS));
    expect(shown).not.toContain(card.holderKey.d);
    expect(shown).not.toContain(card.credential.slice(0, 40));
  });
});
