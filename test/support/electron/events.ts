import { EventEmitter } from 'node:events';

/** The on/once/off of an Electron object, for a closed list of events: listening to an event that is never sent is a fault. */
export function createEvents(owner: string, names: readonly string[]) {
  const emitter = new EventEmitter();
  const check = (name: string): void => {
    if (!names.includes(name)) throw new Error(`the electron stand-in never sends ${owner} '${name}'`);
  };
  type Listener = (...args: unknown[]) => void;
  return {
    on: (name: string, listener: Listener) => (check(name), void emitter.on(name, listener)),
    once: (name: string, listener: Listener) => (check(name), void emitter.once(name, listener)),
    emit: (name: string, ...args: unknown[]) => (check(name), emitter.emit(name, ...args)),
    /** Sends an event whose first argument has `details` and a preventDefault; true if a listener prevented it. */
    emitPreventable: (name: string, details: object = {}, ...args: unknown[]): boolean => {
      check(name);
      let isPrevented = false;
      emitter.emit(name, { ...details, preventDefault: () => (isPrevented = true) }, ...args);
      return isPrevented;
    },
    hasListener: (name: string): boolean => (check(name), emitter.listenerCount(name) > 0),
  };
}
export type Events = ReturnType<typeof createEvents>;
