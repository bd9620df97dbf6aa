import { OFFER_SCHEME } from '../protocol/activation-qr.ts';
import { isIssuerUrl } from '../protocol/issuer-url.ts';
import { parseJsonObject } from '../protocol/json.ts';
import { show } from '../protocol/jws.ts';
import { parseOffer } from '../protocol/offer.ts';
import { Checklist, type Report } from '../protocol/steps.ts';

const RULES = [
  { id: 'offer-form', rule: 'OpenID4VCI 1.0 4.1: an offer object, or a link that carries or names one' },
  {
    id: 'offer-members',
    rule: 'OpenID4VCI 1.0 4.1.1, mleg-sim 1 §1: issuer, configuration, pre-authorized code, tx_code',
  },
  { id: 'offer-issuer', rule: 'mleg-sim 1 §6: the issuer is a canonical https address, or http on loopback' },
] as const;

/** Checks a credential offer as far as it goes without the network. An offer is never signed, so VALID says no more than "well formed". */
export function checkOffer(text: string): Report {
  const checks = new Checklist<(typeof RULES)[number]['id']>(RULES);
  const link = text.startsWith(OFFER_SCHEME) && URL.canParse(text) ? new URL(text).searchParams : null;
  const reference = link?.get('credential_offer_uri') ?? null;
  if (reference !== null) {
    if (URL.canParse(reference)) checks.pass('offer-form', `by reference: ${show(reference)}`);
    else checks.fail('offer-form', 'QR_UNKNOWN_FORMAT', 'credential_offer_uri is not an address');
    return checks.report();
  }
  const json = parseJsonObject(link?.get('credential_offer') ?? text);
  if (!json.ok) {
    checks.fail('offer-form', json.why === 'duplicate' ? 'JWS_DUPLICATE' : 'QR_UNKNOWN_FORMAT', json.why);
    return checks.report();
  }
  checks.pass('offer-form', 'by value');
  const offer = parseOffer(json.value);
  if (!offer.ok) checks.fail('offer-members', offer.code, offer.detail ?? '');
  else {
    checks.pass(
      'offer-members',
      `configuration ${show(offer.value.configurationId)}, code of ${offer.value.code.length ?? 'any length'}`,
    );
    if (isIssuerUrl(offer.value.issuer)) checks.pass('offer-issuer', offer.value.issuer);
    else checks.fail('offer-issuer', 'CLAIM_TYPE', show(offer.value.issuer));
  }
  return checks.report();
}
