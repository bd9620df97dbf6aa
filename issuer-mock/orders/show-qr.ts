import { OFFER_SCHEME, packActivationQr } from '../../shared/protocol/activation-qr.ts';
import { isTokenKind } from '../faults/fault-kinds.ts';
import { spoilToken } from '../faults/spoil-token.ts';
import type { Issuer } from '../issuer.ts';
import type { Activation } from './order.ts';
import { offerUriOf } from './sign-activation-qr.ts';

/** The text that an order's QR code has now: in the form the university has set, with the fault staff has asked for. */
export async function showQr(
  issuer: Issuer,
  { jti, qr, ref }: Pick<Activation, 'jti' | 'qr' | 'ref'>,
): Promise<string> {
  const { qrForm } = issuer.settings;
  if (qrForm === 'offer') {
    return `${OFFER_SCHEME}?credential_offer_uri=${encodeURIComponent(offerUriOf(issuer, ref))}`;
  }
  const fault = issuer.faults.takeForQr(jti);
  const text = fault && isTokenKind(fault.kind) ? await spoilToken(issuer, 'qr', fault.kind, qr) : qr;
  return qrForm === 'dense' ? packActivationQr(text) : text;
}
