import { knowOnly } from './strict.ts';

type Media = readonly string[];
/** Who asks for a permission, in Electron's addresses. */
export interface Asker {
  readonly url: string;
  readonly origin: string;
  readonly isMainFrame: boolean;
}
type RequestHandler = (
  contents: unknown,
  permission: string,
  answer: (isGranted: boolean) => void,
  details: { requestingUrl: string; isMainFrame: boolean; mediaTypes?: Media },
) => void;
type CheckHandler = (
  contents: unknown,
  permission: string,
  origin: string,
  details: { requestingUrl: string; isMainFrame: boolean; mediaType?: string },
) => boolean;
/** What a page wants of a screen, as Electron puts it. */
export interface DisplayAsking {
  readonly frame: { readonly url: string; readonly parent: unknown } | null;
  readonly securityOrigin: string;
  readonly videoRequested: boolean;
  readonly audioRequested: boolean;
  readonly userGesture: boolean;
}
type DisplayHandler = (asking: DisplayAsking, answer: (streams: unknown) => void) => void;

/** The default session: keeps the handlers that main sets, and asks them in the page's name. */
export function createSession() {
  let request: RequestHandler | null = null;
  let check: CheckHandler | null = null;
  let device: (() => boolean) | null = null;
  let display: DisplayHandler | null = null;
  const session = knowOnly('session', {
    setPermissionRequestHandler: (handler: RequestHandler) => void (request = handler),
    setPermissionCheckHandler: (handler: CheckHandler) => void (check = handler),
    setDisplayMediaRequestHandler: (handler: DisplayHandler) => void (display = handler),
    setDevicePermissionHandler: (handler: () => boolean) => void (device = handler),
  });

  /** What Electron does without a handler: everything is granted. */
  const answerRequest = (permission: string, asker: Asker, media?: Media): Promise<boolean> =>
    new Promise((resolve) => {
      if (!request) return resolve(true);
      const details = { requestingUrl: asker.url, isMainFrame: asker.isMainFrame };
      request(null, permission, resolve, media ? { ...details, mediaTypes: media } : details);
    });
  const answerCheck = (permission: string, asker: Asker, mediaType?: string): boolean => {
    if (!check) return true;
    const details = { requestingUrl: asker.url, isMainFrame: asker.isMainFrame };
    return check(null, permission, asker.origin, mediaType === undefined ? details : { ...details, mediaType });
  };
  return {
    module: knowOnly('session', { defaultSession: session }),
    answerRequest,
    answerCheck,
    answerDevice: (): boolean => device?.() ?? true,
    /** The stream that main hands out; null where it hands out none, as Electron does without a handler. */
    answerDisplay: (asking: DisplayAsking): Promise<unknown> =>
      new Promise((resolve) => (display ? display(asking, resolve) : resolve(null))),
    /** Both handlers, as the page meets them one after the other: any "no" is a no. */
    isGranted: async (permission: string, asker: Asker, media?: Media): Promise<boolean> =>
      (media ?? [undefined]).every((medium) => answerCheck(permission, asker, medium)) &&
      (await answerRequest(permission, asker, media)),
  };
}
export type StandInSession = ReturnType<typeof createSession>;
