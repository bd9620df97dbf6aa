import { createEs256Signer, publicPart } from '../../../shared/protocol/es256.ts';
import { createKeyProof } from '../../../shared/protocol/key-proof.ts';
import { PRE_AUTHORIZED_GRANT } from '../../../shared/protocol/offer.ts';
import { createPrivateKey } from '../../support/specimen-issuer.ts';
import { offerPathOf } from '../wallet-steps.ts';
import { STAFF_TOKEN } from '../world.ts';
import { createOrderLedger, type OrderLedger } from './ledger.ts';
import type { MaybeAnswer, MortalIssuer } from './mortal-issuer.ts';

export interface Draw {
  /** True with a chance of one in `times`. */
  readonly oneIn: (times: number) => boolean;
}

interface ReadyOrder {
  readonly id: string;
  readonly qr: string;
  readonly activation_code: string;
}

/**
 * One student who orders, collects, cancels and begins again until `isOver`, asking once more whenever no answer came. Throws where an
 * answer contradicts what was told before.
 */
export async function runStudent(
  issuer: MortalIssuer,
  student: string,
  draw: Draw,
  isOver: () => boolean,
): Promise<readonly OrderLedger[]> {
  const ledgers: OrderLedger[] = [];
  while (!isOver()) {
    const order = await place(issuer, student);
    const ledger = createOrderLedger(order.id);
    if (ledgers.some(({ id }) => id === order.id))
      throw new Error(`${order.id}: an order told to be over is open again`);
    ledgers.push(ledger);
    const token = await redeem(issuer, order, ledger, draw);
    if (token !== null) await collect(issuer, token, ledger);
    await cancel(issuer, order, ledger);
  }
  return ledgers;
}

/** Asks until there is an answer. */
async function insist(ask: () => Promise<MaybeAnswer>): Promise<NonNullable<MaybeAnswer>> {
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
  }
}

const staff = (method: 'GET' | 'POST', body?: object): RequestInit => ({
  method,
  headers: { Authorization: `Bearer ${STAFF_TOKEN}`, 'Content-Type': 'application/json' },
  ...(body && { body: JSON.stringify(body) }),
});

/** A lost answer may have placed the order: then there is an open one, and it is this student's only one. */
async function place(issuer: MortalIssuer, student: string): Promise<ReadyOrder> {
  const placed = await insist(() => issuer.ask('order', '/api/orders', staff('POST', { student })));
  if (placed.status === 201) return placed.json as unknown as ReadyOrder;
  if (placed.status !== 409) throw new Error(`no order for ${student}: ${placed.status} ${placed.text}`);
  const { json } = await insist(() => issuer.ask('read', `/api/orders?student=${student}&limit=1`, staff('GET')));
  const [latest] = json['orders'] as { id: string }[];
  const read = await insist(() => issuer.ask('read', `/api/orders/${String(latest?.id)}`, staff('GET')));
  return read.json as unknown as ReadyOrder;
}

/** The access token; null where it was lost with the answer, or the code is locked. */
async function redeem(
  issuer: MortalIssuer,
  order: ReadyOrder,
  ledger: OrderLedger,
  draw: Draw,
): Promise<string | null> {
  const offer = await insist(() => issuer.ask('offer', offerPathOf(order.qr)));
  const grants = offer.json['grants'] as Record<string, Record<string, string>> | undefined;
  const code = grants?.[PRE_AUTHORIZED_GRANT]?.['pre-authorized_code'];
  if (code === undefined) throw new Error(`${order.id}: no offer: ${offer.status} ${offer.text}`);
  for (let wrong = 0; wrong < 6 && draw.oneIn(3); wrong++) {
    const refused = await insist(() => askToken(issuer, code, 'WrongAAA'));
    ledger.wrongCodes += 1;
    if (refused.json['mleg_code'] === 'CODE_LOCKED') return null;
    if (refused.json['mleg_code'] !== 'CODE_WRONG') throw new Error(`${order.id}: ${refused.text}`);
  }
  let token: string | null = null;
  // Twice, right away: a code that works must not work again.
  for (let time = 0; time < 2; time++) {
    const answer = await insist(() => askToken(issuer, code, order.activation_code));
    if (answer.status === 200) {
      ledger.tokens += 1;
      token = String(answer.json['access_token']);
    } else if (!['OFFER_USED', 'CODE_LOCKED'].includes(String(answer.json['mleg_code']))) {
      throw new Error(`${order.id}: ${answer.text}`);
    }
  }
  return token;
}

const askToken = (issuer: MortalIssuer, code: string, txCode: string): Promise<MaybeAnswer> =>
  issuer.ask('token', '/token', {
    method: 'POST',
    body: new URLSearchParams({ grant_type: PRE_AUTHORIZED_GRANT, 'pre-authorized_code': code, tx_code: txCode }),
  });

/** Twice with the same token and key, as a wallet does that lost the answer: it is the same card. */
async function collect(issuer: MortalIssuer, token: string, ledger: OrderLedger): Promise<void> {
  const key = createPrivateKey();
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  for (let time = 0; time < 2; time++) {
    const answer = await insist(async () => {
      const nonce = await insist(() => issuer.ask('nonce', '/nonce', { method: 'POST' }));
      const proof = {
        issuer: issuer.url(),
        nonce: String(nonce.json['c_nonce']),
        issuedAt: Math.floor(Date.now() / 1000),
      };
      const jwt = await createKeyProof(proof, publicPart(key), createEs256Signer(key));
      const body = JSON.stringify({ credential_configuration_id: 'mlegitymacja', proofs: { jwt: [jwt] } });
      const given = await issuer.ask('credential', '/credential', { method: 'POST', headers, body });
      // The mock came back at another address between nonce and proof: the proof names the old one.
      return given?.json['error'] === 'invalid_proof' ? null : given;
    });
    const [card] = (answer.json['credentials'] ?? []) as { credential: string }[];
    if (!card) throw new Error(`${ledger.id}: no card: ${answer.status} ${answer.text}`);
    if (ledger.credential !== null && card.credential !== ledger.credential)
      throw new Error(`${ledger.id}: a second card`);
    ledger.credential = card.credential;
  }
}

/** A lost answer may have cancelled it; then it cannot be cancelled again, and that is as good. */
async function cancel(issuer: MortalIssuer, { id }: ReadyOrder, ledger: OrderLedger): Promise<void> {
  const answer = await insist(() => issuer.ask('cancel', `/api/orders/${id}/cancel`, staff('POST')));
  if (answer.status === 200) ledger.isCancelled = true;
  else if (answer.status !== 409) throw new Error(`${id}: cannot be cancelled: ${answer.status} ${answer.text}`);
}
