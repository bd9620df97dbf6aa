import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSendHttp } from '../../host/network/send-http.ts';
import { ASKS, GROUPS_OF_ASK } from '../../shared/ipc/verifier-views.ts';
import { SECOND_MS } from '../issuer-mock/world.ts';
import { VerifierWorld } from './verifier-world.ts';

/** Asking a holder over the network: the host's verifier, the mock's relay and the host's wallet, over real HTTP. */

const sendReally = createSendHttp();
let world: VerifierWorld;
beforeEach(async () => {
  world = await VerifierWorld.open();
});
afterEach(() => world.close());

async function ask(what: (typeof ASKS)[number] = 'name') {
  const asked = await world.verifier.asking.ask(what);
  if (!asked.ok) throw new Error(asked.code);
  return asked.value;
}

it.each(ASKS)('asks for %s, is answered by six digits, and sees just that, once', async (what) => {
  const { code } = await ask(what);
  const { opened } = await world.answer(code, 'typed');
  expect(opened).toMatchObject({ who: 'Kasa', groups: GROUPS_OF_ASK[what].map((group) => ({ group })) });
  const { answer } = await world.asking('answered');
  expect(answer).toMatchObject({ verdict: 'VALID', reason: 'GOOD', mode: 'asked', issuer: { name: 'Testowa' } });
  expect(answer?.person?.givenName ?? null).toBe(what === 'status' ? null : 'Zofia');
  expect(answer?.person?.photo?.slice(0, 11) ?? null).toBe(what === 'photo' ? 'data:image/' : null);
  expect(world.views.filter(({ asking }) => asking?.answer)).toHaveLength(1);
  expect((await world.verifier.view()).asking).toMatchObject({ state: 'answered', answer: null });
});

it('is answered by the link in the QR, and says when a wallet has opened it', async () => {
  const { link } = await ask();
  await world.handlers['presentation.open']({ text: link, source: 'camera' });
  await world.asking('opened');
  const { shared } = await world.answer(link);
  expect([shared.ok, (await world.asking('answered')).answer?.verdict]).toEqual([true, 'VALID']);
});

it('hears that the holder said no', async () => {
  const { code } = await ask();
  const opened = await world.handlers['presentation.open']({ text: code, source: 'typed' });
  if (!opened.ok) throw new Error(opened.code);
  await world.handlers['presentation.decline']({ requestId: opened.value.requestId });
  expect(await world.asking('declined')).toMatchObject({ answer: null, failure: null });
  expect((await world.verifier.view()).records.total).toBe(0);
});

it('ends by itself when nobody has answered, and its digits lead nowhere then', async () => {
  const { code, expiresAt } = await ask();
  expect(expiresAt - world.now()).toBe(120 * SECOND_MS);
  world.holder.world.wait(121 * SECOND_MS);
  await world.asking('ended');
  await expect(world.answer(code, 'typed')).rejects.toThrow(/REQUEST_(UNKNOWN|EXPIRED)/u);
});

it('calls a question off: nobody can answer it any more, and the next one has other digits', async () => {
  const first = await ask();
  world.verifier.asking.end(first.askId);
  expect((await world.verifier.view()).asking).toBeNull();
  await expect(world.answer(first.link)).rejects.toThrow(/REQUEST_/u);
  const second = await ask();
  expect(second.link).not.toBe(first.link);
});

it('has one question open: a second one calls the first off', async () => {
  const first = await ask('status');
  const second = await ask('name');
  await expect(world.answer(first.link)).rejects.toThrow(/REQUEST_/u);
  await world.answer(second.link);
  expect((await world.asking('answered')).askId).toBe(second.askId);
});

it('has one question open where two are asked at once', async () => {
  const asked = await Promise.all([ask('status'), ask('name')]);
  const open = world.verifier.asking.view?.askId;
  const [other, ...more] = asked.filter(({ askId }) => askId !== open);
  expect(more).toEqual([]);
  const address = new URL(other?.link ?? '').searchParams.get('request_uri') ?? '';
  const read = async () => {
    const sent = await sendReally({ method: 'GET', url: address });
    return sent.ok && sent.answer.status;
  };
  await expect.poll(read).toBe(410);
});

