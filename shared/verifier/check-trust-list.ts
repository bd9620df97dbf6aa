import { parseJsonObject } from '../protocol/json.ts';
import { readKeySet } from '../protocol/key-set.ts';
import type { Clock, VerifyJws } from '../protocol/ports.ts';
import { Checklist, type Report } from '../protocol/steps.ts';
import { parseTrustList } from './trust.ts';

const RULES = [
  { id: 'trust-form', rule: 'mleg-sim 1 §6: issuers, each with a canonical address and a public P-256 anchor' },
  { id: 'trust-key-sets', rule: 'mleg-sim 1 §6: each cached key set is signed by its anchor and within its times' },
] as const;

/** Checks a trust list file: its shape, and every key set in it against its anchor. */
export async function checkTrustList(
  text: string,
  ports: { readonly now: Clock; readonly verify: VerifyJws },
): Promise<Report> {
  const checks = new Checklist<(typeof RULES)[number]['id']>(RULES);
  const json = parseJsonObject(text);
  const issuers = json.ok ? parseTrustList(json.value) : null;
  if (!issuers) {
    checks.fail(
      'trust-form',
      json.ok ? 'CLAIM_TYPE' : 'QR_UNKNOWN_FORMAT',
      json.ok ? 'not the shape of a trust list' : json.why,
    );
    return checks.report();
  }
  checks.pass('trust-form', `${issuers.length} issuers`);
  let held = 0;
  for (const { issuer, anchor, keySet } of issuers) {
    if (keySet === null) continue;
    const set = await readKeySet(keySet, { issuer, anchor }, ports);
    if (!set.ok) checks.fail('trust-key-sets', set.code, `${issuer}: ${set.detail ?? ''}`);
    else held += 1;
  }
  checks.pass('trust-key-sets', `${held} of ${issuers.length} issuers have a key set that holds`);
  return checks.report();
}
