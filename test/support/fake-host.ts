import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';
import { text } from 'node:stream/consumers';
import { contentSecurityPolicy } from '../../host/content-security-policy.ts';
import { answerCall } from '../../shared/ipc/answer-call.ts';
import type { AnyPush, CallName, Handlers, PushOf } from '../../shared/ipc/contract.ts';
import type { AppView } from '../../shared/ipc/views.ts';
import { makeAsking, SAMPLE_CHALLENGE } from './sample-verifier.ts';
import { makeAppView } from './sample-views.ts';

const TOKEN = 'test-token';
const KINDS: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface FakeHost {
  /** The page's address with its token, as a shell prints it. */
  readonly address: string;
  readonly origin: string;
  readonly token: string;
  /** Every call that arrived, in order. */
  readonly calls: readonly { readonly name: string; readonly argument: unknown }[];
  /** What `app.read` answers; pushes change it too. */
  readonly view: () => AppView;
  readonly setView: (change: Partial<AppView>) => void;
  /** Replaces handlers for the rest of the test. */
  readonly answer: (handlers: Partial<Handlers>) => void;
  readonly push: (push: AnyPush) => void;
  /** Stops listening, as a host that ended; `address` stays the same after `startAgain`. */
  readonly stop: () => Promise<void>;
  readonly startAgain: () => Promise<void>;
}

export interface FakeHostOptions {
  readonly pageFolder: string;
  readonly view?: Partial<AppView>;
  /** Another origin the page may frame. */
  readonly frameSource?: string;
}

