import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Issuer } from '../issuer.ts';
import { drawToken } from '../random.ts';
import { fingerprint } from '../secrets.ts';
import { findStudent, type Student } from '../students/students.ts';
import { cookieScope } from './cookie-scope.ts';

const SECRET_BYTES = 32;

/** A logged-in student. Kept in the database, so that a restart of the mock logs nobody out. */
export interface Session {
  readonly student: Student;
  /** SECURITY: stands in every form; a page elsewhere cannot know it. */
  readonly formToken: string;
}

/** Cookies know no ports: two mocks on one machine would log each other out under one name. */
const cookieName = ({ url }: Issuer): string => `mleg_student_${new URL(url).port}`;

export async function openSession(c: Context, issuer: Issuer, student: Student): Promise<void> {
  const { database, now, randomBytes, settings } = issuer;
  const secret = drawToken(randomBytes, SECRET_BYTES);
  await database.batch(
    [
      { sql: 'DELETE FROM sessions WHERE expires_at <= ?', args: [now()] },
      {
        sql: 'INSERT INTO sessions (hash, student, form_token, expires_at) VALUES (?, ?, ?, ?)',
        args: [
          fingerprint(secret),
          student.id,
          drawToken(randomBytes, SECRET_BYTES),
          now() + settings.sessionLifetimeMs,
        ],
      },
    ],
    'write',
  );
  setCookie(c, cookieName(issuer), secret, cookieScope(c));
}

export async function findSession(c: Context, issuer: Issuer): Promise<Session | null> {
  const secret = getCookie(c, cookieName(issuer));
  if (!secret) return null;
  const { rows } = await issuer.database.execute({
    sql: 'SELECT student, form_token FROM sessions WHERE hash = ? AND expires_at > ?',
    args: [fingerprint(secret), issuer.now()],
  });
  const student = rows[0] && (await findStudent(issuer.database, String(rows[0]['student'])));
  return student ? { student, formToken: String(rows[0]?.['form_token']) } : null;
}

export async function closeSession(c: Context, issuer: Issuer): Promise<void> {
  const secret = getCookie(c, cookieName(issuer));
  if (secret)
    await issuer.database.execute({ sql: 'DELETE FROM sessions WHERE hash = ?', args: [fingerprint(secret)] });
  deleteCookie(c, cookieName(issuer), cookieScope(c));
}
