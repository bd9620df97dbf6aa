/** What a student's wallet and browser have been TOLD, by order. Whatever the mock has answered must hold for ever, however often it is killed. */
export interface OrderLedger {
  readonly id: string;
  /** How many times its code brought an access token. */
  tokens: number;
  /** How many times a wrong code was answered as wrong, or as locking. */
  wrongCodes: number;
  credential: string | null;
  isCancelled: boolean;
}

export const createOrderLedger = (id: string): OrderLedger => ({
  id,
  tokens: 0,
  wrongCodes: 0,
  credential: null,
  isCancelled: false,
});
