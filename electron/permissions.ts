import type { Session } from 'electron';
import { isPageOrigin, isPageUrl } from './page-address.ts';

type Medium = 'video' | 'audio' | 'unknown';

/** Everything the page may ever be granted. What is not in this table is denied: to the page, and to the mock's pages in its frame. */
const GRANTS: readonly { readonly permission: string; readonly media: readonly Medium[]; readonly why: string }[] = [
  {
    permission: 'media',
    media: ['video'],
    why: 'the camera reads the activation QR; the microphone is never asked for',
  },
  // Electron names what is wanted in one of these two ways.
  {
    permission: 'display-capture',
    media: ['video'],
    why: 'the code is often on the same screen; screen-picker.ts asks which',
  },
  { permission: 'display-capture', media: [], why: 'the same' },
  {
    permission: 'loopback-network',
    media: [],
    why: 'the University place frames the mock at 127.0.0.1, and Chromium asks before a page may; the CSP says which port',
  },
];

/** SECURITY: both handlers are needed. Without the check handler Electron answers "yes" wherever a page only looks whether it may. */
export function limitPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    answer(isPageUrl(details.requestingUrl) && isGranted(permission, media));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) => {
    const media = details.mediaType === undefined ? [] : [details.mediaType];
    const isOurs = isPageOrigin(requestingOrigin) && isPageUrl(details.requestingUrl ?? '');
    return isOurs && isGranted(permission, media);
  });
  session.setDevicePermissionHandler(() => false);
}

/** Exactly the media of the table: camera and microphone asked for together are not the camera. */
const isGranted = (permission: string, media: readonly Medium[]): boolean =>
  GRANTS.some((grant) => grant.permission === permission && grant.media.join() === media.join());
