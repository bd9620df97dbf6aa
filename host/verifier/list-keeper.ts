import { parseJsonObject } from '../../shared/protocol/json.ts';
import { isUnderIssuer, wellKnownUrl } from '../../shared/protocol/issuer-url.ts';
import type { Clock, SendHttp } from '../../shared/protocol/ports.ts';
import type { OpenedStatusList } from '../../shared/verifier/check-status-list.ts';
import type { KnownTimes } from './known-times.ts';
import type { ListShelf, ShelvedList } from './list-shelf.ts';

/** With a network, a list is asked for anew where it is older than this or than its own `ttl`. Milliseconds. */
const FRESH_FOR_MS = 60_000;
/** After a list could not be had, nobody waits for it again for so long: a queue goes on with the one in hand. */
const RETRY_AFTER_MS = 30_000;
const MAX_LISTS_OF_ISSUER = 200;

export interface ListKeeperPorts {
  readonly shelf: ListShelf;
  readonly times: KnownTimes;
  readonly send: SendHttp;
  readonly now: Clock;
  readonly isOffline: () => boolean;
}

/** Status lists for a verifier: fetched while there is a network, in hand while there is none, and never an older one than before. */
export class ListKeeper {
  readonly #ports: ListKeeperPorts;
  readonly #failedAt = new Map<string, number>();
  readonly #fetching = new Map<string, Promise<ShelvedList | null>>();

  constructor(ports: ListKeeperPorts) {
    this.#ports = ports;
  }

  /** Takes up what an earlier run has left, as far as it is still genuine. */
  async load(): Promise<void> {
    const { shelf } = this.#ports;
    for (const kept of shelf.readLeft()) {
      const list = await shelf.look(kept);
      if (this.#isBetter(list)) shelf.put(list);
    }
  }

  /** For checkPresentation. Whether the list still holds is for the check to say. */
  async find(uri: string): Promise<OpenedStatusList | null> {
    const { shelf, now, isOffline } = this.#ports;
    const kept = shelf.find(uri);
    if (isOffline() || (kept && isYoung(kept, now()))) return kept?.opened ?? null;
    const failedAt = this.#failedAt.get(uri);
    if (failedAt !== undefined && Math.abs(now() - failedAt) < RETRY_AFTER_MS) return kept?.opened ?? null;
    const fetched = await this.#fetchOnce(uri);
    return (shelf.find(uri) ?? fetched)?.opened ?? null;
  }

  /** The list in hand; `isFresh` where it was fetched within the last minute. */
  describe(uri: string): { readonly list: ShelvedList; readonly isFresh: boolean } | null {
    const list = this.#ports.shelf.find(uri);
    return list && { list, isFresh: isYoung(list, this.#ports.now()) };
  }

  /** Fetches every list that an issuer names (Token Status List 9). Null where all is well, else what could not be had. */
  async refresh(issuer: string): Promise<string | null> {
    const metadata = await this.#readJson(wellKnownUrl(issuer, 'openid-credential-issuer'));
    const endpoint = metadata?.['status_list_aggregation_endpoint'];
    if (typeof endpoint !== 'string' || !isUnderIssuer(endpoint, issuer)) return 'it does not say where its lists are';
    const lists = (await this.#readJson(endpoint))?.['status_lists'];
    if (!Array.isArray(lists) || lists.length > MAX_LISTS_OF_ISSUER) return `no lists at ${endpoint}`;
    for (const uri of lists as unknown[]) {
      // SECURITY: an issuer may not send the verifier to an address that is not its own.
      if (typeof uri !== 'string' || !isUnderIssuer(uri, issuer)) return 'it names a list that is not its own';
      if ((await this.#fetchOnce(uri)) === null) return `no list can be had from ${uri}`;
    }
    return null;
  }

  /** One request an address at a time; null where it brought nothing. */
  #fetchOnce(uri: string): Promise<ShelvedList | null> {
    const running = this.#fetching.get(uri);
    if (running) return running;
    const fetching = this.#fetch(uri).finally(() => this.#fetching.delete(uri));
    this.#fetching.set(uri, fetching);
    return fetching;
  }

  async #fetch(uri: string): Promise<ShelvedList | null> {
    const { shelf, times, send, now } = this.#ports;
    const sent = await send({ method: 'GET', url: uri, headers: { accept: 'application/statuslist+jwt' } });
    const fetchedAt = now();
    const list = sent.ok && sent.answer.status === 200 ? { uri, text: sent.answer.text, fetchedAt } : null;
    const shelved = list && (await shelf.look(list));
    if (shelved && this.#isBetter(shelved)) {
      this.#failedAt.delete(uri);
      // SECURITY: noted before it is used, so that no older one is believed again, nor an earlier time than this.
      await times.noteList(uri, shelved.opened.issuedAt ?? 0);
      shelf.put(shelved);
      return shelved;
    }
    this.#failedAt.set(uri, fetchedAt);
    // One that is not genuine is handed on where there is no other, for the check to say what is wrong with it; an old one is not.
    return shelved && shelved.opened.code !== null ? shelved : null;
  }

  /** Genuine, of this address, and not older than what has been seen of it. */
  #isBetter({ uri, opened }: ShelvedList): boolean {
    const { code, uri: subject, issuedAt } = opened;
    return code === null && subject === uri && issuedAt !== null && !this.#ports.times.isOlderList(uri, issuedAt);
  }

  async #readJson(url: string) {
    const sent = await this.#ports.send({ method: 'GET', url, headers: { accept: 'application/json' } });
    const parsed = sent.ok && sent.answer.status === 200 ? parseJsonObject(sent.answer.text) : null;
    return parsed?.ok ? parsed.value : null;
  }
}

function isYoung({ fetchedAt, opened: { ttlS } }: ShelvedList, nowMs: number): boolean {
  const freshForMs = Math.min(FRESH_FOR_MS, (ttlS ?? Infinity) * 1000);
  // Either way: a clock that was set back must not make a list young.
  return Math.abs(nowMs - fetchedAt) < freshForMs;
}
