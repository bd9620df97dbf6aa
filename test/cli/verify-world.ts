import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflate, sha256 } from '../../host/platform-ports.ts';
import { createEs256Signer, type PrivateJwk } from '../../shared/protocol/es256.ts';
import { packPresentation } from '../../shared/protocol/offline-presentation.ts';
import { ANY_VERIFIER, createNonce, createPresentation, type Group } from '../../shared/protocol/presentation.ts';
import { collectCard } from '../issuer-mock/wallet-steps.ts';
import { openWorld, type World, type WorldOptions } from '../issuer-mock/world.ts';
import { runProgram } from '../support/programs.ts';

/** What `verify --json` says. */
export type Said = Readonly<Record<string, unknown>>;

/** A real mock, a holder with a card of it, and a folder with what a verifier has fetched there. The command's own clock is the real one. */
export class VerifyWorld {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'mleg-verify-test-'));
  /** When the card was issued: the real time at which the test began. */
  readonly startsAt = Date.now();
  mock!: World;
  card!: { readonly credential: string; readonly key: PrivateJwk; readonly orderId: string };

  static async open(options: WorldOptions = {}): Promise<VerifyWorld> {
    const world = new VerifyWorld();
    world.mock = await openWorld({ startsAt: world.startsAt, ...options });
    const { credential, key, order } = await collectCard(world.mock, 'jan');
    world.card = { credential, key, orderId: order.id };
    await world.fetchTrust();
    await world.fetchList('list.jwt');
    return world;
  }

  async close(): Promise<void> {
    await this.mock.stop();
    rmSync(this.folder, { recursive: true });
  }

  at = (name: string): string => path.join(this.folder, name);

  /** Sets the mock's clock to the real one, which the command goes by: they may be a minute apart at most. */
  catchUp(): void {
    this.mock.wait(Date.now() - this.mock.now());
  }

  async fetchTrust(): Promise<void> {
    writeFileSync(this.at('trust.json'), (await this.mock.get('/trust-list.json')).text);
  }

  async fetchList(name: string): Promise<void> {
    writeFileSync(this.at(name), (await this.mock.get('/status/1')).text);
  }

  /** What the holder's wallet would show, dated by the real clock unless it is said when. */
  async present({
    audience = ANY_VERIFIER,
    nonce = createNonce(randomBytes),
    atMs = Date.now(),
    groups = ['card'] as readonly Group[],
  } = {}): Promise<string> {
    const { credential, key } = this.card;
    const ports = { sign: createEs256Signer(key), sha256 };
    return createPresentation(credential, groups, { audience, nonce, issuedAt: Math.floor(atMs / 1000) }, ports);
  }

  async show(options: Parameters<VerifyWorld['present']>[0] = {}): Promise<string> {
    return packPresentation(await this.present(options), deflate);
  }

  async verify(args: readonly string[], stdin = ''): Promise<{ readonly code: number | null; readonly said: Said }> {
    const { code, stdout, stderr } = await runProgram('cli', ['verify', '--json', ...args], stdin);
    if (stdout === '') throw new Error(stderr);
    return { code, said: JSON.parse(stdout) as Said };
  }

  /** With nothing but what was fetched. */
  readonly inHand = (...lists: readonly string[]): readonly string[] => [
    ...['--trust', this.at('trust.json'), '--offline'],
    ...lists.flatMap((list) => ['--status', this.at(list)]),
  ];
}
