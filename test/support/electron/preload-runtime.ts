import { readFileSync } from 'node:fs';

/** Name of the one function through which the stand-in's page side reaches its main side. */
export const BINDING = '__electronStandIn';
export const PUSH_EVENT = 'electron-stand-in:push';

/**
 * The script that runs in each document before the page's own: in the top frame it brings `ipcRenderer` and `contextBridge` and executes the
 * built preload file with them. What differs from Electron: there is one world, not an isolated one, so the bridge hands over frozen
 * wrappers instead of copies between worlds. In every frame it makes camera requests ask main first.
 * A subframe keeps the raw function, as a broken-into renderer would have it, so that a test can knock on main's door from there.
 */
export function writePreloadScript(preloadFile: string): string {
  const preload = readFileSync(preloadFile, 'utf8');
  return `(() => {
  const send = globalThis[${JSON.stringify(BINDING)}];
  ${ASK_BEFORE_CAPTURE}
  // Chromium's empty first document is nothing that Electron would show.
  if (window !== window.top || location.href === 'about:blank') return;
  delete globalThis[${JSON.stringify(BINDING)}];
  ${ELECTRON_IN_PAGE}
  const require = (name) => {
    if (name !== 'electron') throw new Error('a sandboxed preload cannot require ' + name);
    return electron;
  };
  const module = { exports: {} };
  ((require, module, exports, process) => {
${preload}
  })(require, module, module.exports, undefined);
})();`;
}

const ELECTRON_IN_PAGE = `
  const listeners = new Map();
  const knowOnly = (name, known) => new Proxy(known, {
    get(target, member) {
      if (typeof member === 'symbol' || member === '__esModule' || member in target) return target[member];
      throw new Error('the electron stand-in does not know ' + name + '.' + member);
    },
  });
  const wrap = (value) => {
    if (typeof value === 'function') return Object.freeze((...args) => wrap(value(...args)));
    if (typeof value !== 'object' || value === null || value instanceof Promise) return value;
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([name, member]) => [name, wrap(member)])));
  };
  const ipcRenderer = knowOnly('ipcRenderer', {
    invoke: (channel, ...args) => send({ kind: 'invoke', channel, args }),
    on: (channel, listener) => {
      const hear = ({ detail }) => { if (detail.channel === channel) listener({ sender: ipcRenderer }, ...detail.args); };
      listeners.set(listener, hear);
      window.addEventListener(${JSON.stringify(PUSH_EVENT)}, hear);
    },
    off: (channel, listener) => {
      window.removeEventListener(${JSON.stringify(PUSH_EVENT)}, listeners.get(listener));
      listeners.delete(listener);
    },
  });
  const contextBridge = knowOnly('contextBridge', {
    exposeInMainWorld: (name, api) => {
      Object.defineProperty(window, name, { value: wrap(api), enumerable: true });
      void send({ kind: 'exposed', name });
    },
  });
  const electron = knowOnly('electron', { contextBridge, ipcRenderer });`;

const ASK_BEFORE_CAPTURE = `
  const devices = globalThis.navigator.mediaDevices;
  if (devices) {
    const capture = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (wanted) => {
      const media = ['video', 'audio'].filter((medium) => wanted && wanted[medium]);
      if (!(await send({ kind: 'capture', media }))) throw new DOMException('denied by main', 'NotAllowedError');
      return capture(wanted);
    };
    const show = devices.getDisplayMedia.bind(devices);
    devices.getDisplayMedia = async (wanted) => {
      const gesture = navigator.userActivation.isActive;
      const isGranted = await send({ kind: 'display', audio: Boolean(wanted && wanted.audio), gesture });
      if (!isGranted) throw new DOMException('denied by main', 'NotAllowedError');
      return show(wanted);
    };
  }`;
