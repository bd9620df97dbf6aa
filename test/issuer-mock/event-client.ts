import { type IncomingMessage, request } from 'node:http';
import type { JsonObject } from '../../shared/protocol/json.ts';

export interface SentEvent {
  readonly id: string;
  readonly kind: string;
  readonly data: JsonObject;
}

/** A listener over real HTTP, with a connection of its own. */
export interface EventClient {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  /** The next event; comments and bare ids are passed over. Fails where the stream ends first. */
  readonly next: () => Promise<SentEvent>;
  /** The last id there was, bare ones included: what a browser would come back with. */
  readonly lastId: () => string;
  /** Everything that has come so far. */
  readonly text: () => string;
  /** When the stream is over, whoever ended it. */
  readonly ended: Promise<void>;
  /** Takes what comes, or stops taking it. */
  readonly pause: () => void;
  readonly close: () => void;
}

export function listen(url: string, headers: Record<string, string> = {}): Promise<EventClient> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers, agent: false }, (answer) => resolve(follow(answer, () => asked.destroy())));
    asked.on('error', reject);
    asked.end();
  });
}

function follow(answer: IncomingMessage, close: () => void): EventClient {
  let [text, id, rest] = ['', '', ''];
  const events: SentEvent[] = [];
  let waiting: ((event: SentEvent | null) => void)[] = [];
  let isOver = false;
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      isOver = true;
      for (const tell of waiting) tell(null);
      waiting = [];
      resolve();
    };
    answer.on('close', end).on('end', end).on('error', end);
  });
  answer.setEncoding('utf8');
  answer.on('data', (chunk: string) => {
    text += chunk;
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map(
        block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
      );
      id = fields.get('id') ?? id;
      const data = fields.get('data');
      if (data === undefined) continue;
      const event = { id, kind: fields.get('event') ?? 'message', data: JSON.parse(data) as JsonObject };
      const tell = waiting.shift();
      if (tell) tell(event);
      else events.push(event);
    }
  });
  return {
    ...{ status: answer.statusCode ?? 0, headers: answer.headers, ended, close, pause: () => void answer.pause() },
    ...{ lastId: () => id, text: () => text },
    next: async () => {
      const ready = events.shift();
      if (ready) return ready;
      const event = isOver ? null : await new Promise<SentEvent | null>((resolve) => waiting.push(resolve));
      if (!event) throw new Error('the stream is over');
      return event;
    },
  };
}
