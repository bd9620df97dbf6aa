import { findRefusals, type Regime, type StudentFacts, type StudentStatus } from '../../shared/student/eligibility.ts';
import { findPastSemesterEnd, findSemesterEnd } from '../../shared/student/semester.ts';
import { SPECIMENS } from '../../shared/student/specimens.ts';
import { findCrowdPerson } from '../crowd/crowd-person.ts';
import type { Student } from './students.ts';

/** What can happen to a student at the university. None carries a text, so that nobody else's data can be put in. */
export type StudentEvent = keyof typeof EVENTS;

interface Today {
  /** ISO date in Poland. */
  readonly today: string;
  readonly regime: Regime;
}

interface EventRule {
  /** Says why it cannot happen, as from what to what; null where it can. */
  readonly refuse: (student: Student, day: Today) => readonly [from: string, to: string] | null;
  readonly change: (student: Student, day: Today) => Partial<Student>;
  /** What cards show is no longer so. */
  readonly makesCardsStale?: true;
}

/** Every event, when it can happen, and what it changes. */
const EVENTS = {
  'renew-els': {
    refuse: (student, { today }) => {
      if (!student.hasEls) return ['no-els', 'els-renewed'];
      return (student.elsRenewedUntil ?? '') > findSemesterEnd(today) ? ['els-renewed', 'els-renewed'] : null;
    },
    change: ({ elsRenewedUntil }, { today }) => {
      const from = elsRenewedUntil !== null && elsRenewedUntil > today ? elsRenewedUntil : today;
      return { elsRenewedUntil: findSemesterEnd(from) };
    },
  },
  'let-els-lapse': {
    refuse: ({ elsRenewedUntil }, { today }) =>
      elsRenewedUntil === null || elsRenewedUntil < today ? ['els-not-renewed', 'els-not-renewed'] : null,
    change: (_, { today }) => ({ elsRenewedUntil: findPastSemesterEnd(today) }),
  },
  'issue-els': {
    refuse: () => null,
    change: (_, { today }) => ({ hasEls: true, elsRenewedUntil: findSemesterEnd(today), isDataChanged: false }),
  },
  'withdraw-els': {
    refuse: ({ hasEls }) => (hasEls ? null : ['no-els', 'no-els']),
    change: () => ({ hasEls: false, elsRenewedUntil: null, isDataChanged: false }),
  },
  'approve-photo': {
    refuse: ({ hasPhoto }) => (hasPhoto ? ['photo', 'photo'] : null),
    change: () => ({ hasPhoto: true }),
  },
  'withdraw-photo': {
    refuse: ({ hasPhoto }) => (hasPhoto ? null : ['no-photo', 'no-photo']),
    change: () => ({ hasPhoto: false }),
  },
  'assign-numbers': {
    refuse: ({ pesel, albumNumber }) => (pesel !== null && albumNumber !== null ? ['numbers', 'numbers'] : null),
    change: ({ id }) => findNumbers(id),
  },
  'withdraw-pesel': {
    refuse: ({ pesel }) => (pesel === null ? ['no-pesel', 'no-pesel'] : null),
    change: () => ({ pesel: null }),
  },
  'withdraw-album-number': {
    refuse: ({ albumNumber }) => (albumNumber === null ? ['no-album-number', 'no-album-number'] : null),
    change: () => ({ albumNumber: null }),
  },
  'change-data': {
    refuse: () => null,
    change: ({ familyName, hasEls }) => ({ familyName: changeName(familyName), isDataChanged: hasEls }),
    makesCardsStale: true,
  },
  suspend: { refuse: statusMove(['active'], 'suspended'), change: () => ({ status: 'suspended' }) },
  resume: { refuse: statusMove(['suspended', 'removed'], 'active'), change: () => ({ status: 'active' }) },
  remove: { refuse: statusMove(['active', 'suspended'], 'removed'), change: () => ({ status: 'removed' }) },
  graduate: {
    refuse: statusMove(['active'], 'graduated'),
    change: (student, day) => ({ status: 'graduated', rightsUntil: findRightsEnd(student, day) }),
  },
} as const satisfies Readonly<Record<string, EventRule>>;

export const STUDENT_EVENTS = Object.keys(EVENTS) as readonly StudentEvent[];

function statusMove(from: readonly StudentStatus[], to: StudentStatus): EventRule['refuse'] {
  return ({ status }) => (from.includes(status) ? null : [status, to]);
}

/** `legacy`: whoever finishes a first cycle keeps a student's rights until 31 October of that year. */
function findRightsEnd({ studyKind }: StudentFacts, { today, regime }: Today): string | null {
  const end = `${today.slice(0, 4)}-10-31`;
  return regime === 'legacy' && studyKind === 'first-cycle' && today <= end ? end : null;
}

/** SECURITY: the numbers a specimen gets are those of the table of specimens, all impossible. */
function findNumbers(id: string): Partial<Student> {
  const specimen = SPECIMENS.find((each) => each.id === id);
  if (!specimen) {
    const person = findCrowdPerson(id);
    return person ? { pesel: person.pesel, albumNumber: person.albumNumber } : {};
  }
  return {
    pesel: specimen.pesel ?? specimen.laterPesel,
    albumNumber: specimen.albumNumber ?? specimen.laterAlbumNumber,
  };
}

const NEW_NAME = '-Po-Zmianie';
const changeName = (name: string): string =>
  name.endsWith(NEW_NAME) ? name.slice(0, -NEW_NAME.length) : name + NEW_NAME;

/** What becomes of an open order and its card: nothing, or it is withdrawn and the status list says which of the two. */
export type Consequence = 'none' | 'suspended' | 'invalid';

export type DecidedEvent =
  | { readonly ok: true; readonly student: Student; readonly consequence: Consequence }
  | { readonly ok: false; readonly from: string; readonly to: string };

/**
 * What an event makes of a student, and of their order. An order is withdrawn where the event takes away the right to it, that is,
 * where there is now a refusal that there was not before, or where its card shows what is no longer so.
 */
export function decideStudentEvent(student: Student, event: StudentEvent, day: Today): DecidedEvent {
  const rule: EventRule = EVENTS[event];
  const refused = rule.refuse(student, day);
  if (refused) return { ok: false, from: refused[0], to: refused[1] };
  const after: Student = { ...student, ...rule.change(student, day) };
  const before = findRefusals(student, day.regime, day.today);
  const isRightLost = findRefusals(after, day.regime, day.today).some((refusal) => !before.includes(refusal));
  if (!isRightLost && !rule.makesCardsStale) return { ok: true, student: after, consequence: 'none' };
  return { ok: true, student: after, consequence: event === 'suspend' ? 'suspended' : 'invalid' };
}
