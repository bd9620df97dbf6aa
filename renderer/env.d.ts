import type { HostBridge } from '../shared/ipc/contract.ts';

declare global {
  interface Window {
    /** Put here by the desktop's preload; absent in a browser tab. */
    readonly mlegHost?: HostBridge;
    readonly trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createScriptURL: (url: string) => string },
      ): {
        createScriptURL(url: string): string;
      };
    };
  }
}
