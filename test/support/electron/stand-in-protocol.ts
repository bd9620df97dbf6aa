import { knowOnly } from './strict.ts';

interface CustomScheme {
  readonly scheme: string;
  readonly privileges: Readonly<Record<string, boolean>>;
}
type Handler = (request: Request) => Promise<Response>;

/** `protocol`: custom schemes, registered before `ready` and handled after it, as Electron insists. */
export function createProtocol(isReady: () => boolean) {
  let schemes: readonly CustomScheme[] = [];
  const handlers = new Map<string, Handler>();
  const module = knowOnly('protocol', {
    registerSchemesAsPrivileged: (registered: readonly CustomScheme[]) => {
      if (isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
      schemes = registered;
    },
    handle: (scheme: string, handler: Handler) => {
      if (!isReady()) throw new Error('protocol.handle can only be called when app is ready');
      handlers.set(scheme, handler);
    },
  });
  return {
    module,
    schemes: () => schemes,
    /** What a page's request for `url` is answered with. */
    answer: (request: Request): Promise<Response> => {
      const scheme = new URL(request.url).protocol.slice(0, -1);
      const handler = handlers.get(scheme);
      if (!handler || !schemes.some((known) => known.scheme === scheme)) throw new Error(`nobody handles ${scheme}:`);
      return handler(request);
    },
  };
}
export type StandInProtocol = ReturnType<typeof createProtocol>;
