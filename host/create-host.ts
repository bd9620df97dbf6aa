import path from 'node:path';
import type { AppView, WalletView } from '../shared/ipc/views.ts';
import { succeed } from '../shared/protocol/result.ts';
import { viewCard } from '../shared/wallet/view-card.ts';
import { viewNotice, viewRemoval, viewWaiting } from '../shared/wallet/view-waiting.ts';
import type { WalletDocument } from '../shared/wallet/wallet-document.ts';
import { HandOverBox } from './hand-over-box.ts';
import type { Host, HostParts } from './host.ts';
import { IssuerSupervisor, knownAddress } from './issuer/issuer-supervisor.ts';
import { createSendHttp } from './network/send-http.ts';
import { verifyJws } from './platform-ports.ts';
import { readSettings, writeSettings } from './settings.ts';
import { createTrustHandlers } from './trust/trust-handlers.ts';
import { viewTrust } from './trust/view-trust.ts';
import { createCardHandlers } from './wallet/card-handlers.ts';
import { openWallet } from './wallet/open-wallet.ts';
import { createPresentationHandlers } from './wallet/presentation-handlers.ts';
import { startRounds } from './wallet/rounds-timer.ts';
import { unlessUnwritable } from './wallet/unless-unwritable.ts';
import { openVerifier } from './verifier/open-verifier.ts';
import { createVerifierHandlers } from './verifier/verifier-handlers.ts';

const BUNDLED_ISSUER_NAME = 'Testowa Uczelnia Symulowana';
/** What this program's own verifier is called where its own wallet knows its key; of any other, the host is shown. */
const OWN_VERIFIER_NAME = 'Weryfikator tego symulatora';
const DONE = succeed(null);

/** Puts the host together over what the shell brings. Throws where the wallet cannot be opened without losing something. */
export async function createHost(parts: HostParts): Promise<Host> {
  const { vault, settings, push, now } = parts;
  let setAside = vault.setAside;
  const viewWallet = ({
    profile,
    cards,
    unfinished,
    removals,
    notices,
    trust: issuers,
  }: WalletDocument): WalletView => ({
    profile,
    cards: cards.map((card) => viewCard(card, now())),
    waiting: unfinished.filter(({ deferral }) => deferral !== null).map((each) => viewWaiting(each, issuers)),
    removals: removals.map((removal) => viewRemoval(removal)),
    notices: notices.map((notice) => viewNotice(notice)),
    protection: vault.protection,
    setAside,
  });
  const allowsHttp = (): boolean => readSettings(settings, parts.systemLanguage).allowsHttp;
  const bundledIssuer = (): string | null => issuer.view.url ?? knownAddress(settings);
  const trustPorts = { now, verify: verifyJws, send: createSendHttp(), allowsHttp };
  const viewTrustNow = () => viewTrust(file.document, bundledIssuer(), trustPorts);
  const pushTrust = async (document: WalletDocument): Promise<void> => {
    const value = await viewTrustNow();
    // One that was overtaken while its signatures were checked says nothing: the next one is on its way.
    if (document === file.document) push({ name: 'trust.changed', value });
  };
  // The verifier comes to be after the wallet whose trust list it reads.
  let tellVerifier = (): Promise<void> => Promise.resolve();
  const wallet = await openWallet({
    vault,
    ...trustPorts,
    onChange: (document) => {
      push({ name: 'wallet.changed', value: viewWallet(document) });
      void pushTrust(document);
      void tellVerifier();
    },
    onStage: (stage) => push({ name: 'activation.stage', value: stage }),
  });
  const { file, trust, desk, rounds } = wallet;
  let timer: ReturnType<typeof startRounds> | null = null;
  let readiness: ReturnType<typeof startRounds> | null = null;
  const issuer = new IssuerSupervisor({
    fork: parts.forkIssuer,
    modulePath: parts.issuerModule,
    dataFolder: parts.dataFolder,
    settings,
    walletPage: parts.walletPage ?? (() => null),
    onChange: (view) => {
      push({ name: 'university.changed', value: view });
      // Only now is it known which line of the trust list is the bundled university's.
      if (view.state === 'running') void Promise.all([pushTrust(file.document), tellVerifier()]);
    },
    onAnchor: (url, anchor) => trust.trust({ issuer: url, name: BUNDLED_ISSUER_NAME, anchor }),
  });
  const handOver = new HandOverBox(push);
  const verifier = await openVerifier({
    ...{ now, trust, bundledIssuer },
    ...{ send: trustPorts.send, verify: trustPorts.verify, onFault: parts.onFault },
    vault: parts.verifierVault,
    folder: path.join(parts.dataFolder, 'verifier'),
    onChange: (value) => push({ name: 'verifier.changed', value }),
  });
  tellVerifier = verifier.tell;
  const viewApp = async (): Promise<AppView> => ({
    version: parts.version,
    shell: parts.shell,
    settings: readSettings(settings, parts.systemLanguage),
    wallet: viewWallet(file.document),
    university: issuer.view,
    handOver: handOver.text,
    trust: await viewTrustNow(),
    verifier: await verifier.view(),
  });
  const changeWallet = async (step: (document: WalletDocument) => WalletDocument) => {
    const changed = await unlessUnwritable(() => file.change(step));
    return changed.ok ? DONE : changed;
  };

  return {
    handlers: {
      'app.read': async () => succeed(await viewApp()),
      'settings.change': (chosen) => {
        try {
          writeSettings(settings, chosen);
        } catch {
          return Promise.resolve({ ok: false, code: 'VAULT_UNWRITABLE', detail: `cannot write ${settings.path}` });
        }
        push({ name: 'settings.changed', value: chosen });
        return Promise.resolve(succeed(chosen));
      },
      'wallet.sign-in': (profile) => changeWallet((document) => ({ ...document, profile })),
      'wallet.sign-out': () => changeWallet((document) => ({ ...document, profile: null })),
      'wallet.dismiss-set-aside': () => {
        setAside = null;
        push({ name: 'wallet.changed', value: viewWallet(file.document) });
        return Promise.resolve(DONE);
      },
      'activation.open': ({ text, source }) => desk.open(text, source),
      'activation.redeem': async ({ activationId, code }) => {
        const redeemed = await desk.redeem(activationId, code);
        timer?.wake();
        return redeemed;
      },
      'activation.join': ({ activationId }) => desk.join(activationId),
      'activation.drop': ({ activationId }) => {
        desk.drop(activationId);
        return Promise.resolve(DONE);
      },
      ...handOver.handlers,
      ...createCardHandlers(wallet, () => timer?.wake()),
      ...createPresentationHandlers({
        ...{ ...trustPorts, wallet, bundledIssuer },
        findVerifierName: (key) => Promise.resolve(verifier.isOwnKey(key) ? OWN_VERIFIER_NAME : null),
      }),
      ...createVerifierHandlers(verifier),
      'university.restart': async () => {
        await issuer.start();
        return DONE;
      },
      ...createTrustHandlers({ ...trustPorts, book: trust, bundledIssuer }),
    },
    receiveLink: (link) => handOver.receive(link),
    start: async () => {
      await issuer.start();
      await rounds.resume();
      timer = startRounds(() => rounds.run(), { now, onFault: parts.onFault });
      readiness = startRounds(verifier.keepReady, { now, onFault: parts.onFault });
    },
    stop: () => {
      timer?.stop();
      readiness?.stop();
      issuer.stop();
      return Promise.resolve();
    },
  };
}
