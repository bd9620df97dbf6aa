import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSendHttp } from '../../host/network/send-http.ts';
import type { FaultKind, FaultTarget } from '../../issuer-mock/faults/fault-kinds.ts';
import { verifyEs256 } from '../../shared/protocol/es256.ts';
import { createRequestLink } from '../../shared/protocol/verifier-request.ts';
import { openRequest } from '../../shared/wallet/presentation-request.ts';
import { place, type Placed, readResult, withdraw } from './relay-world.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => void (world = await openWorld()));
afterEach(() => world.stop());

const add = (target: FaultTarget, kind: FaultKind, more: object = {}) =>
  world.staff('POST', '/api/faults', { target, kind, ...more });

describe('a wallet that is asked for a card meets a request', () => {
  it.each<[FaultKind, string]>([
    ['wrong-signature', 'REQUEST_FORMAT'],
    ['alg-none', 'REQUEST_FORMAT'],
    ['content-type', 'REQUEST_FORMAT'],
    ['status', 'REQUEST_UNREACHABLE'],
    ['cut', 'REQUEST_UNREACHABLE'],
    ['half', 'REQUEST_UNREACHABLE'],
  ])('%s: %s – and the next time nothing is wrong', async (kind, code) => {
    const { id, clientId } = await place(world);
    const link = createRequestLink(clientId, `${world.url}/q/${id}`);
    const ports = { now: world.now, verify: verifyEs256, findVerifierName: () => Promise.resolve(null) };
    const openLink = () => openRequest(link, { ...ports, send: createSendHttp() });
    expect((await add('request-object', kind)).status).toBe(201);
    expect(await openLink()).toMatchObject({ ok: false, code });
    expect(await openLink()).toMatchObject({ ok: true });
  });
});

describe('a fault of the relay', () => {
  it.each<[FaultTarget, (asked: Placed) => Promise<{ status: number }>]>([
    ['request', () => world.post('/requests', {})],
    ['request-code', () => world.get('/q?code=1')],
    ['request-object', ({ id }) => world.get(`/q/${id}`)],
    ['request-answer', ({ id }) => world.post(`/r/${id}`, new URLSearchParams())],
    ['request-result', (asked) => readResult(world, asked)],
    ['request-withdrawal', (asked) => withdraw(world, asked)],
  ])('%s happens once where it was asked for', async (target, ask) => {
    const asked = await place(world);
    await add(target, 'status', { status: 599 });
    expect([(await ask(asked)).status, (await ask(asked)).status === 599]).toEqual([599, false]);
  });
});
