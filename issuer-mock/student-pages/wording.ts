import type { OrderState } from '../orders/order-states.ts';

export interface StatusWording {
  /** As USOSweb shows it. */
  readonly label: string;
  /** What it means for the student now. */
  readonly meaning: string;
}

/** The texts that USOSweb and Mobile USOS have in common, in one language. A missing one does not compile. */
export interface SharedWording {
  readonly simulatorTag: string;
  readonly skipToContent: string;
  readonly languageLabel: string;
  readonly logOut: string;
  readonly loggedInAs: string;
  readonly footer: string;
  readonly loginTitle: string;
  readonly loginLead: string;
  readonly loginAs: string;
  readonly searchStudents: string;
  readonly search: string;
  readonly moreStudents: string;
  readonly nobodyFound: string;
  readonly mayOrder: string;
  readonly mayNotOrder: string;
  readonly mayNotOrderLead: string;
  readonly refusedHeading: string;
  readonly refusedLead: (count: number) => string;
  readonly refusedRemedy: string;
  readonly albumNumber: string;
  readonly orderIntro: readonly string[];
  readonly orderData: string;
  readonly status: string;
  readonly orderedAt: string;
  readonly plannedValidUntil: string;
  readonly checkStatus: string;
  readonly addToWallet: string;
  readonly helpStatuses: string;
  readonly helpLead: string;
  readonly stepsLabel: string;
  /** Stands in the frame while the order is not ready yet. */
  readonly addEarly: string;
  readonly qrTextLabel: string;
  readonly activationCode: string;
  readonly codeHint: (tries: number) => string;
  readonly validUntil: string;
  readonly copy: string;
  readonly copied: string;
  readonly cancelLead: string;
  readonly cancelCollected: string;
  readonly extendHeading: string;
  readonly extendLead: (until: string) => string;
  readonly extend: string;
  readonly statuses: Readonly<Record<OrderState, StatusWording>>;
  readonly errors: Readonly<Record<PageError, { readonly title: string; readonly text: string }>>;
  readonly toStart: string;
}

/** What can go wrong on a page. */
export type PageError =
  'not-found' | 'not-possible' | 'foreign-form' | 'order-open' | 'order-settled' | 'not-extendable' | 'fault';
