import { checkCredential } from '../../shared/verifier/check-credential.ts';
import { checkStatusList } from '../../shared/verifier/check-status-list.ts';
import { CARD_STATUS } from '../../shared/protocol/status-list.ts';
import type { StoredCard } from '../../shared/wallet/wallet-document.ts';
import { createSendHttp } from '../../host/network/send-http.ts';
import { inflate, sha256, verifyJws } from '../../host/platform-ports.ts';
import type { TrustBook } from '../../host/trust/trust-book.ts';

/** Checks a stored card as a stranger would: signature, times, disclosures, and its status fetched from the issuer. Throws on a failing one. */
export async function verifyStoredCard(stored: StoredCard, trust: TrustBook): Promise<string> {
  const common = { now: Date.now, verify: verifyJws };
  const report = await checkCredential(stored.credential, {
    ...common,
    sha256,
    findKeys: (kid) => trust.findKeys('credential', kid),
  });
  if (!report.credential) throw new Error(`the credential is refused: ${report.code}`);
  const { status } = report.credential;
  const fetched = await createSendHttp()({ method: 'GET', url: status.uri });
  if (!fetched.ok) throw new Error(`the status list cannot be had: ${fetched.why}`);
  const list = await checkStatusList(fetched.answer.text, status, {
    ...common,
    inflate,
    findKeys: (kid) => trust.findKeys('status', kid),
  });
  if (list.status !== CARD_STATUS.valid) throw new Error(`the status list says ${list.code ?? list.status}`);
  const checks = [...report.steps, ...list.steps].filter(({ outcome }) => outcome === 'pass').length;
  return `VALID: ${checks} checks of credential and status list hold`;
}
