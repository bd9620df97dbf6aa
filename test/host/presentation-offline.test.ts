import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createChallenge, readChallenge } from '../../shared/protocol/challenge.ts';
import { checkPresentation } from '../../shared/verifier/check-presentation.ts';
import { ANYBODY, createPorts, openList, statusList } from '../shared/verifier/presentation-desk.ts';
import { sha256 } from '../support/specimen-issuer.ts';
import { makeStoredCard, PresentationWorld } from './presentation-world.ts';

let world: PresentationWorld;
beforeEach(async () => {
  world = await PresentationWorld.open();
});
afterEach(() => world.verifier.stop());

const ports = () => createPorts({ now: () => world.nowMs, findStatusList: () => openList(statusList(world.status)) });
async function show(withPhoto = false) {
  const shown = await world.handlers['presentation.show']({ cardId: 'card-1', withPhoto });
  if (!shown.ok) throw new Error(shown.code);
  return shown.value;
}
async function answer(text: string, withPhoto = false) {
  const { requestId } = await world.openText(text);
  const shared = await world.handlers['presentation.share']({ requestId, cardId: 'card-1', withPhoto });
  if (!shared.ok || shared.value.kind !== 'qr') throw new Error('no QR');
  return shared.value;
}
async function verify(challenge: string, text: string) {
  const read = await readChallenge(challenge, sha256);
  if (!read.ok) throw new Error(read.code);
  return checkPresentation(text, { binding: { kind: 'asked', ...read.value }, groups: ['card'] }, ports());
}

describe('shown to whoever looks', () => {
  it('is VALID_UNCHALLENGED, and another text at each redraw', async () => {
    const first = await show();
    expect(first.redrawAt).toBe(world.nowMs + 15_000);
    expect(await checkPresentation(first.text, ANYBODY, ports())).toMatchObject({ verdict: 'VALID_UNCHALLENGED' });
    world.nowMs = first.redrawAt;
    const second = await show();
    expect(second.text).not.toBe(first.text);
    expect(await checkPresentation(second.text, ANYBODY, ports())).toMatchObject({ verdict: 'VALID_UNCHALLENGED' });
    expect(world.sent).toEqual([]);
  });

  it('is REVOKED for a verifier with the list, also where the wallet does not know it yet', async () => {
    world.status = 1;
    expect(await checkPresentation((await show()).text, ANYBODY, ports())).toMatchObject({ verdict: 'REVOKED' });
  });

  it('stands in the history once for each showing', async () => {
    const draw = async (...gaps: readonly number[]) => {
      for (const gap of gaps) {
        world.nowMs += gap;
        await show();
      }
    };
    await draw(0, 15_000, 15_200, 29_000);
    expect(world.history()).toEqual([['shown', '']]);
    await draw(30_000, 15_000);
    expect(world.history()).toHaveLength(2);
    // A clock that was set back begins another one, and does not silence the history until then.
    await draw(-3_600_000, 15_000);
    expect(world.history()).toHaveLength(3);
  });

  it('stands there once where two draws come at the same time', async () => {
    await Promise.all([show(), show()]);
    expect(world.history()).toHaveLength(1);
  });

  it('needs no room on the disk, and is written down once there is some', async () => {
    world.vault.isFull = true;
    expect((await show()).text).toMatch(/^MP1:/u);
    expect(world.history()).toEqual([]);
    world.vault.isFull = false;
    world.nowMs += 15_000;
    await show();
    expect(world.history()).toHaveLength(1);
  });

  it('has the photo too where that was switched on, and is still the same showing once it is off again', async () => {
    const { text } = await show(true);
    const { photo } = await makeStoredCard();
    expect(await checkPresentation(text, ANYBODY, ports())).toMatchObject({
      ...{ verdict: 'VALID_UNCHALLENGED', presented: { photo, identity: null } },
    });
    expect((await checkPresentation((await show()).text, ANYBODY, ports())).presented?.photo).toBeNull();
    expect(world.history()).toEqual([['shown-with-photo', '']]);
  });

  it('stands there once more where the photo was added to it', async () => {
    for (const withPhoto of [false, true, true, false, true]) await show(withPhoto);
    expect(world.history()).toEqual([
      ['shown', ''],
      ['shown-with-photo', ''],
    ]);
  });

  it.each([
    ['none', null],
    ['one that is too large', `data:image/png;base64,${'A'.repeat(16_384)}`],
  ])('is no photo where the card has %s, which the page knows', async (_what, photo) => {
    await world.store(await makeStoredCard({ photo }));
    await expect(show(true)).rejects.toThrow('no photo that fits');
    expect(world.history()).toEqual([]);
  });

  it('has nothing to show of a card that is gone', async () => {
    await world.store();
    expect(await world.handlers['presentation.show']({ cardId: 'card-1', withPhoto: false })).toEqual({
      ok: false,
      code: 'CARD_GONE',
    });
  });
});

