import type { NoticeKind } from '../notices/notices.ts';
import type { SharedWording } from '../student-pages/wording.ts';

/** Every text of Mobile USOS, in one language. A missing one does not compile. */
export interface MobileWording extends SharedWording {
  readonly site: string;
  readonly menu: string;
  readonly start: string;
  readonly toUsosweb: string;
  readonly toUsoswebText: string;
  /** Before the name of the page above. */
  readonly backTo: string;
  readonly notices: string;
  readonly newNotices: (count: number) => string;
  readonly noNotices: string;
  readonly newNotice: string;
  readonly markRead: string;
  readonly noticeTexts: Readonly<Record<NoticeKind, { readonly title: string; readonly text: string }>>;
  readonly services: string;
  readonly cardText: string;
  readonly myCard: string;
  readonly noOrder: string;
  readonly orderCard: string;
  readonly orderCardText: string;
  readonly holder: string;
  readonly confirmOrder: string;
  readonly hasOrder: string;
  readonly actions: string;
  readonly addText: string;
  readonly openInWallet: string;
  readonly openInWalletText: string;
  readonly openInBrowser: string;
  readonly extendNotYet: string;
  readonly revoke: string;
  readonly revokeText: string;
  readonly revokeHeading: string;
  readonly keep: string;
  readonly handOverSteps: readonly [string, string, string];
  readonly handOver: string;
  readonly handOverBrowser: string;
  readonly handOverHint: string;
  readonly codesHeading: string;
  readonly showQr: string;
}
