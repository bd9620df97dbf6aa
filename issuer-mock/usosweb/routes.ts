import { type Context, Hono } from 'hono';
import type { Issuer } from '../issuer.ts';
import { findExtension } from '../orders/extend-order.ts';
import { type Activation, asRedeemable, findLatestOrder } from '../orders/order.ts';
import { showQr } from '../orders/show-qr.ts';
import { findPortrait } from '../portraits/find-portrait.ts';
import { findRefusalsNow } from '../students/eligibility-now.ts';
import { findStudent, listStudents } from '../students/students.ts';
import { answerErrorPage, answerPage, createPageContext } from './answer-page.ts';
import { createAssetRoutes } from './asset-routes.ts';
import { isFromOwnPage, readOwnForm } from './form-guard.ts';
import { chooseLanguage } from './language.ts';
import { createOrderRoutes } from './order-routes.ts';
import type { ShownQr } from './pages/add-frame.ts';
import { type Choice, renderLoginPage } from './pages/login-page.ts';
import { renderOrderPage } from './pages/order-page.ts';
import { renderStatusesPage } from './pages/statuses-page.ts';
import { renderStudiesPage } from './pages/studies-page.ts';
import { closeSession, findSession, openSession } from './session.ts';
import { readForm } from '../http/read-body.ts';

/** USOSweb as a student sees it. Every page works without JavaScript. */
export function createUsoswebRoutes(issuer: Issuer): Hono {
  const routes = new Hono();
  routes.route('/assets', createAssetRoutes());
  routes.get('/portraits/:file{[a-z]+\\.png}', (c) => answerPortrait(c, issuer, c.req.param('file').slice(0, -4)));

  routes.get('/', async (c) => {
    const session = await findSession(c, issuer);
    if (session) return leadTo(c, '/usosweb/studies');
    return answerPage(c, renderLoginPage(createPageContext(c, null), await listChoices(issuer)));
  });
  routes.post('/login', (c) => answerLogin(c, issuer));
  routes.post('/logout', (c) => answerLogout(c, issuer));
  routes.get('/help/statuses', async (c) =>
    answerPage(c, renderStatusesPage(createPageContext(c, await findSession(c, issuer)))),
  );
  routes.get('/studies', async (c) => {
    const session = await findSession(c, issuer);
    return session ? answerPage(c, renderStudiesPage(createPageContext(c, session))) : leadTo(c, '/usosweb');
  });
  routes.get('/mlegitymacja', async (c) => {
    const session = await findSession(c, issuer);
    if (!session) return leadTo(c, '/usosweb');
    const order = await findLatestOrder(issuer, session.student.id);
    const refusals = findRefusalsNow(issuer, session.student);
    const extension = order && findExtension(issuer, session.student, order);
    const redeemable = c.req.query('add') === '1' ? asRedeemable(order) : null;
    const qr = redeemable && (await layOutQr(issuer, redeemable.activation));
    return answerPage(c, renderOrderPage(createPageContext(c, session), { session, order, refusals, extension, qr }));
  });
  routes.route('/orders', createOrderRoutes(issuer));
  return routes;
}

/** To another page, which is then in the language that this address asked for. */
function leadTo(c: Context, path: string): Response {
  chooseLanguage(c);
  return c.redirect(path);
}

async function listChoices(issuer: Issuer): Promise<readonly Choice[]> {
  const students = await listStudents(issuer.database);
  return students.map((student) => ({ student, refusals: findRefusalsNow(issuer, student) }));
}

// Loaded only now: the mock's start need not wait for what only this page uses.
async function layOutQr(issuer: Issuer, activation: Activation): Promise<ShownQr> {
  const { planQr } = await import('../orders/qr-image.ts');
  const text = await showQr(issuer, activation);
  return { text, pixels: planQr(text, issuer.settings.qrErrorCorrection).pixels };
}

async function answerLogin(c: Context, issuer: Issuer): Promise<Response> {
  const form = await readForm(c);
  if (!form.ok || !isFromOwnPage(c)) return answerErrorPage(c, issuer, 'foreign-form', 403);
  const student = await findStudent(issuer.database, form.value.get('student') ?? '');
  if (!student) return answerErrorPage(c, issuer, 'not-found', 404);
  // SECURITY: a session there may have been is ended first; nobody keeps a key to the new one.
  await closeSession(c, issuer);
  await openSession(c, issuer, student);
  return c.redirect('/usosweb/studies', 303);
}

async function answerLogout(c: Context, issuer: Issuer): Promise<Response> {
  const session = await findSession(c, issuer);
  if (session && !(await readOwnForm(c, session))) return answerErrorPage(c, issuer, 'foreign-form', 403);
  await closeSession(c, issuer);
  return c.redirect('/usosweb', 303);
}

async function answerPortrait(c: Context, issuer: Issuer, id: string): Promise<Response> {
  const student = await findStudent(issuer.database, id);
  if (!student?.hasPhoto) return answerErrorPage(c, issuer, 'not-found', 404);
  c.header('Content-Type', 'image/png');
  c.header('Cache-Control', 'max-age=3600');
  return c.body(new Uint8Array(await findPortrait(student.id)));
}
