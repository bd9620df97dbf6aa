import type { CardView } from '../../shared/ipc/views.ts';

/** How a card stands for whoever looks at it. `stale`: it was valid when last asked, and that is too long ago to go by. */
export type Standing = CardView['status'] | 'stale';

/** A status older than this need not be believed by anybody (protocol.md, Status list). */
export const STALE_AFTER_MS = 24 * 3600_000;

/** Only what was valid can go stale: a card that is not valid does not become better or worse by nobody asking. */
export const findStanding = ({ status, updatedAt }: Pick<CardView, 'status' | 'updatedAt'>, now: number): Standing =>
  status === 'valid' && now - updatedAt > STALE_AFTER_MS ? 'stale' : status;
