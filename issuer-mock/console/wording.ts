import type { EventKind } from '../events/event-kinds.ts';
import type { FaultKind } from '../faults/fault-kinds.ts';
import type { ListedRequest } from '../relay/relay.ts';
import type { Failure } from '../orders/end-reasons.ts';
import type { SharedWording } from '../student-pages/wording.ts';
import type { Part } from './staff-actions.ts';

/** What the staff API answers an action of the console with. */
export type Outcome =
  | 'done'
  | 'illegal_transition'
  | 'out_of_range'
  | 'not_eligible'
  | 'order_open'
  | 'order_unknown'
  | 'student_unknown'
  | 'fault_unknown'
  | 'not_applicable'
  | 'invalid_request';

/** Every text of the staff's console, in one language. A missing one does not compile. */
export interface ConsoleWording extends SharedWording {
  readonly title: string;
  readonly lead: string;
  readonly signInLead: string;
  readonly staffToken: string;
  readonly signIn: string;
  readonly wrongToken: string;
  readonly signOut: string;
  readonly toMobile: string;
  readonly contents: string;
  readonly parts: Readonly<Record<Part, string>>;
  readonly outcomes: Readonly<Record<Outcome, string>>;
  readonly mockTime: string;
  readonly clockRuns: string;
  readonly clockStands: string;
  readonly stepHour: string;
  readonly stepDay: string;
  readonly toSemesterEnd: (eve: string) => string;
  readonly freeze: string;
  readonly run: string;
  readonly toRealTime: string;
  readonly showState: string;
  readonly anyState: string;
  readonly show: string;
  readonly noOrders: string;
  readonly advance: string;
  readonly cancel: string;
  readonly invalidate: string;
  readonly fail: string;
  readonly failures: Readonly<Record<Failure, string>>;
  readonly until: string;
  readonly mayOrderNow: string;
  readonly noOrder: string;
  readonly placeOrder: string;
  readonly showAll: string;
  readonly further: string;
  readonly noFaults: string;
  readonly timesLeft: (times: number | null) => string;
  readonly clear: string;
  readonly clearAll: string;
  readonly addFault: string;
  readonly faultTarget: string;
  readonly faultKind: string;
  readonly faultTimes: string;
  readonly faultTimesHint: string;
  readonly add: string;
  readonly faultKinds: Readonly<Record<FaultKind, string>>;
  readonly noRequests: string;
  readonly request: (number: number) => string;
  readonly requestUntil: (instant: string) => string;
  readonly requestStatuses: Readonly<Record<ListedRequest['status'], string>>;
  readonly noEvents: string;
  readonly eventKinds: Readonly<Record<EventKind, string>>;
  readonly settingsLead: string;
  readonly settingsLink: string;
}
