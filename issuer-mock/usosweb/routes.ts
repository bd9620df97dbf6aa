import { type Context, Hono } from 'hono';
import type { Issuer } from '../issuer.ts';
import { findExtension } from '../orders/extend-order.ts';
import { type Activation, asRedeemable, findLatestOrder } from '../orders/order.ts';
import { showQr } from '../orders/show-qr.ts';
import { findPortrait } from '../portraits/find-portrait.ts';
import { answerPage } from '../student-pages/answer-page.ts';
import { createAssetRoutes } from '../student-pages/asset-routes.ts';
import { leadTo } from '../student-pages/language.ts';
import { listChoices } from '../student-pages/login-form.ts';
import { createLoginRoutes } from '../student-pages/login-routes.ts';
import { findSession } from '../student-pages/session.ts';
import { findRefusalsNow } from '../students/eligibility-now.ts';
import { findStudent } from '../students/students.ts';
import { answerErrorPage, createContext } from './answer-page.ts';

import { createOrderRoutes } from './order-routes.ts';
import type { ShownQr } from './pages/add-frame.ts';
import { renderLoginPage } from './pages/login-page.ts';
import { renderOrderPage } from './pages/order-page.ts';
import { renderStatusesPage } from './pages/statuses-page.ts';
import { renderStudiesPage } from './pages/studies-page.ts';
import { USOSWEB } from './site.ts';
import { USOSWEB_STYLE } from './style/usosweb.ts';

/** USOSweb as a student sees it. Every page works without JavaScript. */
export function createUsoswebRoutes(issuer: Issuer): Hono {
  const routes = new Hono();
  routes.route('/assets', createAssetRoutes('usosweb', USOSWEB_STYLE));
  routes.get('/portraits/:file{[a-z0-9-]+\\.png}', (c) => answerPortrait(c, issuer, c.req.param('file').slice(0, -4)));

  routes.get('/', async (c) => {
    const session = await findSession(c, issuer);
    if (session) return leadTo(c, '/usosweb/studies');
    return answerPage(c, renderLoginPage(createContext(c, null), await listChoices(issuer, c.req.query('search'))));
  });
  routes.route('/', createLoginRoutes(issuer, USOSWEB));
  routes.get('/help/statuses', async (c) =>
    answerPage(c, renderStatusesPage(createContext(c, await findSession(c, issuer)))),
  );
  routes.get('/studies', async (c) => {
    const session = await findSession(c, issuer);
    return session ? answerPage(c, renderStudiesPage(createContext(c, session))) : leadTo(c, '/usosweb');
  });
  routes.get('/mlegitymacja', async (c) => {
    const session = await findSession(c, issuer);
    if (!session) return leadTo(c, '/usosweb');
    const order = await findLatestOrder(issuer, session.student.id);
    const refusals = findRefusalsNow(issuer, session.student);
    const extension = order && findExtension(issuer, session.student, order);
    const redeemable = c.req.query('add') === '1' ? asRedeemable(order) : null;
    const qr = redeemable && (await layOutQr(issuer, redeemable.activation));
    return answerPage(c, renderOrderPage(createContext(c, session), { session, order, refusals, extension, qr }));
  });
  routes.route('/orders', createOrderRoutes(issuer));
  return routes;
}

// Loaded only now: the mock's start need not wait for what only this page uses.
async function layOutQr(issuer: Issuer, activation: Activation): Promise<ShownQr> {
  const { planQr } = await import('../orders/qr-image.ts');
  const text = await showQr(issuer, activation);
  return { text, pixels: planQr(text, issuer.settings.qrErrorCorrection).pixels };
}

async function answerPortrait(c: Context, issuer: Issuer, id: string): Promise<Response> {
  const student = await findStudent(issuer.database, id);
  if (!student?.hasPhoto) return answerErrorPage(c, issuer, 'not-found', 404);
  c.header('Content-Type', 'image/png');
  c.header('Cache-Control', 'max-age=3600');
  return c.body(new Uint8Array(await findPortrait(student.id)));
}