/** A host without keys, store or network: it serves the built page under the real policy and answers the contract's calls from memory. */
export async function startFakeHost({ pageFolder, view, frameSource }: FakeHostOptions): Promise<FakeHost> {
  let current: AppView = { ...makeAppView(), ...view };
  let replaced: Partial<Handlers> = {};
  const calls: { name: string; argument: unknown }[] = [];
  const streams = new Set<ServerResponse>();

  function push(message: AnyPush): void {
    const member = {
      'settings.changed': 'settings',
      'wallet.changed': 'wallet',
      'university.changed': 'university',
      'trust.changed': 'trust',
      'handover.changed': 'handOver',
      'verifier.changed': 'verifier',
    } as const;
    if (message.name !== 'activation.stage') current = { ...current, [member[message.name]]: message.value };
    for (const stream of streams) stream.write(`data: ${JSON.stringify(message)}\n\n`);
  }
  const pushWallet = (change: Partial<PushOf<'wallet.changed'>>): { ok: true; value: null } => {
    push({ name: 'wallet.changed', value: { ...current.wallet, ...change } });
    return { ok: true, value: null };
  };
  const pushVerifier = (change: Partial<PushOf<'verifier.changed'>>): { ok: true; value: null } => {
    push({ name: 'verifier.changed', value: { ...current.verifier, ...change } });
    return { ok: true, value: null };
  };

  const usual: Handlers = {
    'app.read': async () => ({ ok: true, value: current }),
    'settings.change': async (settings) => {
      push({ name: 'settings.changed', value: settings });
      return { ok: true, value: settings };
    },
    'wallet.sign-in': async (profile) => pushWallet({ profile }),
    'wallet.sign-out': async () => pushWallet({ profile: null }),
    'wallet.dismiss-set-aside': async () => pushWallet({ setAside: null }),
    'activation.open': async () => ({ ok: false, code: 'QR_UNKNOWN_FORMAT' }),
    'activation.redeem': async () => ({ ok: false, code: 'ACTIVATION_GONE' }),
    'activation.join': async () => ({ ok: true, value: null }),
    'handover.taken': async () => {
      push({ name: 'handover.changed', value: null });
      return { ok: true, value: null };
    },
    'activation.drop': async () => ({ ok: true, value: null }),
    'card.update': async () => ({ ok: false, code: 'CARD_GONE' }),
    'card.remove': async ({ cardId }) => {
      pushWallet({ cards: current.wallet.cards.filter(({ id }) => id !== cardId) });
      return { ok: true, value: { isIssuerTold: true, isQueued: false } };
    },
    'waiting.ask': async () => ({ ok: true, value: null }),
    'wallet.dismiss-notice': async ({ noticeId }) =>
      pushWallet({ notices: current.wallet.notices.filter(({ id }) => id !== noticeId) }),
    'presentation.open': async () => ({ ok: false, code: 'QR_UNKNOWN_FORMAT' }),
    'presentation.share': async () => ({ ok: false, code: 'REQUEST_GONE' }),
    'presentation.decline': async () => ({ ok: true, value: null }),
    'presentation.show': async () => ({ ok: false, code: 'CARD_GONE' }),
    'university.restart': async () => ({ ok: true, value: null }),
    'trust.inspect': async () => ({ ok: false, code: 'TRUST_ADDRESS' }),
    'trust.add': async () => ({ ok: false, code: 'TRUST_NOT_SEEN' }),
    'trust.remove': async ({ issuer }) => {
      push({ name: 'trust.changed', value: current.trust.filter((entry) => entry.issuer !== issuer) });
      return { ok: true, value: null };
    },
    'trust.refresh': async () => ({ ok: true, value: null }),
    'verifier.ask': async ({ ask }) => {
      const asking = makeAsking({ ask });
      pushVerifier({ asking });
      return { ok: true, value: asking };
    },
    'verifier.end-asking': async () => pushVerifier({ asking: null }),
    'verifier.check': async () => ({ ok: false, code: 'QR_UNKNOWN_FORMAT' }),
    'verifier.challenge': async () => ({
      ok: true,
      value: { challengeId: 'challenge-1', text: SAMPLE_CHALLENGE, expiresAt: Date.now() + 110_000 },
    }),
    'verifier.refresh': async () => ({ ok: true, value: [] }),
    'verifier.forget': async () =>
      pushVerifier({ readiness: current.verifier.readiness.map((entry) => ({ ...entry, lists: [] })) }),
    'verifier.change-settings': async (settings) => {
      pushVerifier({ settings });
      return { ok: true, value: settings };
    },
    'verifier.export-records': async () => ({
      ok: true,
      value: { csv: 'at,verdict,reason,mode,card\r\n', next: null },
    }),
    'verifier.clear-records': async () => pushVerifier({ records: { total: 0, today: [], latest: [] } }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://host').pathname;
    if (path !== '/call' && path !== '/events') return sendFile(pageFolder, path, frameSource ?? null, response);
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return void response.writeHead(401).end();
    if (path === '/events') {
      streams.add(response);
      response.on('close', () => streams.delete(response));
      return void response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': open\n\n');
    }
    const { name, argument } = JSON.parse(await text(request)) as { name: CallName; argument: unknown };
    calls.push({ name, argument });
    const result = await answerCall({ ...usual, ...replaced }, name, argument, (_name, error) => console.error(error));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
  }

  const server = createServer((request, response) => void answer(request, response));
  const listen = (port: number): Promise<void> => new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;

  return {
    address: `${origin}/#token=${TOKEN}`,
    origin,
    token: TOKEN,
    calls,
    view: () => current,
    setView: (change) => void (current = { ...current, ...change }),
    answer: (handlers) => void (replaced = { ...replaced, ...handlers }),
    push,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    startAgain: () => listen(port),
  };
}

async function sendFile(
  folder: string,
  path: string,
  frameSource: string | null,
  response: ServerResponse,
): Promise<void> {
  const file = normalize(join(folder, path === '/' ? 'index.html' : path));
  const content = file.startsWith(folder + sep) ? await readFile(file).catch(() => null) : null;
  if (!content) return void response.writeHead(404).end();
  const headers = {
    'content-type': KINDS[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': contentSecurityPolicy(frameSource),
  };
  response.writeHead(200, headers).end(content);
}
