/**
 * An object that throws when something it does not have is asked of it. Without this a stand-in would answer `undefined` to an API
 * it does not know, and a limit that was never really set would count as set.
 */
export function knowOnly<T extends object>(name: string, known: T): T {
  return new Proxy(known, {
    get(target, member, receiver) {
      // `then` is asked by every await, symbols by consoles and test frameworks.
      if (typeof member === 'symbol' || member === 'then' || Reflect.has(target, member))
        return Reflect.get(target, member, receiver) as unknown;
      throw new Error(`the electron stand-in does not know ${name}.${member}`);
    },
    set(_target, member) {
      throw new Error(`the electron stand-in lets nobody set ${name}.${String(member)}`);
    },
  });
}
