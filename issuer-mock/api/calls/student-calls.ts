import * as z from 'zod';
import { answerError, answerFresh } from '../../http/answers.ts';
import { applyStudentEvent } from '../../students/apply-student-event.ts';
import { STUDENT_EVENTS } from '../../students/student-events.ts';
import { findStudent, listStudents } from '../../students/students.ts';
import { type ApiRoute, describeIssue, routeWithBody } from '../route.ts';
import { limitText, SHAPES, studentShape, studentsShape } from '../shapes.ts';
import { writeStudent } from '../write-student.ts';

const newEvent = z.strictObject({ event: z.enum(STUDENT_EVENTS) }).register(SHAPES, { id: 'NewStudentEvent' });

const filter = z.strictObject({
  search: z.string().max(100).optional().describe('A part of the name, or the beginning of the album number'),
  after: z.string().max(100).optional().describe('Those after the one of this id: `next` of the answer before'),
  limit: limitText,
});

/** Students, and whether they may order. */
export const STUDENT_CALLS: readonly ApiRoute[] = [
  {
    ...{ id: 'listStudents', method: 'get', path: '/students', topic: 'students' },
    summary: { pl: 'Studenci', en: 'The students' },
    ...{ body: null, query: filter, answers: { 200: studentsShape }, problems: { 400: ['invalid_request'] } },
    handle: async (c, issuer) => {
      const parsed = filter.safeParse(c.req.query());
      if (!parsed.success) return answerError(c, 400, 'invalid_request', describeIssue(parsed.error));
      const { search, after, limit = 100 } = parsed.data;
      const found = await listStudents(issuer.database, { search, after, limit: Number(limit) });
      const students = found.students.map((student) => writeStudent(issuer, student));
      return answerFresh(c, { students, ...(found.hasMore && { next: students.at(-1)?.id }) });
    },
  },
  {
    ...{ id: 'readStudent', method: 'get', path: '/students/{id}', topic: 'students' },
    summary: { pl: 'Student i jego prawo do zamówienia', en: 'A student, and whether they may order' },
    ...{ body: null, answers: { 200: studentShape }, problems: { 404: ['student_unknown'] } },
    handle: async (c, issuer) => {
      const student = await findStudent(issuer.database, c.req.param('id') ?? '');
      if (!student) return answerError(c, 404, 'student_unknown', 'there is no such student');
      return answerFresh(c, writeStudent(issuer, student));
    },
  },
  routeWithBody({
    ...{ id: 'reportStudentEvent', method: 'post', path: '/students/{id}/events', topic: 'students' },
    summary: {
      pl: 'Zdarzenie na uczelni (przedłużenie ELS, zawieszenie, zmiana danych…) ze skutkami dla zamówienia i karty',
      en: 'Something happens at the university (ELS renewed, suspended, data changed…), with all that follows for order and card',
    },
    ...{ body: newEvent, example: { event: 'renew-els' }, answers: { 200: studentShape } },
    problems: { 404: ['student_unknown'], 409: ['illegal_event'] },
    handle: async (c, issuer, { event }) => {
      const applied = await applyStudentEvent(issuer, c.req.param('id') ?? '', event);
      if (applied.ok) return answerFresh(c, writeStudent(issuer, applied.student));
      if (applied.why === 'student-unknown') return answerError(c, 404, 'student_unknown', 'there is no such student');
      const { from, to } = applied;
      return answerError(c, 409, 'illegal_event', `a student cannot go from ${from} to ${to}`, { from, to });
    },
  }),
];
