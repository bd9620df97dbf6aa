import { type Context, Hono } from 'hono';
import type { Issuer } from '../issuer.ts';
import { listNotices, markRead, type Notice } from '../notices/notices.ts';
import { readOwnForm } from '../student-pages/form-guard.ts';
import { findSession, type Session } from '../student-pages/session.ts';
import { nameNotice } from './notice-names.ts';
import { MOBILE_USOS } from './site.ts';

/** Notices are read by a form and not by looking at the page: browsers load pages ahead that nobody looks at. */
export function createNoticeRoutes(issuer: Issuer): Hono {
  const routes = new Hono();
  routes.post('/read', (c) => answerRead(c, issuer, MOBILE_USOS.home));
  routes.post('/open', (c) => answerRead(c, issuer, MOBILE_USOS.orderPage));
  return routes;
}

async function answerRead(c: Context, issuer: Issuer, next: string): Promise<Response> {
  const session = await findSession(c, issuer);
  const form = session && (await readOwnForm(c, issuer, session));
  if (!form) return MOBILE_USOS.answerError(c, issuer, 'foreign-form', 403);
  await markRead(issuer, await findNamed(issuer, session, form));
  return c.redirect(next, 303);
}

/** SECURITY: looked up among the student's own, so that no form reaches anybody else's. */
async function findNamed(
  issuer: Issuer,
  { student }: Session,
  form: ReadonlyMap<string, string>,
): Promise<readonly Notice[]> {
  const notices = await listNotices(issuer, student.id);
  return notices.filter((notice) => form.has(nameNotice(notice)));
}
