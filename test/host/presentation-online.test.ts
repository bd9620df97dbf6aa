import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseTrustList } from '../../shared/verifier/trust.ts';
import { createPrivateKey } from '../support/specimen-issuer.ts';
import { makeStoredCard, PresentationWorld } from './presentation-world.ts';

let world: PresentationWorld;
beforeEach(async () => {
  world = await PresentationWorld.open();
});
afterEach(() => world.verifier.stop());

const open = (text: string, source: 'typed' | 'camera' = 'typed') =>
  world.handlers['presentation.open']({ text, source });
const share = (requestId: string, cardId = 'card-1', withPhoto = false) =>
  world.handlers['presentation.share']({ requestId, cardId, withPhoto });
const reportOf = (id: string) => {
  const outcome = world.verifier.outcomeOf(id);
  return outcome?.kind === 'shared' ? outcome.report : outcome;
};
const withPrefix = (paths: readonly string[], prefix: string) => paths.filter((path) => path.startsWith(prefix));

describe('a request over the network', () => {
  it('is shown with who asks and what for, before anything is shared; consent makes it VALID', async () => {
    const { id, link } = world.verifier.ask({ groups: ['identity', 'card'] });
    const opened = await world.openText(link);
    const host = new URL(world.verifier.origin).host;
    expect(opened).toMatchObject({
      ...{ kind: 'online', who: host, isNamed: false, cardIds: ['card-1'] },
      host: { host, hasMixedScripts: false, isInsecure: false },
      expiresAt: world.nowMs - (world.nowMs % 1000) + 120_000,
    });
    expect(opened.groups).toEqual([
      {
        group: 'card',
        fields: ['given_name', 'family_name', 'album_number', 'university', 'card_number', 'issued_on', 'valid_until'],
      },
      { group: 'identity', fields: ['birthdate', 'pesel'] },
    ]);
    expect(world.verifier.log).toEqual([`GET /q/${id}`]);
    expect(world.history()).toEqual([]);
    expect(await share(opened.requestId)).toEqual({ ok: true, value: { kind: 'sent' } });
    expect(reportOf(id)).toMatchObject({
      ...{ verdict: 'VALID', code: null },
      presented: { card: { given_name: 'Zofia' }, identity: { birthdate: '2204-05-14' }, photo: null },
    });
    expect(world.history()).toEqual([['shared', host]]);
  });

  it('gets no photo that it did not ask for, whatever the page says', async () => {
    const { id, link } = world.verifier.ask({ groups: ['card'] });
    await share((await world.openText(link)).requestId, 'card-1', true);
    expect(reportOf(id)).toMatchObject({ verdict: 'VALID', presented: { photo: null } });
    expect(world.history()?.map(([kind]) => kind)).toEqual(['shared']);
  });

  it('gives the page neither nonce nor state nor key, and says a name only where the trust list has one', async () => {
    world.verifierName = 'Biblioteka';
    const opened = await world.openText(world.verifier.ask().link);
    expect(opened).toMatchObject({ who: 'Biblioteka', isNamed: true });
    expect(JSON.stringify(opened)).not.toMatch(/nonce|state-|"x"|did:jwk/u);
  });

  it('is answered where nobody has signed it, to the host it names', async () => {
    const { id, unsignedLink } = world.verifier.ask();
    const opened = await world.openText(unsignedLink);
    expect(opened).toMatchObject({ isNamed: false, who: new URL(world.verifier.origin).host });
    expect(opened.expiresAt).toBe(world.nowMs + 120_000);
    await share(opened.requestId);
    expect(reportOf(id)).toMatchObject({ verdict: 'VALID' });
  });

  it('is told where the person says no, and nothing is shared or written down', async () => {
    const { id, link } = world.verifier.ask();
    const { requestId } = await world.openText(link);
    expect(await world.handlers['presentation.decline']({ requestId })).toEqual({ ok: true, value: null });
    expect(world.verifier.outcomeOf(id)).toEqual({ kind: 'declined' });
    expect(world.history()).toEqual([]);
    expect(await share(requestId)).toEqual({ ok: false, code: 'REQUEST_GONE' });
  });

  it('makes one answer of two clicks', async () => {
    const { link, id } = world.verifier.ask();
    const { requestId } = await world.openText(link);
    const [first, second] = await Promise.all([share(requestId), share(requestId)]);
    expect([first.ok, second]).toEqual([true, { ok: false, code: 'REQUEST_GONE' }]);
    expect(withPrefix(world.verifier.log, 'POST')).toEqual([`POST /r/${id}`]);
    expect(world.history()).toHaveLength(1);
  });

  it('answered with another nonce than the verifier waits for is INVALID there', async () => {
    const { id, link } = world.verifier.ask({ expectedNonce: 'another' });
    await share((await world.openText(link)).requestId);
    expect(reportOf(id)).toMatchObject({ verdict: 'INVALID', code: 'KB_NONCE', presented: null });
  });

  it('of a card that was revoked is REVOKED there', async () => {
    world.status = 1;
    const { id, link } = world.verifier.ask();
    await share((await world.openText(link)).requestId);
    expect(reportOf(id)).toMatchObject({ verdict: 'REVOKED' });
  });

  it('ends by itself, here and there', async () => {
    const { id, link } = world.verifier.ask();
    const { requestId } = await world.openText(link);
    world.nowMs += 120_000;
    expect(await share(requestId)).toEqual({ ok: false, code: 'REQUEST_EXPIRED' });
    expect(await share(requestId)).toEqual({ ok: false, code: 'REQUEST_GONE' });
    expect(await open(link)).toMatchObject({ ok: false, code: 'REQUEST_EXPIRED' });
    expect([withPrefix(world.verifier.log, 'POST'), world.verifier.outcomeOf(id), world.history()]).toEqual([
      [],
      null,
      [],
    ]);
  });

  it('is out of reach where nobody answers, when it is read and when it is answered', async () => {
    const { link } = world.verifier.ask();
    const { requestId } = await world.openText(link);
    await world.verifier.stop();
    expect(await open(link)).toMatchObject({ ok: false, code: 'REQUEST_UNREACHABLE' });
    expect(await share(requestId)).toMatchObject({ ok: false, code: 'REQUEST_UNREACHABLE' });
    expect(world.history()).toEqual([['shared', new URL(world.verifier.origin).host]]);
  });

  it.each([
    ['whose request lies on another computer over http', 'http://verifier.example/q/1'],
    ['whose request lies behind a link-local address', 'http://169.254.169.254/q/1'],
  ])('%s is not even asked for', async (_what, address) => {
    const link = new URL(world.verifier.ask().link);
    link.searchParams.set('request_uri', address);
    expect(await open(link.href)).toMatchObject({ ok: false, code: 'REQUEST_FORMAT' });
    expect(world.sent).toEqual([]);
  });

  it('whose answer would go to another host is refused', async () => {
    const { link } = world.verifier.ask({ responseUri: 'https://elsewhere.example/r/1' });
    expect(await open(link)).toMatchObject({ ok: false, code: 'REQUEST_FORMAT' });
  });

  it('is offered the cards that have what it asks for, and no other card is shared', async () => {
    await world.store(await makeStoredCard(), await makeStoredCard({ id: 'card-2', photo: null }));
    const { link } = world.verifier.ask({ groups: ['photo'] });
    const { requestId, cardIds } = await world.openText(link);
    expect(cardIds).toEqual(['card-1']);
    expect(await share(requestId, 'card-2')).toEqual({ ok: false, code: 'CARD_GONE' });
    expect(await share(requestId)).toMatchObject({ ok: true });
    expect(world.history()?.map(([kind]) => kind)).toEqual(['shared-with-photo']);
  });

  it('is not answered while the history cannot be written, and can be once there is room', async () => {
    const { id, link } = world.verifier.ask();
    const { requestId } = await world.openText(link);
    world.vault.isFull = true;
    expect(await share(requestId)).toMatchObject({ ok: false, code: 'VAULT_UNWRITABLE' });
    expect(world.verifier.outcomeOf(id)).toBeNull();
    world.vault.isFull = false;
    expect(await share(requestId)).toMatchObject({ ok: true });
  });

  it('is one of the twenty opened last', async () => {
    const first = await world.openText(world.verifier.ask().unsignedLink);
    const second = await world.openText(world.verifier.ask().unsignedLink);
    for (let opened = 2; opened < 21; opened++) await world.openText(world.verifier.ask().unsignedLink);
    expect(await share(first.requestId)).toEqual({ ok: false, code: 'REQUEST_GONE' });
    expect(await share(second.requestId)).toMatchObject({ ok: true });
  });

  it('forgives what copying does to a link', async () => {
    const { link } = world.verifier.ask();
    expect(await open(` ${link.slice(0, 40)}\n  ${link.slice(40)}\n`)).toMatchObject({ ok: true });
  });
});

