import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSendHttp } from '../../host/network/send-http.ts';
import { openWallet } from '../../host/wallet/open-wallet.ts';
import { createPresentationHandlers } from '../../host/wallet/presentation-handlers.ts';
import { verifyEs256 } from '../../shared/protocol/es256.ts';
import { createRequestLink } from '../../shared/protocol/verifier-request.ts';
import { checkPresentation } from '../../shared/verifier/check-presentation.ts';
import { place, type Placed, readResult } from '../issuer-mock/relay-world.ts';
import { openWorld, type World } from '../issuer-mock/world.ts';
import { createPorts } from '../shared/verifier/presentation-desk.ts';
import { MemoryVault } from '../support/memory-vault.ts';
import { makeStoredCard } from './presentation-world.ts';

let world: World;
let handlers: ReturnType<typeof createPresentationHandlers>;
beforeEach(async () => {
  world = await openWorld();
  const [send, { now }, ignore] = [createSendHttp(), world, () => undefined];
  const wallet = await openWallet({ vault: new MemoryVault(), send, now, onChange: ignore, onStage: ignore });
  await wallet.file.change((document) => ({ ...document, cards: [card] }));
  handlers = createPresentationHandlers({
    ...{ now, send, verify: verifyEs256, wallet },
    bundledIssuer: () => world.url,
    findVerifierName: () => Promise.resolve(null),
  });
});
afterEach(() => world.stop());
const card = await makeStoredCard();

const ask = () =>
  place(world, { nonce: randomBytes(16).toString('base64url'), state: randomBytes(16).toString('base64url') });
const linkTo = ({ id, clientId }: Placed) => createRequestLink(clientId, `${world.url}/q/${id}`);
async function open(text: string): Promise<string> {
  const opened = await handlers['presentation.open']({ text, source: 'typed' });
  if (!opened.ok) throw new Error(opened.code);
  return opened.value.requestId;
}

/** What the verifier makes of what it has read at the relay. */
async function check({ nonce, clientId }: Placed, { json }: { json: Readonly<Record<string, unknown>> }) {
  const [presentation = ''] = (JSON.parse(String(json['vp_token'])) as Record<string, string[]>)['mlegitymacja'] ?? [];
  const binding = { kind: 'asked', nonce, audience: clientId } as const;
  return checkPresentation(presentation, { binding, groups: ['card'] }, createPorts({ now: world.now }));
}

describe('through the mock’s own relay', () => {
  it('a wallet that has scanned the link shares its card, and the verifier finds it VALID', async () => {
    const asked = await ask();
    const requestId = await open(linkTo(asked));
    expect((await readResult(world, asked)).json).toEqual({ status: 'opened' });
    expect(await handlers['presentation.share']({ requestId, cardId: card.id, withPhoto: false })).toMatchObject({
      ok: true,
    });
    const result = await readResult(world, asked);
    expect(result.json['state']).toBe(asked.state);
    expect(await check(asked, result)).toMatchObject({
      verdict: 'VALID',
      presented: { card: { given_name: 'Zofia' } },
    });
  });

  it('six digits lead there too, and only once', async () => {
    const asked = await ask();
    const requestId = await open(`${asked.code.slice(0, 3)} ${asked.code.slice(3)}`);
    await handlers['presentation.share']({ requestId, cardId: card.id, withPhoto: false });
    expect(await check(asked, await readResult(world, asked))).toMatchObject({ verdict: 'VALID' });
    const again = await handlers['presentation.open']({ text: asked.code, source: 'typed' });
    expect(again).toMatchObject({ ok: false, code: 'REQUEST_UNKNOWN' });
  });

  it('a wallet that says no is heard, and a link that was answered is over', async () => {
    const asked = await ask();
    const requestId = await open(linkTo(asked));
    await handlers['presentation.decline']({ requestId });
    expect((await readResult(world, asked)).json).toEqual({ error: 'access_denied', state: asked.state });
    const again = await handlers['presentation.open']({ text: linkTo(asked), source: 'typed' });
    expect(again).toMatchObject({ ok: false, code: 'REQUEST_EXPIRED' });
  });
});
