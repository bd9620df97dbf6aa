import { isJsonObject, type JsonObject, parseJsonObject } from '../../shared/protocol/json.ts';
import type { PublicJwk, SendHttp } from '../../shared/protocol/ports.ts';
import { forkIssuerProcess } from '../../host/issuer/fork-issuer-process.ts';
import { parseGreeting } from '../../host/issuer/issuer-supervisor.ts';
import { CouldNotRun } from '../exit.ts';

export interface MockUniversity {
  readonly url: string;
  readonly anchor: PublicJwk;
  /** One call of the university's own API, with the staff token. Throws CouldNotRun on anything but success. */
  readonly call: (method: 'GET' | 'POST', path: string, body?: JsonObject) => Promise<JsonObject>;
  /** Resolves when the process has ended. */
  readonly stop: () => Promise<void>;
}

/** Starts the built mock as a process of its own and waits for its first line. */
export function startMockUniversity(
  modulePath: string,
  args: readonly string[],
  staffToken: string,
  send: SendHttp,
): Promise<MockUniversity> {
  const child = forkIssuerProcess(modulePath, args, { MLEG_STAFF_TOKEN: staffToken });
  const ended = new Promise<string>((resolve) =>
    child.onExit((code, lastWords) => resolve(lastWords || `it ended with code ${code ?? 'none'}`)),
  );
  const stop = async (): Promise<void> => {
    child.stop();
    await ended;
  };
  return new Promise((resolve, reject) => {
    child.onLine((line) => {
      const greeting = parseGreeting(line);
      if (greeting) resolve({ ...greeting, stop, call: createCall(greeting.url, staffToken, send) });
    });
    void ended.then((why) => reject(new CouldNotRun(`the mock university: ${why}`)));
  });
}

const createCall =
  (url: string, staffToken: string, send: SendHttp): MockUniversity['call'] =>
  async (method, path, body) => {
    const headers = { authorization: `Bearer ${staffToken}`, 'content-type': 'application/json' };
    const sent = await send({ method, url: url + path, headers, ...(body && { body: JSON.stringify(body) }) });
    if (!sent.ok) throw new CouldNotRun(`${method} ${path}: ${sent.why}`);
    const parsed = parseJsonObject(sent.answer.text);
    if (sent.answer.status >= 300 || !parsed.ok || !isJsonObject(parsed.value)) {
      throw new CouldNotRun(`${method} ${path}: HTTP ${sent.answer.status} ${sent.answer.text.slice(0, 200)}`);
    }
    return parsed.value;
  };
