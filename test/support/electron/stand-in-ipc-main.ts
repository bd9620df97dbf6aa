import { knowOnly } from './strict.ts';

/** The frame a message came from, as Electron describes it. */
export interface SenderFrame {
  readonly url: string;
  readonly parent: SenderFrame | null;
}
type Invoked = (event: { readonly senderFrame: SenderFrame | null }, ...args: unknown[]) => unknown;

/** `ipcMain`: keeps the handlers that main sets. */
export function createIpcMain() {
  const handlers = new Map<string, Invoked>();
  const listened = new Set<string>();
  const module = knowOnly('ipcMain', {
    handle: (channel: string, handler: Invoked) => {
      if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
      handlers.set(channel, handler);
    },
    on: (channel: string) => void listened.add(channel),
  });
  return {
    module,
    channels: (): readonly string[] => [...handlers.keys(), ...listened],
    invoke: async (senderFrame: SenderFrame | null, channel: string, args: readonly unknown[]): Promise<unknown> => {
      const handler = handlers.get(channel);
      if (!handler) throw new Error(`No handler registered for '${channel}'`);
      return handler(knowOnly('IpcMainInvokeEvent', { senderFrame, type: 'frame' }), ...args);
    },
  };
}
export type StandInIpcMain = ReturnType<typeof createIpcMain>;
