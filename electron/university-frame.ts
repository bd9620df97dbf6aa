import type { Session } from 'electron';
import type { AnyPush } from '../shared/ipc/contract.ts';

/** Where the mock is, as the host's pushes tell. */
export interface UniversityFrame {
  /** The mock's origin while it runs. */
  readonly origin: () => string | null;
  readonly note: (push: AnyPush) => void;
}

/** `onMoved` hears when the mock first answers or answers at another address: the page's CSP is then out of date. */
export function trackUniversity(onMoved: () => void): UniversityFrame {
  let origin: string | null = null;
  return {
    origin: () => origin,
    note: (push) => {
      if (push.name !== 'university.changed' || push.value.url === null) return;
      const moved = new URL(push.value.url).origin;
      if (moved === origin) return;
      origin = moved;
      onMoved();
    },
  };
}

/**
 * To Chromium a frame of http://127.0.0.1 in an app:// page is a third party, whose `SameSite=Lax` cookies are dropped: nobody could log
 * in to USOSweb. The mock's cookies are therefore marked for use in this frame, and kept apart for it (`Partitioned`).
 * SECURITY: loosens nothing for others; in this session only our page can frame the mock, and only the mock's own cookies are touched.
 */
export function letUniversityKeepCookies(session: Session, frame: UniversityFrame): void {
  session.webRequest.onHeadersReceived({ urls: ['http://127.0.0.1/*'] }, (details, answer) => {
    const { responseHeaders } = details;
    if (!responseHeaders || new URL(details.url).origin !== frame.origin()) return answer({});
    answer({ responseHeaders: Object.fromEntries(Object.entries(responseHeaders).map(forFrame)) });
  });
}

const forFrame = ([name, values]: [string, string[]]): [string, string[]] =>
  name.toLowerCase() === 'set-cookie'
    ? [
        name,
        values.map((cookie) => cookie.replace(/;\s*SameSite=(?:Lax|Strict)/iu, '; SameSite=None; Secure; Partitioned')),
      ]
    : [name, values];
