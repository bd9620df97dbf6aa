import { answerError, answerFresh } from '../../http/answers.ts';
import { findStudent, listStudents } from '../../students/students.ts';
import type { ApiRoute } from '../route.ts';
import { studentShape, studentsShape } from '../shapes.ts';
import { writeStudent } from '../write-student.ts';

/** Students, and whether they may order. */
export const STUDENT_CALLS: readonly ApiRoute[] = [
  {
    ...{ id: 'listStudents', method: 'get', path: '/students', topic: 'students' },
    summary: { pl: 'Studenci', en: 'The students' },
    ...{ body: null, answers: { 200: studentsShape }, problems: {} },
    handle: async (c, issuer) => {
      const students = await listStudents(issuer.database);
      return answerFresh(c, { students: students.map((student) => writeStudent(issuer, student)) });
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
];
