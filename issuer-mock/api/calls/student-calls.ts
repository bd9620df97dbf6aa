import { answerFresh } from '../../http/answers.ts';
import { listStudents } from '../../students/students.ts';
import type { ApiRoute } from '../route.ts';
import { studentsShape } from '../shapes.ts';

/** Students. SECURITY: no PESEL, even an invented one: nothing here needs it. */
export const STUDENT_CALLS: readonly ApiRoute[] = [
  {
    ...{ id: 'listStudents', method: 'get', path: '/students', topic: 'students' },
    summary: { pl: 'Studenci', en: 'The students' },
    ...{ body: null, answers: { 200: studentsShape }, problems: {} },
    handle: async (c, issuer) => {
      const students = await listStudents(issuer.database);
      return answerFresh(c, {
        students: students.map(({ id, givenName, familyName, albumNumber }) => ({
          ...{ id, given_name: givenName, family_name: familyName, album_number: albumNumber },
        })),
      });
    },
  },
];
