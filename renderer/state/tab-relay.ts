import { object, oneOf, text } from '../../shared/shape.ts';
import { parseJson } from './parse-json.ts';

const message = object({ kind: oneOf(['offer', 'here', 'give']), tab: text(40), text: text(4096) });

interface RelayParts {
  readonly channel: Pick<BroadcastChannel, 'postMessage' | 'addEventListener'>;
  /** Names this tab among the others. */
  readonly tab: string;
  /** What waits in this tab, if this tab has no right to the host; null otherwise. */
  readonly waiting: () => string | null;
  /** Whether this tab may talk to the host. */
  readonly isAtHome: () => boolean;
  readonly onGiven: () => void;
  readonly onTaken: (text: string) => void;
}

/**
 * A link opens a new tab, and only the tab that was opened with the token may talk to the host. So the new one gives the QR's text to the
 * other. SECURITY: the text goes to the tab with the token, never the token to the tab that somebody's link opened.
 */
export function joinTabs({ channel, tab, waiting, isAtHome, onGiven, onTaken }: RelayParts): {
  readonly tell: () => void;
} {
  const post = (kind: 'offer' | 'here' | 'give', to: string, given = ''): void =>
    channel.postMessage(JSON.stringify({ kind, tab: to, text: given }));

  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const heard = message.parse(typeof data === 'string' ? parseJson(data) : null)?.value;
    if (heard?.kind === 'offer' && isAtHome()) post('here', tab);
    if (heard?.kind === 'give' && heard.tab === tab && isAtHome()) onTaken(heard.text);
    const given = waiting();
    if (heard?.kind !== 'here' || given === null) return;
    // Whoever answers first has it; to the others there is nothing left to give.
    onGiven();
    post('give', heard.tab, given);
  });

  return {
    /** After something has changed here: says what this tab has to give, or that it can take. */
    tell: () => {
      if (isAtHome()) post('here', tab);
      else if (waiting() !== null) post('offer', tab);
    },
  };
}
