import { BULK_CALLS } from './calls/bulk-calls.ts';
import { CLOCK_CALLS } from './calls/clock-calls.ts';
import { EVENT_CALLS } from './calls/event-calls.ts';
import { FAULT_CALLS } from './calls/fault-calls.ts';
import { KEY_CALLS } from './calls/key-calls.ts';
import { MOCK_CALLS } from './calls/mock-calls.ts';
import { ORDER_CALLS } from './calls/order-calls.ts';
import { REQUEST_CALLS } from './calls/request-calls.ts';
import { SETTINGS_CALLS } from './calls/settings-calls.ts';
import { STUDENT_CALLS } from './calls/student-calls.ts';
import type { ApiRoute } from './route.ts';

/** Every call of the university's own API, in the order the documentation shows them. */
export const API_ROUTES: readonly ApiRoute[] = [
  ...MOCK_CALLS,
  ...BULK_CALLS,
  ...STUDENT_CALLS,
  ...ORDER_CALLS,
  ...CLOCK_CALLS,
  ...KEY_CALLS,
  ...SETTINGS_CALLS,
  ...FAULT_CALLS,
  ...REQUEST_CALLS,
  ...EVENT_CALLS,
];
