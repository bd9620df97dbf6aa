import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { answerCall } from '../shared/ipc/answer-call.ts';
import type { AnyPush, Handlers } from '../shared/ipc/contract.ts';
import { CALL_CHANNEL, PUSH_CHANNEL } from './channels.ts';
import { isPageUrl } from './page-address.ts';

/** The host's door in this shell: one channel, one check of who knocks, then the same path as in every shell. */
export function answerPage(handlers: Handlers): void {
  ipcMain.handle(CALL_CHANNEL, (event, name: unknown, argument: unknown) =>
    isFromPage(event)
      ? answerCall(handlers, name, argument, (call, error) => console.error(`${call} failed:`, error))
      : { ok: false, code: 'CALL_REFUSED' },
  );
}

/** SECURITY: the top frame of its window, showing our page; not the mock's frame, not a frame that has gone, not another address. */
const isFromPage = ({ senderFrame }: IpcMainInvokeEvent): boolean =>
  senderFrame !== null && senderFrame.parent === null && isPageUrl(senderFrame.url);

/** SECURITY: a push holds personal data; it goes nowhere but to our page. */
export function pushToPage(contents: WebContents, push: AnyPush): void {
  if (!contents.isDestroyed() && isPageUrl(contents.getURL())) contents.send(PUSH_CHANNEL, push);
}
