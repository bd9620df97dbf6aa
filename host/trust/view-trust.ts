import type { TrustedIssuerView } from '../../shared/ipc/trust-views.ts';
import { fingerprintOf } from '../../shared/protocol/fingerprint.ts';
import { readKeySet } from '../../shared/protocol/key-set.ts';
import type { Clock, VerifyJws } from '../../shared/protocol/ports.ts';
import type { WalletDocument } from '../../shared/wallet/wallet-document.ts';
import { describeIssuer } from './describe-issuer.ts';

/** The trust list as it may be shown: the bundled issuer first, then by age. */
export async function viewTrust(
  { trust, cards }: Pick<WalletDocument, 'trust' | 'cards'>,
  bundledIssuer: string | null,
  ports: { readonly now: Clock; readonly verify: VerifyJws },
): Promise<readonly TrustedIssuerView[]> {
  const views = await Promise.all(
    trust.map(async ({ issuer, name, anchor, keySet, addedAt, refreshedAt }): Promise<TrustedIssuerView> => {
      const set = keySet === null ? null : await readKeySet(keySet, { issuer, anchor }, ports);
      return {
        ...describeIssuer(issuer),
        name,
        fingerprint: await fingerprintOf(anchor),
        isBundled: issuer === bundledIssuer,
        addedAt: addedAt ?? null,
        refreshedAt: refreshedAt ?? null,
        keys: set?.ok ? set.value.keys.length : 0,
        cards: cards.filter((card) => card.issuer === issuer).length,
      };
    }),
  );
  return views.sort((one, other) => Number(other.isBundled) - Number(one.isBundled));
}