describe('a challenge without a network', () => {
  it('is answered with a QR bound to it, which makes it VALID, and is written down under the name it gave', async () => {
    const challenge = createChallenge('Kasa 3', randomBytes);
    expect(await world.openText(challenge)).toMatchObject({ kind: 'challenge', who: 'Kasa 3', cardIds: ['card-1'] });
    expect(world.history()).toEqual([]);
    const { text, until } = await answer(challenge);
    expect(until).toBe(world.nowMs + 120_000);
    expect(await verify(challenge, text)).toMatchObject({ verdict: 'VALID' });
    expect([world.history(), world.sent]).toEqual([[['shared', 'Kasa 3']], []]);
  });

  it('is answered with the photo where the person added it', async () => {
    const challenge = createChallenge('Kasa 3', randomBytes);
    const { text } = await answer(challenge, true);
    const { photo } = await makeStoredCard();
    expect(await verify(challenge, text)).toMatchObject({ verdict: 'VALID', presented: { photo, identity: null } });
    await answer(createChallenge('', randomBytes), true);
    expect(world.history()).toEqual([
      ['shared-with-photo', 'Kasa 3'],
      ['shown-with-photo', ''],
    ]);
  });

  it('of another verifier is not answered by it', async () => {
    const { text } = await answer(createChallenge('Kasa 3', randomBytes));
    expect(await verify(createChallenge('Kasa 3', randomBytes), text)).toMatchObject({
      ...{ verdict: 'INVALID', code: 'KB_NONCE', presented: null },
    });
  });

  it('without a name is a showing to nobody in particular', async () => {
    await answer(createChallenge('', randomBytes));
    expect(world.history()).toEqual([['shown', '']]);
  });

  it('keeps its spaces where it was pasted, and loses its line breaks', async () => {
    // Byte pairs whose base45 has spaces in it.
    const challenge = createChallenge('', () => Uint8Array.from(Array.from({ length: 8 }, () => [6, 84]).flat()));
    expect(challenge.slice(4)).toContain(' ');
    const pasted = ` ${challenge.slice(0, 9)}\r\n${challenge.slice(9)}\n`;
    const opened = await world.handlers['presentation.open']({ text: pasted, source: 'pasted' });
    if (!opened.ok) throw new Error(opened.code);
    const shared = await world.handlers['presentation.share']({
      requestId: opened.value.requestId,
      cardId: 'card-1',
      withPhoto: false,
    });
    if (!shared.ok || shared.value.kind !== 'qr') throw new Error('no QR');
    expect(await verify(challenge, shared.value.text)).toMatchObject({ verdict: 'VALID' });
  });

  it('ends by itself, and saying no to it needs no network', async () => {
    const { requestId } = await world.openText(createChallenge('Kasa 3', randomBytes));
    world.nowMs += 120_000;
    const argument = { requestId, cardId: 'card-1', withPhoto: false };
    expect(await world.handlers['presentation.share'](argument)).toEqual({ ok: false, code: 'REQUEST_EXPIRED' });
    const again = await world.openText(createChallenge('Kasa 3', randomBytes));
    await world.handlers['presentation.decline'](again);
    expect([world.sent, world.history()]).toEqual([[], []]);
  });

  it('can be answered with a card without a photo', async () => {
    await world.store(await makeStoredCard({ photo: null }));
    expect(await world.openText(createChallenge('', randomBytes))).toMatchObject({ cardIds: ['card-1'] });
  });
});
