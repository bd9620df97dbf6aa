/// <reference lib="dom" />
import type { HostBridge } from '../../../shared/ipc/contract.ts';

/** What the preload script puts into the page, for functions of tests that run there. */
declare global {
  interface Window {
    readonly mlegHost: HostBridge;
  }
}