it('hears an answer of the last moment, also where the relay could not be reached until then', async () => {
  world.inTheMiddle = ({ url }) =>
    url.includes('/result?') && !url.endsWith('wait=0') ? Promise.resolve({ ok: false, why: 'no network' }) : null;
  const { code } = await ask();
  await world.answer(code, 'typed');
  world.holder.world.wait(121 * SECOND_MS);
  expect((await world.asking('answered')).answer).toMatchObject({ verdict: 'VALID', reason: 'GOOD' });
});

it('is the same verifier to every wallet: its key is made once and outlives the program', async () => {
  const clientOf = (link: string) => new URL(link).searchParams.get('client_id');
  const first = clientOf((await ask()).link);
  await world.start();
  expect(clientOf((await ask()).link)).toBe(first);
});

it('refuses an answer bound to another question, and shows nobody', async () => {
  const { link } = await ask();
  world.inTheMiddle = ({ url }) => {
    if (!url.includes('/result')) return null;
    world.inTheMiddle = null;
    const text = JSON.stringify({ state: 'another', vp_token: '{}' });
    return Promise.resolve({ ok: true, answer: { status: 200, contentType: 'application/json', text } });
  };
  await world.handlers['presentation.open']({ text: link, source: 'camera' });
  expect(await world.asking('failed')).toMatchObject({ failure: 'SDJWT_FORMAT', answer: null });
});

it('refuses a card that was shown in answer to another question', async () => {
  const first = await ask();
  let stolen = '';
  world.inTheMiddle = async (request) => {
    const real = await sendReally(request);
    if (request.url.includes('/result') && real.ok && real.answer.status === 200) {
      stolen = (JSON.parse(real.answer.text) as { vp_token: string }).vp_token;
      return { ok: true, answer: { status: 410, contentType: 'application/json', text: '{}' } };
    }
    return real;
  };
  await world.answer(first.link);
  await world.asking('ended');
  world.inTheMiddle = null;

  // Whoever has read the second question knows its state, and posts the card that was meant for the first.
  const second = await ask();
  const object = await (await fetch(new URL(second.link).searchParams.get('request_uri') ?? '')).text();
  const { state, response_uri: uri } = JSON.parse(Buffer.from(object.split('.')[1] ?? '', 'base64url').toString()) as {
    state: string;
    response_uri: string;
  };
  const post = () => fetch(uri, { method: 'POST', body: new URLSearchParams({ state, vp_token: stolen }) });
  expect([(await post()).status, (await post()).status]).toEqual([200, 410]);
  const { answer } = await world.asking('answered');
  expect(answer).toMatchObject({ verdict: 'INVALID', reason: 'KB_NONCE', person: null, issuer: null });
});

it('has a card that was cancelled meanwhile refused at once', async () => {
  await world.judge();
  await world.holder.world.staff('POST', `/api/orders/${world.orderId}/cancel`);
  world.holder.world.wait(61 * SECOND_MS);
  const { code } = await ask();
  await world.answer(code, 'typed');
  expect((await world.asking('answered')).answer).toMatchObject({ verdict: 'REVOKED', reason: 'CARD_REVOKED' });
});

it.each([
  ['ASK_NO_RELAY', (changed: VerifierWorld) => (changed.bundled = null)],
  ['REQUEST_UNREACHABLE', (changed: VerifierWorld) => (changed.isCutOff = true)],
  ['ASK_REFUSED', (changed: VerifierWorld) => (changed.skewMs = -24 * 3600 * SECOND_MS)],
])('says %s where it cannot ask', async (code, change) => {
  change(world);
  expect(await world.verifier.asking.ask('name')).toMatchObject({ ok: false, code });
});
