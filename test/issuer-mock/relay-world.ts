import { createEs256Signer, type PrivateJwk } from '../../shared/protocol/es256.ts';
import { createClientId, createRequestObject } from '../../shared/protocol/verifier-request.ts';
import { createPrivateKey } from '../support/specimen-issuer.ts';
import type { Answer, World } from './world.ts';

/** A verifier's side of the relay, as far as the relay's own rules need one. */

let asked = 0;

/** 16 bytes that nobody else has, in base64url. */
export const drawId = (): string => {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32BE(++asked, 12);
  return bytes.toString('base64url');
};

export interface AskChange {
  readonly id?: string;
  readonly key?: PrivateJwk;
  readonly signedBy?: PrivateJwk;
  readonly responseUri?: string;
  readonly state?: string;
  readonly nonce?: string;
  /** Seconds from now. */
  readonly endsInS?: number;
  /** On top of what a request object has. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
}

export interface Asking {
  readonly id: string;
  readonly state: string;
  readonly nonce: string;
  readonly clientId: string;
  readonly text: string;
}

export async function writeRequest(world: World, change: AskChange = {}): Promise<Asking> {
  const { id = drawId(), key = createPrivateKey() } = change;
  const { state = `state-of-${id}`, nonce = `nonce-of-${id}`, endsInS = 120 } = change;
  const sign = createEs256Signer(change.signedBy ?? key);
  const nowS = Math.floor(world.now() / 1000);
  const text = await createRequestObject(
    {
      ...{ state, nonce, groups: ['card'], issuedAt: nowS, expiresAt: nowS + endsInS },
      responseUri: change.responseUri ?? `${world.url}/r/${id}`,
    },
    key,
    (header, payload) => {
      const claims = JSON.parse(new TextDecoder().decode(payload)) as object;
      return sign(
        { ...header, ...change.header },
        new TextEncoder().encode(JSON.stringify({ ...claims, ...change.claims })),
      );
    },
  );
  return { id, state, nonce, clientId: createClientId(key), text };
}

export interface Placed extends Asking {
  readonly code: string;
  readonly token: string;
  readonly placed: Answer;
}

export async function place(world: World, change: AskChange = {}): Promise<Placed> {
  const asking = await writeRequest(world, change);
  const placed = await world.post('/requests', { request: asking.text });
  return { ...asking, placed, code: String(placed.json['code']), token: String(placed.json['result_token']) };
}

export const post = (world: World, id: string, form: Record<string, string>): Promise<Answer> =>
  world.post(`/r/${id}`, new URLSearchParams(form));

export const readResult = (world: World, { id, token }: { id: string; token: string }, query = ''): Promise<Answer> =>
  world.get(`/requests/${id}/result${query}`, { Authorization: `Bearer ${token}` });

export const withdraw = (world: World, { id, token }: { id: string; token: string }): Promise<Response> =>
  fetch(`${world.address}/requests/${id}`, { method: 'DELETE', headers: { Authorization: `Bearer ${token}` } });

export const listEvents = async (world: World): Promise<readonly { kind: string; detail: object; text: string }[]> => {
  const { json } = await world.staff('GET', '/api/events.json');
  return (json['events'] as { kind: string; detail: object }[])
    .filter(({ kind }) => kind.startsWith('request-'))
    .map((event) => ({ kind: event.kind, detail: event.detail, text: JSON.stringify(event) }));
};
