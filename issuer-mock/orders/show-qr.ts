import { OFFER_SCHEME, packActivationQr } from '../../shared/protocol/activation-qr.ts';
import type { Issuer } from '../issuer.ts';
import type { Activation } from './order.ts';
import { offerUriOf } from './sign-activation-qr.ts';

/** The text that an order's QR code has now, in the form the university has set. */
export function showQr(issuer: Issuer, { qr, ref }: Pick<Activation, 'qr' | 'ref'>): string {
  switch (issuer.settings.qrForm) {
    case 'compact':
      return qr;
    case 'dense':
      return packActivationQr(qr);
    case 'offer':
      return `${OFFER_SCHEME}?credential_offer_uri=${encodeURIComponent(offerUriOf(issuer, ref))}`;
  }
}
