import type { Handlers } from '../../shared/ipc/contract.ts';
import { isIssuerUrl } from '../../shared/protocol/issuer-url.ts';
import type { OpenRequestPorts } from '../../shared/wallet/presentation-request.ts';
import type { OpenWallet } from './open-wallet.ts';
import { PresentationDesk } from './presentation-desk.ts';

type PresentationCalls = 'presentation.open' | 'presentation.share' | 'presentation.decline' | 'presentation.show';

interface PresentationParts extends OpenRequestPorts {
  readonly wallet: Pick<OpenWallet, 'file' | 'trust'>;
  readonly bundledIssuer: () => string | null;
}

/** What the page asks where data are confirmed and cards are shown. */
export function createPresentationHandlers(parts: PresentationParts): Pick<Handlers, PresentationCalls> {
  const { bundledIssuer, wallet, ...ports } = parts;
  const { file, trust } = wallet;
  // Six digits may lead to any university that runs a relay: first to our own, then to those on the trust list, in its order.
  const findRelays = (): readonly string[] => {
    const trusted = trust.issuers.map(({ issuer }) => issuer).filter((issuer) => isIssuerUrl(issuer));
    return [...new Set([bundledIssuer() ?? [], ...trusted].flat())];
  };
  const desk = new PresentationDesk({ ...ports, wallet: file, findRelays });
  return {
    'presentation.open': ({ text, source }) => desk.open(text, source),
    'presentation.share': ({ requestId, cardId, withPhoto }) => desk.share(requestId, cardId, withPhoto),
    'presentation.decline': ({ requestId }) => desk.decline(requestId),
    'presentation.show': ({ cardId, withPhoto }) => desk.show(cardId, withPhoto),
  };
}
