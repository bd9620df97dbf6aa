import type * as z from 'zod';
import { eventsShape } from '../api/calls/event-calls.ts';
import { faultsShape } from '../api/calls/fault-calls.ts';
import { requestsShape } from '../api/calls/request-calls.ts';
import { settingsShape } from '../api/calls/settings-calls.ts';
import { clockShape, type orderShape, ordersShape, orderState, studentShape, studentsShape } from '../api/shapes.ts';
import type { OrderState } from '../orders/order-states.ts';
import { PARTS, type Part } from './staff-actions.ts';
import type { StaffClient } from './staff-client.ts';

export type ShownStudent = z.infer<typeof studentShape>;
export type ShownOrder = z.infer<typeof orderShape>;

/** What the page is asked to show. */
export interface Asked {
  readonly search: string;
  /** The student before the first. */
  readonly after: string;
  readonly state: OrderState | null;
  /** What came of what was done last, and where. */
  readonly said: { readonly part: Part; readonly outcome: string } | null;
}

/** Everything on the page, as the API tells it. */
export interface ConsoleView {
  readonly asked: Asked;
  readonly clock: z.infer<typeof clockShape>;
  readonly orders: readonly { readonly order: ShownOrder; readonly student: ShownStudent | null }[];
  readonly students: readonly { readonly student: ShownStudent; readonly order: ShownOrder | null }[];
  /** Where the students go on; null at the end. */
  readonly next: string | null;
  readonly faults: z.infer<typeof faultsShape>['faults'];
  readonly requests: z.infer<typeof requestsShape>['requests'];
  readonly settings: z.infer<typeof settingsShape>;
  readonly events: z.infer<typeof eventsShape>['events'];
  /** The page shows everything up to this event. */
  readonly last: number;
}

/** A country has too many to show. */
const [SHOWN_ORDERS, SHOWN_STUDENTS, SHOWN_REQUESTS, SHOWN_EVENTS] = [12, 12, 6, 20];
const MAX_SEARCH = 100;

export function readAsked(query: (name: string) => string | undefined): Asked {
  const part = PARTS.find((each) => each === query('part'));
  const outcome = query('said') ?? '';
  return {
    search: (query('search') ?? '').slice(0, MAX_SEARCH),
    after: (query('after') ?? '').slice(0, MAX_SEARCH),
    state: orderState.safeParse(query('state')).data ?? null,
    said: part && outcome !== '' ? { part, outcome } : null,
  };
}

/** The page's query without what was said. */
export const writeAsked = ({ search, after, state }: Partial<Asked>): URLSearchParams =>
  new URLSearchParams({ ...(search && { search }), ...(after && { after }), ...(state && { state }) });

export async function readView({ read }: StaffClient, asked: Asked): Promise<ConsoleView> {
  // First, so that whatever happens while the rest is read is told as an event.
  const { events, last } = await read(`/events.json?order=newest-first&limit=${SHOWN_EVENTS}`, eventsShape);
  const [clock, faults, settings, asking, found, listed] = await Promise.all([
    read('/clock', clockShape),
    read('/faults', faultsShape),
    read('/settings', settingsShape),
    read('/requests', requestsShape),
    read(`/students?${writeSearch(asked)}`, studentsShape),
    read(`/orders?limit=${SHOWN_ORDERS}${asked.state ? `&state=${asked.state}` : ''}`, ordersShape),
  ]);
  const students = found.students.map(async (student) => {
    const { orders } = await read(`/orders?limit=1&student=${encodeURIComponent(student.id)}`, ordersShape);
    return { student, order: orders[0] ?? null };
  });
  const orders = listed.orders.map(async (order) => {
    // A reset may have taken them away meanwhile.
    const student = await read(`/students/${encodeURIComponent(order.student)}`, studentShape).catch(() => null);
    return { order, student };
  });
  return {
    ...{
      asked,
      clock,
      settings,
      events,
      last,
      faults: faults.faults,
      requests: asking.requests.slice(0, SHOWN_REQUESTS),
      next: found.next ?? null,
    },
    ...{ students: await Promise.all(students), orders: await Promise.all(orders) },
  };
}

const writeSearch = ({ search, after }: Asked): string =>
  new URLSearchParams({ limit: String(SHOWN_STUDENTS), ...(search && { search }), ...(after && { after }) }).toString();
