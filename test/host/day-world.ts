import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { createSendHttp } from '../../host/network/send-http.ts';
import { deflate, sha256, verifyJws } from '../../host/platform-ports.ts';
import { type OpenVerifier, openVerifier } from '../../host/verifier/open-verifier.ts';
import { openWallet } from '../../host/wallet/open-wallet.ts';
import type { VerifierAnswer } from '../../shared/ipc/verifier-views.ts';
import { createEs256Signer } from '../../shared/protocol/es256.ts';
import { createShownPresentation } from '../../shared/protocol/offline-presentation.ts';
import type { SendHttp } from '../../shared/protocol/ports.ts';
import { trust } from '../issuer-mock/verifier-steps.ts';
import { collectCard } from '../issuer-mock/wallet-steps.ts';
import { openWorld, SECOND_MS, type World } from '../issuer-mock/world.ts';
import { MemoryVault } from '../support/memory-vault.ts';

export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;

const LIST_PATH = '/status/1';
type CollectedCard = Awaited<ReturnType<typeof collectCard>>;

/** A university over real HTTP, and a card that is cancelled at T. One second before, its status list was signed anew. */
export class Day {
  readonly world: World;
  /** T, milliseconds. */
  readonly cancelledAt: number;
  /** The list of T − 1 s, in which the card is still valid. */
  readonly oldList: string;
  readonly #card: CollectedCard;

  private constructor(world: World, card: CollectedCard, oldList: string) {
    this.world = world;
    this.#card = card;
    this.oldList = oldList;
    this.cancelledAt = world.now() + SECOND_MS;
  }

  static async begin(): Promise<Day> {
    const world = await openWorld();
    const card = await collectCard(world);
    const other = await collectCard(world, 'jan');
    world.wait(3 * HOUR_MS);
    // Another's change, so that the list of T − 1 s is as young as one can be and holds as long as one can.
    await world.staff('POST', `/api/orders/${other.order.id}/cancel`);
    return new Day(world, card, (await world.get(LIST_PATH)).text);
  }

  async cancel(): Promise<void> {
    await this.world.staff('POST', `/api/orders/${this.#card.order.id}/cancel`);
  }

  /** Moves the time to so much after T. */
  moveTo(sinceCancelledMs: number): void {
    this.world.wait(this.cancelledAt + sinceCancelledMs - this.world.now());
  }

  /** What the holder shows, whose clock agrees with that of whoever looks: the holder is in on it. */
  show(now: () => number): Promise<string> {
    const { credential, key } = this.#card;
    return createShownPresentation(credential, { sign: createEs256Signer(key), sha256, deflate, randomBytes, now });
  }
}

type Network = 'up' | 'down' | 'serves the list of T − 1 s';

/** A verifier of the program, with its documents and its folder, that can be restarted and meddled with. */
export class Gate {
  network: Network = 'up';
  /** How far its clock is from the right one. */
  clockOffByMs = 0;
  verifier!: OpenVerifier;
  readonly #day: Day;
  readonly #wallet = new MemoryVault();
  readonly #vault = new MemoryVault();
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'mleg-gate-'));
  readonly #real = createSendHttp();

  private constructor(day: Day) {
    this.#day = day;
  }

  /** `clockOffByMs` from its first start on. */
  static async open(day: Day, clockOffByMs = 0): Promise<Gate> {
    const gate = new Gate(day);
    gate.clockOffByMs = clockOffByMs;
    const { now, send } = gate;
    const ignore = () => undefined;
    const wallet = await openWallet({ vault: gate.#wallet, now, send, onChange: ignore, onStage: ignore });
    for (const entry of (await trust(day.world)).issuers) await wallet.trust.trust(entry);
    await gate.restart();
    return gate;
  }

  readonly now = (): number => this.#day.world.now() + this.clockOffByMs;

  readonly send: SendHttp = (request) => {
    if (this.network === 'down') return Promise.resolve({ ok: false, why: 'no network' });
    const isList = new URL(request.url).pathname === LIST_PATH;
    if (this.network === 'up' || !isList) return this.#real(request);
    const answer = { status: 200, contentType: 'application/statuslist+jwt', text: this.#day.oldList };
    return Promise.resolve({ ok: true, answer });
  };

  /** The program ends and begins anew over what it has written. */
  async restart(): Promise<void> {
    const { now, send } = this;
    const ignore = () => undefined;
    const wallet = await openWallet({ vault: this.#wallet, now, send, onChange: ignore, onStage: ignore });
    this.verifier = await openVerifier({
      ...{ vault: this.#vault, folder: this.#folder, trust: wallet.trust, send, now, verify: verifyJws },
      ...{ bundledIssuer: () => this.#day.world.url, onChange: ignore },
      onFault: (error) => {
        throw error;
      },
    });
  }

  async check(): Promise<VerifierAnswer> {
    const answer = await this.verifier.desk.check(await this.#day.show(this.now), 'camera', null);
    if (!answer.ok) throw new Error(answer.code);
    return answer.value;
  }

  deleteCache(): void {
    rmSync(path.join(this.#folder, 'lists'), { recursive: true, force: true });
  }

  /** Somebody puts the list of T − 1 s where the program keeps lists, as if it had fetched it now. */
  plantOldList(): void {
    const lists = path.join(this.#folder, 'lists');
    for (const file of readdirSync(lists)) {
      const kept = JSON.parse(readFileSync(path.join(lists, file), 'utf8')) as { uri: string };
      if (!kept.uri.endsWith(LIST_PATH)) continue;
      const planted = { ...kept, text: this.#day.oldList, fetchedAt: this.now() };
      writeFileSync(path.join(lists, file), JSON.stringify(planted));
    }
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
