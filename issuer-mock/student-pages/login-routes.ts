import { type Context, Hono } from 'hono';
import { readForm } from '../http/read-body.ts';
import type { Issuer } from '../issuer.ts';
import { findStudent } from '../students/students.ts';
import { isFromOwnPage, readOwnForm } from './form-guard.ts';
import { closeSession, findSession, openSession } from './session.ts';
import type { Site } from './site.ts';

/** Logging in as a specimen, and out. */
export function createLoginRoutes(issuer: Issuer, site: Site): Hono {
  const routes = new Hono();
  routes.post('/login', (c) => answerLogin(c, issuer, site));
  routes.post('/logout', (c) => answerLogout(c, issuer, site));
  return routes;
}

async function answerLogin(c: Context, issuer: Issuer, site: Site): Promise<Response> {
  const form = await readForm(c);
  if (!form.ok || !isFromOwnPage(c, issuer)) return site.answerError(c, issuer, 'foreign-form', 403);
  const student = await findStudent(issuer.database, form.value.get('student') ?? '');
  if (!student) return site.answerError(c, issuer, 'not-found', 404);
  // SECURITY: a session there may have been is ended first; nobody keeps a key to the new one.
  await closeSession(c, issuer);
  await openSession(c, issuer, student);
  return c.redirect(site.firstPage, 303);
}

async function answerLogout(c: Context, issuer: Issuer, site: Site): Promise<Response> {
  const session = await findSession(c, issuer);
  if (session && !(await readOwnForm(c, issuer, session))) return site.answerError(c, issuer, 'foreign-form', 403);
  await closeSession(c, issuer);
  return c.redirect(site.home, 303);
}
