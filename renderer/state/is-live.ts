import type { CheckSource } from '../../shared/ipc/contract.ts';

/** Whether a code came out of a picture that goes on: such a source sees every code that lies about, and the same one again and again. */
export const isLive = (source: CheckSource): boolean => source === 'camera' || source === 'screen';
