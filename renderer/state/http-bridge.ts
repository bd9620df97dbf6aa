import { createEventCutter } from './event-lines.ts';
import type { Link, LinkedBridge } from './host-client.ts';
import { parseJson } from './parse-json.ts';

interface HttpBridgeParts {
  readonly token: string | null;
  /** `fetch` against the page's own origin. */
  readonly send: (path: string, init: RequestInit) => Promise<Response>;
}

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 5_000;

/** The browser shell's way to the host: `POST /call` and one stream of server-sent events that is opened again when it ends. */
export function createHttpBridge({ token, send }: HttpBridgeParts): LinkedBridge {
  const headers = { authorization: `Bearer ${token ?? ''}` };
  const pushListeners = new Set<(push: unknown) => void>();
  const linkListeners = new Set<(link: Link) => void>();
  const tell = (link: Link): void => linkListeners.forEach((listener) => listener(link));

  async function call(name: string, argument: unknown): Promise<unknown> {
    try {
      const body = JSON.stringify({ name, argument });
      const response = await send('/call', {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body,
      });
      if (isRefusal(response)) return { ok: false, code: 'CALL_REFUSED' };
      return await response.json();
    } catch {
      return { ok: false, code: 'HOST_GONE' };
    }
  }

  async function readEvents(onOpen: () => void): Promise<void> {
    const response = await send('/events', { headers: { ...headers, accept: 'text/event-stream' } });
    if (isRefusal(response)) return tell('refused');
    if (!response.ok || !response.body) return tell('down');
    onOpen();
    tell('up');
    const cut = createEventCutter();
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      for (const data of cut(chunk)) pushListeners.forEach((listener) => listener(parseJson(data)));
    }
    tell('down');
  }

  /** Never ends: a host that was started again is found again. */
  async function keepReading(): Promise<never> {
    for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
      await readEvents(() => (waitMs = FIRST_WAIT_MS)).catch(() => tell('down'));
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }

  return {
    call,
    onPush: (listener) => subscribe(pushListeners, listener),
    onLink: (listener) => {
      const end = subscribe(linkListeners, listener);
      if (linkListeners.size === 1) void keepReading();
      return end;
    },
  };
}

const isRefusal = ({ status }: Response): boolean => status === 401 || status === 403;

function subscribe<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
