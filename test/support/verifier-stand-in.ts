import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createEs256Signer } from '../../shared/protocol/es256.ts';
import { createNonce, type Group } from '../../shared/protocol/presentation.ts';
import {
  createClientId,
  createRequestLink,
  createRequestObject,
  createUnsignedLink,
  REQUEST_OBJECT_TYPE,
} from '../../shared/protocol/verifier-request.ts';
import {
  checkPresentation,
  type PresentationCheckPorts,
  type PresentationReport,
} from '../../shared/verifier/check-presentation.ts';
import { createPrivateKey } from './specimen-issuer.ts';

const LIFETIME_MS = 120_000;
const MAX_WRONG_CODES = 5;

interface Asked {
  readonly id: string;
  readonly nonce: string;
  readonly state: string;
  readonly groups: readonly Group[];
  /** Null once it was looked up. */
  code: string | null;
  readonly endsAt: number;
  isAnswered: boolean;
  outcome: Outcome | null;
}
type Outcome = { readonly kind: 'declined' } | { readonly kind: 'shared'; readonly report: PresentationReport };

export interface AskOptions {
  readonly groups?: readonly Group[];
  /** What it says the answer's nonce has to be, where that is not what it asks with. */
  readonly expectedNonce?: string;
  /** Where the answer is said to go, if not here. */
  readonly responseUri?: string;
}

export interface OpenCheck {
  readonly id: string;
  readonly link: string;
  readonly unsignedLink: string;
  readonly code: string;
}

/** A verifier with the relay of protocol.md, over real HTTP: asks, serves its requests, takes answers and checks them. In memory. */
export class VerifierStandIn {
  readonly #key = createPrivateKey();
  readonly #ports: PresentationCheckPorts;
  readonly #asked = new Map<string, Asked & AskOptions>();
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  #wrongCodes = 0;
  /** Method and path of everything that came in. */
  readonly log: string[] = [];
  origin = '';

  private constructor(ports: PresentationCheckPorts) {
    this.#ports = ports;
  }

  static async start(ports: PresentationCheckPorts): Promise<VerifierStandIn> {
    const verifier = new VerifierStandIn(ports);
    await new Promise<void>((resolve) => verifier.#server.listen(0, '127.0.0.1', resolve));
    verifier.origin = `http://127.0.0.1:${(verifier.#server.address() as AddressInfo).port}`;
    return verifier;
  }

  stop(): Promise<unknown> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(resolve));
  }

  ask(options: AskOptions = {}): OpenCheck {
    const id = randomBytes(8).toString('hex');
    const code = String(100_000 + this.#asked.size);
    const asked = {
      ...{ id, code, nonce: createNonce(randomBytes), state: `state-${id}`, groups: options.groups ?? ['card'] },
      ...{ endsAt: this.#ports.now() + LIFETIME_MS, isAnswered: false, outcome: null },
      ...options,
    } as const;
    this.#asked.set(id, { ...asked });
    const link = createRequestLink(this.#clientId, `${this.origin}/q/${id}`);
    return { id, code, link, unsignedLink: createUnsignedLink({ ...asked, responseUri: `${this.origin}/r/${id}` }) };
  }

  outcomeOf = (id: string): Outcome | null => this.#asked.get(id)?.outcome ?? null;

  get #clientId(): string {
    return createClientId(this.#key);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.origin);
    this.log.push(`${request.method} ${url.pathname}`);
    const end = (status: number, value: unknown = {}, type = 'application/json'): void =>
      void response
        .writeHead(status, { 'content-type': type })
        .end(typeof value === 'string' ? value : JSON.stringify(value));
    const [, place, id = ''] = url.pathname.split('/');
    if (place === 'requests' && request.method === 'POST') return end(200, this.ask());
    if (place === 'q' && id === '') return this.#findCode(url.searchParams.get('code') ?? '', end);
    const asked = this.#asked.get(id);
    if (!asked) return end(404);
    if (asked.isAnswered || this.#ports.now() >= asked.endsAt) return end(410);
    if (place === 'q') return end(200, await this.#writeRequest(asked), REQUEST_OBJECT_TYPE);
    asked.isAnswered = true;
    const form = new URLSearchParams(await text(request));
    if (form.get('state') !== asked.state) return end(400);
    asked.outcome = form.get('error')
      ? { kind: 'declined' }
      : await this.#check(form.get('vp_token') ?? '', url, asked);
    end(200, {});
  }

  #findCode(code: string, end: (status: number, value?: unknown) => void): void {
    if (this.#wrongCodes >= MAX_WRONG_CODES) return end(429);
    const asked = [...this.#asked.values()].find((each) => each.code === code);
    if (!asked) {
      this.#wrongCodes++;
      return end(404);
    }
    asked.code = null;
    if (this.#ports.now() >= asked.endsAt) return end(410);
    end(200, { client_id: this.#clientId, request_uri: `${this.origin}/q/${asked.id}` });
  }

  #writeRequest({ id, nonce, state, groups, endsAt, responseUri }: Asked & AskOptions): Promise<string> {
    const expiresAt = Math.floor(endsAt / 1000);
    return createRequestObject(
      {
        ...{ nonce, state, groups, issuedAt: expiresAt - LIFETIME_MS / 1000, expiresAt },
        responseUri: responseUri ?? `${this.origin}/r/${id}`,
      },
      this.#key,
      createEs256Signer(this.#key),
    );
  }

  async #check(token: string, url: URL, { nonce, expectedNonce, groups }: Asked & AskOptions): Promise<Outcome> {
    const [presentation = ''] = (JSON.parse(token) as Record<string, string[]>)['mlegitymacja'] ?? [];
    const claims = JSON.parse(
      Buffer.from(presentation.split('~').at(-1)?.split('.')[1] ?? '', 'base64url').toString(),
    ) as { aud: string };
    // Signed and unsigned requests are answered to different names; a real verifier knows which one it showed.
    const audience = claims.aud.startsWith('redirect_uri:') ? `redirect_uri:${url.href}` : this.#clientId;
    const binding = { kind: 'asked', nonce: expectedNonce ?? nonce, audience } as const;
    return { kind: 'shared', report: await checkPresentation(presentation, { binding, groups }, this.#ports) };
  }
}
