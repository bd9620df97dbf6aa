import type { Field } from '../protocol/card-query.ts';
import type { IssuerHost } from '../protocol/issuer-host.ts';
import type { Group } from '../protocol/presentation.ts';

/** What the page is shown of a verifier's request and of what came of it. No nonce, state or key crosses. Instants in milliseconds. */

interface OpenedRequestBase {
  readonly requestId: string;
  /** Everything that would be disclosed: a group is shown whole. Empty where only the card's validity is asked for. */
  readonly groups: readonly { readonly group: Group; readonly fields: readonly Field[] }[];
  /** The cards that have all of it. */
  readonly cardIds: readonly string[];
  /** When the request ends by itself. */
  readonly expiresAt: number;
}

export type OpenedRequest = OpenedRequestBase &
  (
    | {
        /** Answered over the network. */
        readonly kind: 'online';
        /** The verifier's name where the trust list vouches for it, else the host that would get the answer. */
        readonly who: string;
        readonly isNamed: boolean;
        /** Where the answer goes. */
        readonly host: IssuerHost;
      }
    | {
        /** Answered by showing a QR code. */
        readonly kind: 'challenge';
        /** What the verifier calls itself, proven by nobody; empty where it says nothing. */
        readonly who: string;
      }
  );

export type Shared =
  | { readonly kind: 'sent' }
  /** The answer to a challenge, to be shown to whoever asked, in frames if it has a photo; after `until` it is not accepted any more. */
  | { readonly kind: 'qr'; readonly text: string; readonly until: number };

/** A card shown to whoever looks: good for a moment, and drawn anew at `redrawAt`. */
export interface ShownCard {
  readonly text: string;
  readonly redrawAt: number;
}
