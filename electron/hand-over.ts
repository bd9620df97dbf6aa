import type { App } from 'electron';

/** The scheme of hand-over links (docs/protocol.md). */
const SCHEME = 'mleg-sim';

/** Links that reached the program, kept until somebody listens: the first may be what started it. */
export interface Links {
  readonly listen: (listener: (link: string) => void) => void;
}

/**
 * Makes this program the one that the system opens `mleg-sim:` links with, and gathers them: from the arguments of this start and of
 * further ones, and from macOS's own event. Before `ready`, since that event may come before it. What is in a link, the host judges.
 */
export function gatherLinks(app: App, argv: readonly string[], entry: string | null): Links {
  // From a checkout it is Electron that starts, and it has to be told what.
  if (entry === null) app.setAsDefaultProtocolClient(SCHEME);
  else app.setAsDefaultProtocolClient(SCHEME, process.execPath, [entry]);

  let waiting: string | null = null;
  let deliver: ((link: string) => void) | null = null;
  const note = (link: string | undefined): void => {
    if (link === undefined) return;
    if (deliver) deliver(link);
    else waiting = link;
  };
  const findLink = (args: readonly string[]): string | undefined => args.find((arg) => arg.startsWith(`${SCHEME}:`));

  note(findLink(argv));
  app.on('second-instance', (_event, args) => note(findLink(args)));
  app.on('open-url', (event, link) => {
    event.preventDefault();
    note(link);
  });
  return {
    listen: (listener) => {
      deliver = listener;
      if (waiting !== null) listener(waiting);
      waiting = null;
    },
  };
}
