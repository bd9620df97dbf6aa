import { type Context, Hono } from 'hono';
import { answerStream, readAfter } from '../events/answer-stream.ts';
import { answerError } from '../http/answers.ts';
import { readForm } from '../http/read-body.ts';
import type { Issuer } from '../issuer.ts';
import { isSameSecret } from '../secrets.ts';
import { createAssetRoutes } from '../student-pages/asset-routes.ts';
import { isFromOwnPage, readOwnForm } from '../student-pages/form-guard.ts';
import { answerConsolePage, CONSOLE, createContext } from './answer-page.ts';
import { runClock } from './browser-script.ts';
import { renderSignInPage } from './layout.ts';
import { findAction } from './staff-actions.ts';
import { createStaffClient, type StaffClient } from './staff-client.ts';
import { createStaffSessions, type StaffSessions } from './staff-sessions.ts';
import { CONSOLE_STYLE } from './style/console.ts';

interface Parts {
  readonly issuer: Issuer;
  readonly sessions: StaffSessions;
  readonly client: StaffClient;
}

/** The staff's console: a page over the staff API for whoever has its token. It works without JavaScript too. */
export function createConsoleRoutes(issuer: Issuer): Hono {
  const parts: Parts = { issuer, sessions: createStaffSessions(issuer), client: createStaffClient(issuer) };
  const routes = new Hono();
  routes.route('/assets', createAssetRoutes('console', CONSOLE_STYLE, runClock));
  routes.get('/', (c) => answerConsole(c, parts));
  routes.post('/login', (c) => answerSignIn(c, parts));
  routes.post('/logout', (c) => answerSignOut(c, parts));
  routes.post('/actions/:name', (c) => answerAction(c, parts));
  routes.get('/events', (c) => answerEvents(c, parts));
  return routes;
}

async function answerConsole(c: Context, { sessions, client }: Parts): Promise<Response> {
  // SECURITY: whoever has not shown the token sees how to show it, and nothing else.
  const session = sessions.find(c);
  if (!session) return answerConsolePage(c, renderSignInPage(createContext(c)));
  // Loaded only now: the mock's start need not wait for what only this page uses.
  const [{ readAsked, readView }, { renderConsole }] = await Promise.all([
    import('./console-view.ts'),
    import('./console-page.ts'),
  ]);
  const view = await readView(
    client,
    readAsked((name) => c.req.query(name)),
  );
  return answerConsolePage(c, renderConsole(createContext(c), session, view));
}

async function answerSignIn(c: Context, { issuer, sessions }: Parts): Promise<Response> {
  const form = await readForm(c);
  if (!form.ok || !isFromOwnPage(c, issuer)) return CONSOLE.answerError(c, issuer, 'foreign-form', 403);
  // SECURITY: the one check that opens the console, and one that tells nothing by the time it takes.
  if (!isSameSecret(form.value.get('token') ?? '', issuer.staffToken)) {
    return answerConsolePage(c, renderSignInPage(createContext(c), true), 403);
  }
  sessions.close(c);
  sessions.open(c);
  return c.redirect(CONSOLE.home, 303);
}

async function answerSignOut(c: Context, { issuer, sessions }: Parts): Promise<Response> {
  const session = sessions.find(c);
  if (session && !(await readOwnForm(c, issuer, session))) return CONSOLE.answerError(c, issuer, 'foreign-form', 403);
  sessions.close(c);
  return c.redirect(CONSOLE.home, 303);
}

async function answerAction(c: Context, { issuer, sessions, client }: Parts): Promise<Response> {
  const session = sessions.find(c);
  // SECURITY: only a form of this very session acts.
  const form = session && (await readOwnForm(c, issuer, session));
  if (!form) return CONSOLE.answerError(c, issuer, 'foreign-form', 403);
  const action = findAction(c.req.param('name') ?? '');
  if (!action) return CONSOLE.answerError(c, issuer, 'not-found', 404);
  const outcome = (await client.act(action.call(form, issuer.now()))) ?? 'done';
  const { readAsked, writeAsked } = await import('./console-view.ts');
  // SECURITY: what the form says of the page it stood on is read like any query, so it leads nowhere else.
  const from = new URLSearchParams(form.get('from'));
  const query = writeAsked(readAsked((name) => from.get(name) ?? undefined));
  query.set('part', action.part);
  query.set('said', outcome);
  return c.redirect(`${CONSOLE.home}?${query.toString()}#${action.part}`, 303);
}

/** That something has happened, for the page to look anew; what it was, the page asks itself. */
async function answerEvents(c: Context, { issuer, sessions }: Parts): Promise<Response> {
  // SECURITY: by the session, and only as long as it lasts.
  if (!sessions.find(c)) return answerError(c, 401, 'signed_out', 'sign in at /console first');
  return answerStream(c, issuer, {
    ...{ group: 'staff', after: readAfter(c) },
    isEntitled: async () => sessions.find(c) !== null,
    isWanted: () => true,
    write: () => ({}),
  });
}
