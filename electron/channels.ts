/** The only two channels between page and main process. */
export const CALL_CHANNEL = 'mleg:call';
export const PUSH_CHANNEL = 'mleg:push';
