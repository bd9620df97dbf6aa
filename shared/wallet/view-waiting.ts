import type { NoticeView, RemovalView, WaitingView } from '../ipc/views.ts';
import { hostOf } from '../protocol/issuer-url.ts';
import type { Notice, Redemption, Removal } from './wallet-document.ts';

/** An order whose card was promised for later, without its secrets. The holder key names it: there is one for each card. */
export const viewWaiting = (
  { issuer, holderKey, startedAt, deferral }: Redemption,
  issuers: readonly { readonly issuer: string; readonly name: string }[],
): WaitingView => ({
  id: holderKey.x,
  issuerHost: hostOf(issuer),
  issuerName: issuers.find((trusted) => trusted.issuer === issuer)?.name ?? issuer,
  since: startedAt,
  nextAt: deferral?.nextAt ?? startedAt,
  intervalS: deferral?.intervalS ?? 0,
});

export const viewRemoval = ({ id, issuer, at, nextAt }: Removal): RemovalView => ({
  ...{ id, issuerHost: hostOf(issuer), at, nextAt },
});

export const viewNotice = ({ id, issuer, code, at }: Notice): NoticeView => ({
  ...{ id, issuerHost: hostOf(issuer), code, at },
});
