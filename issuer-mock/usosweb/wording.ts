import type { SharedWording } from '../student-pages/wording.ts';

/** Every text of USOSweb, in one language. A missing one does not compile. */
export interface Wording extends SharedWording {
  readonly breadcrumbLabel: string;
  readonly tabStudents: string;
  readonly myStudies: string;
  readonly studiesLead: string;
  readonly cardTileText: string;
  readonly orderHeading: string;
  readonly placeOrder: string;
  readonly cancelOrder: string;
  readonly backToOrder: string;
  readonly addHeading: string;
  readonly addSteps: readonly [string, string, string];
  readonly qrAlt: string;
  readonly downloadQr: string;
  readonly cancelHeading: string;
  readonly keepOrder: string;
  readonly toMobile: string;
}
