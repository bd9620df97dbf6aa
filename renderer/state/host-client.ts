import {
  type AnswerOf,
  type AnyPush,
  type ArgumentOf,
  type CallName,
  type HostBridge,
  parsePush,
} from '../../shared/ipc/contract.ts';

/** `refused`: the host is there, but this tab has no right to it. */
export type Link = 'up' | 'down' | 'refused';

/** A bridge that also tells whether there is a host at the other end. */
export interface LinkedBridge extends HostBridge {
  readonly onLink: (listener: (link: Link) => void) => () => void;
}

/** The host as the page knows it: the contract's calls with their types, and its pushes, parsed. */
export interface HostClient {
  readonly call: <Name extends CallName>(name: Name, argument: ArgumentOf<Name>) => Promise<AnswerOf<Name>>;
  readonly onPush: (listener: (push: AnyPush) => void) => () => void;
  readonly onLink: LinkedBridge['onLink'];
}

/** The desktop's host lives and dies with the page, so its link is always up. */
export const linkDesktop = (bridge: HostBridge): LinkedBridge => ({
  call: (name, argument) => bridge.call(name, argument),
  onPush: (listener) => bridge.onPush(listener),
  onLink: (listener) => {
    listener('up');
    return () => undefined;
  },
});

export const createHostClient = (bridge: LinkedBridge): HostClient => ({
  async call<Name extends CallName>(name: Name, argument: ArgumentOf<Name>): Promise<AnswerOf<Name>> {
    // The host is our own, built from the same table: only the frame of its answer is looked at.
    const answer = await bridge.call(name, argument).catch(() => null);
    return isAnswer<Name>(answer) ? answer : { ok: false, code: 'HOST_FAULT', detail: name };
  },
  onPush: (listener) =>
    bridge.onPush((message) => {
      const push = parsePush(message);
      if (push) listener(push);
    }),
  onLink: (listener) => bridge.onLink(listener),
});

const isAnswer = <Name extends CallName>(answer: unknown): answer is AnswerOf<Name> =>
  typeof answer === 'object' && answer !== null && 'ok' in answer && typeof answer.ok === 'boolean';