describe('six digits', () => {
  it('lead to the same request, with spaces or not', async () => {
    const { code, id } = world.verifier.ask();
    const opened = await open(`${code.slice(0, 3)} ${code.slice(3)}`);
    if (!opened.ok) throw new Error(opened.code);
    await share(opened.value.requestId);
    expect(reportOf(id)).toMatchObject({ verdict: 'VALID' });
  });

  it('work once', async () => {
    const { code } = world.verifier.ask();
    expect(await open(code)).toMatchObject({ ok: true });
    expect(await open(code)).toMatchObject({ ok: false, code: 'REQUEST_UNKNOWN' });
  });

  it('are answered no more after too many wrong ones', async () => {
    for (let tries = 0; tries < 5; tries++) expect(await open('999999')).toMatchObject({ code: 'REQUEST_UNKNOWN' });
    expect(await open(world.verifier.ask().code)).toMatchObject({
      ok: false,
      code: 'REQUEST_UNREACHABLE',
      detail: 'HTTP 429',
    });
  });

  it('are over after two minutes', async () => {
    const { code } = world.verifier.ask();
    world.nowMs += 120_000;
    expect(await open(code)).toMatchObject({ ok: false, code: 'REQUEST_EXPIRED' });
  });

  it('are for typing: a code with six digits in it that a camera sees is none of ours', async () => {
    expect(await open(world.verifier.ask().code, 'camera')).toMatchObject({ ok: false, code: 'QR_UNKNOWN_FORMAT' });
    expect(world.sent).toEqual([]);
  });

  it('are looked for at the bundled university, then at those on the trust list', async () => {
    const { code } = world.verifier.ask();
    world.bundled = 'http://127.0.0.1:9';
    expect(await open(code)).toMatchObject({ ok: false, code: 'REQUEST_UNREACHABLE' });
    const { d: _private, ...anchor } = createPrivateKey();
    const entry = { issuer: world.verifier.origin, name: 'Druga', anchor, key_set: null };
    const trust = parseTrustList({ issuers: [entry] }) ?? [];
    await world.wallet.file.change((document) => ({ ...document, trust }));
    expect(trust).toHaveLength(1);
    expect(await open(code)).toMatchObject({ ok: true });
    expect(world.sent.map(({ url }) => new URL(url).origin).slice(-3)).toEqual([
      'http://127.0.0.1:9',
      world.verifier.origin,
      world.verifier.origin,
    ]);
  });

  it('have nobody to ask before the university has started', async () => {
    world.bundled = null;
    expect(await open('123456')).toMatchObject({ ok: false, code: 'REQUEST_UNREACHABLE' });
  });
});
