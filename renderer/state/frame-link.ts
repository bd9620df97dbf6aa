import { OPEN_WALLET_LINK, readHandOverLink } from '../../shared/protocol/hand-over.ts';
import { object, text } from '../../shared/shape.ts';

const message = object({ link: text(20_000) });

/** A page in the university's frame cannot follow links to a program: it tells this page, once it has been greeted with this. */
export const GREETING = { takesLinks: true } as const;

export type FrameLink = { readonly kind: 'qr'; readonly text: string } | { readonly kind: 'open' };

/** What a message brings from the university's pages; null for everything else that is said to this window. */
export function readFrameLink(
  { source, origin, data }: Pick<MessageEvent<unknown>, 'source' | 'origin' | 'data'>,
  frame: Window | null,
  university: string | null,
): FrameLink | null {
  // SECURITY: any window that knows this one can speak to it. Only the frame is heard,
  if (frame === null || source !== frame) return null;
  // SECURITY: and only while it shows the university itself.
  if (university === null || origin !== new URL(university).origin) return null;
  const link = message.parse(data)?.value.link ?? '';
  if (link === OPEN_WALLET_LINK) return { kind: 'open' };
  // SECURITY: read like a link from anywhere, so that no code can be in it.
  const qr = readHandOverLink(link);
  return qr === null ? null : { kind: 'qr', text: qr };
}
