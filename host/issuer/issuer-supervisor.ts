import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { UniversityView } from '../../shared/ipc/views.ts';
import { parsePublicJwk } from '../../shared/protocol/es256.ts';
import { isJsonObject } from '../../shared/protocol/json.ts';
import type { PublicJwk } from '../../shared/protocol/ports.ts';
import type { KeyValueStore } from '../vault/vault.ts';
import type { ForkIssuer, IssuerChild } from './issuer-child.ts';

/** Tried at the very first start. The port is part of the issuer's name, so whichever was got is kept for good. */
const FIRST_PORT = 47_801;
const PORT_SETTING = 'issuerPort';

/** The address the mock had at earlier starts and will have again; null before the first. */
export function knownAddress(settings: KeyValueStore): string | null {
  const port = settings.get(PORT_SETTING);
  return typeof port === 'number' && Number.isInteger(port) && port > 0 && port < 65_536
    ? `http://127.0.0.1:${port}`
    : null;
}

/** The mock answers in well under a second; one that is silent for this long has hung. */
const START_LIMIT_MS = 20_000;

export interface SupervisorParts {
  readonly fork: ForkIssuer;
  readonly modulePath: string;
  readonly dataFolder: string;
  readonly settings: KeyValueStore;
  /** Where the wallet is a page in a browser; asked for at each start. */
  readonly walletPage: () => string | null;
  readonly onChange: (view: UniversityView) => void;
  /** Called before the mock counts as running: its anchor goes on the trust list first. */
  readonly onAnchor: (url: string, anchor: PublicJwk) => Promise<void>;
}

type Started = { readonly ok: true; readonly url: string } | { readonly ok: false; readonly why: string };

/** The bundled mock: started, its address told, its end noticed. */
export class IssuerSupervisor {
  readonly #parts: SupervisorParts;
  #child: IssuerChild | null = null;
  #starting: Promise<void> | null = null;
  #view: UniversityView = { state: 'starting', url: null, detail: null };
  /** Generated anew for each start and handed over in the environment, where a process list does not show it. */
  readonly #staffToken = randomBytes(24).toString('base64url');

  constructor(parts: SupervisorParts) {
    this.#parts = parts;
  }

  get view(): UniversityView {
    return this.#view;
  }

  /** Starts the mock, anew where it runs. Whoever asks while it is being started waits for that start. */
  start(): Promise<void> {
    this.#starting ??= this.#startAnew().finally(() => (this.#starting = null));
    return this.#starting;
  }

  async #startAnew(): Promise<void> {
    this.stop();
    this.#show({ state: 'starting', url: null, detail: null });
    const { settings } = this.#parts;
    const known = knownAddress(settings);
    let started = await this.#startAt(known === null ? FIRST_PORT : Number(new URL(known).port));
    // No child any more: it was stopped meanwhile, and whoever did that wants no other.
    if (!started.ok && known === null && this.#child) started = await this.#startAt(0);
    if (!started.ok) {
      this.stop();
      return this.#show({ state: 'failed', url: null, detail: started.why });
    }
    // Written only when it is new: a full disk must not keep the wallet from being looked at.
    if (known === null) settings.set(PORT_SETTING, Number(new URL(started.url).port));
    this.#show({ state: 'running', url: started.url, detail: null });
  }

  stop(): void {
    const child = this.#child;
    this.#child = null;
    child?.stop();
  }

  #startAt(port: number): Promise<Started> {
    const { fork, modulePath, dataFolder, onAnchor, walletPage } = this.#parts;
    const page = walletPage();
    const args = ['--port', String(port), '--db', path.join(dataFolder, 'university.db')];
    if (page !== null) args.push('--wallet-page', page);
    const child = fork(modulePath, args, { MLEG_STAFF_TOKEN: this.#staffToken });
    this.#child = child;
    return new Promise((settle) => {
      const limit = setTimeout(() => settle({ ok: false, why: 'the mock university does not start' }), START_LIMIT_MS);
      const resolve = (started: Started): void => {
        clearTimeout(limit);
        settle(started);
      };
      let isFirst = true;
      child.onLine((line) => {
        if (!isFirst) return;
        isFirst = false;
        const greeting = parseGreeting(line);
        if (!greeting) return resolve({ ok: false, why: 'the mock did not say its address' });
        onAnchor(greeting.url, greeting.anchor).then(
          () => resolve({ ok: true, url: greeting.url }),
          () => resolve({ ok: false, why: 'its anchor could not be put on the trust list' }),
        );
      });
      child.onExit((code, lastWords) => {
        const why = lastWords || `the mock university ended with code ${code ?? 'none'}`;
        resolve({ ok: false, why });
        if (this.#child === child && this.#view.state === 'running')
          this.#show({ state: 'failed', url: null, detail: why });
      });
    });
  }

  #show(view: UniversityView): void {
    this.#view = view;
    this.#parts.onChange(view);
  }
}

/** The mock's first line: `{"url":…,"pid":…,"anchor":{…}}`. */
export function parseGreeting(line: string): { readonly url: string; readonly anchor: PublicJwk } | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  const anchor = isJsonObject(value) ? parsePublicJwk(value['anchor']) : null;
  const url = isJsonObject(value) ? value['url'] : null;
  return anchor && typeof url === 'string' && URL.canParse(url) ? { url, anchor } : null;
}
