import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { HostBridge } from '../shared/ipc/contract.ts';
import { CALL_CHANNEL, PUSH_CHANNEL } from './channels.ts';

/** All the page gets of Electron: ask, and listen. SECURITY: the channels are fixed here, and no event object (with its sender) crosses over. */
const mlegHost: HostBridge = {
  call: (name, argument) => ipcRenderer.invoke(CALL_CHANNEL, name, argument),
  onPush: (listener) => {
    const forward = (_event: IpcRendererEvent, push: unknown): void => listener(push);
    ipcRenderer.on(PUSH_CHANNEL, forward);
    return () => void ipcRenderer.off(PUSH_CHANNEL, forward);
  },
};
contextBridge.exposeInMainWorld('mlegHost', mlegHost);
