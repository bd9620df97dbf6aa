import { findSemesterEnd } from '../../shared/student/semester.ts';
import { endOfPolishDay, polishDate } from '../calendar.ts';
import type { StaffCall } from './staff-client.ts';

/** The parts of the page. */
export const PARTS = ['clock', 'orders', 'students', 'faults', 'requests', 'events', 'settings'] as const;
export type Part = (typeof PARTS)[number];

type Fields = ReadonlyMap<string, string>;

interface StaffAction {
  /** Where on the page it stands, and what came of it is said. */
  readonly part: Part;
  readonly call: (fields: Fields, now: number) => StaffCall;
}

/** A minute before the semester ends, so that one step shows what becomes of the cards. */
export function findSemesterEve(now: number): number {
  return endOfPolishDay(findSemesterEnd(polishDate(now))) * 1000 - 60_000;
}

/** SECURITY: one piece of a path and nothing that leads out of it, so that no form reaches a call that is not in the table. */
const idOf = (fields: Fields): string => /^[\w-]{1,100}$/u.exec(fields.get('id') ?? '')?.[0] ?? 'none';

const changeClock = (body: (now: number) => object): StaffAction => ({
  part: 'clock',
  call: (_, now) => ({ method: 'PUT', path: '/clock', body: body(now) }),
});

const moveOrder = (verb: string): StaffAction => ({
  part: 'orders',
  call: (fields) => ({ method: 'POST', path: `/orders/${idOf(fields)}/${verb}` }),
});

/** Everything that can be done here, each as the call of the API that does it. */
const ACTIONS = {
  'step-clock': {
    part: 'clock',
    call: (fields) => ({ method: 'POST', path: '/clock/step', body: { by: fields.get('by') ?? '' } }),
  },
  'to-semester-end': changeClock((now) => ({ now: new Date(findSemesterEve(now)).toISOString() })),
  'freeze-clock': changeClock(() => ({ mode: 'frozen' })),
  'run-clock': changeClock(() => ({ mode: 'running' })),
  'to-real-time': changeClock(() => ({ offset_ms: 0 })),
  'place-order': {
    part: 'students',
    call: (fields) => ({ method: 'POST', path: '/orders', body: { student: fields.get('id') ?? '' } }),
  },
  'advance-order': moveOrder('advance'),
  'cancel-order': moveOrder('cancel'),
  'invalidate-order': moveOrder('invalidate'),
  'fail-order': {
    part: 'orders',
    call: (fields) => ({
      ...{ method: 'POST', path: `/orders/${idOf(fields)}/fail` },
      body: { reason: fields.get('reason') ?? '' },
    }),
  },
  'add-fault': {
    part: 'faults',
    call: (fields) => ({
      ...{ method: 'POST', path: '/faults' },
      // What is left empty is null: until it is cleared.
      body: { target: fields.get('target'), kind: fields.get('kind'), times: Number(fields.get('times') ?? 0) || null },
    }),
  },
  'clear-fault': { part: 'faults', call: (fields) => ({ method: 'DELETE', path: `/faults/${idOf(fields)}` }) },
  'clear-faults': { part: 'faults', call: () => ({ method: 'DELETE', path: '/faults' }) },
} as const satisfies Readonly<Record<string, StaffAction>>;

export type ActionName = keyof typeof ACTIONS;

/** Undefined where there is none of that name. */
export const findAction = (name: string): StaffAction | undefined =>
  Object.hasOwn(ACTIONS, name) ? ACTIONS[name as ActionName] : undefined;
