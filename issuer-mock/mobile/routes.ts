import { type Context, Hono } from 'hono';
import { planValidity } from '../../shared/student/validity.ts';
import { polishDate } from '../calendar.ts';
import type { Html } from '../student-pages/html.ts';
import type { Issuer } from '../issuer.ts';
import { findExtension } from '../orders/extend-order.ts';
import { answerPage } from '../student-pages/answer-page.ts';
import { createAssetRoutes } from '../student-pages/asset-routes.ts';
import { leadTo } from '../student-pages/language.ts';
import { listChoices } from '../student-pages/login-form.ts';
import { createLoginRoutes } from '../student-pages/login-routes.ts';
import { findSession } from '../student-pages/session.ts';
import { findRefusalsNow } from '../students/eligibility-now.ts';
import { createContext, createStudentContext, type StudentContext } from './context.ts';
import { createNoticeRoutes } from './notice-routes.ts';
import { createOrderRoutes } from './order-routes.ts';
import { renderCardPage } from './pages/card-page.ts';
import { renderHomePage } from './pages/home-page.ts';
import { renderLoginPage } from './pages/login-page.ts';
import { renderMyCardPage } from './pages/my-card-page.ts';
import { renderOrderPage } from './pages/order-page.ts';
import { renderStatusesPage } from './pages/statuses-page.ts';
import { MOBILE_USOS } from './site.ts';
import { MOBILE_STYLE } from './style/mobile.ts';

/** Mobile USOS as a student sees it. Every page works without JavaScript. */
export function createMobileRoutes(issuer: Issuer): Hono {
  const routes = new Hono();
  routes.route('/assets', createAssetRoutes('mobile', MOBILE_STYLE));
  routes.route('/', createLoginRoutes(issuer, MOBILE_USOS));
  routes.get('/', async (c) => {
    const session = await findSession(c, issuer);
    if (session) return answerPage(c, renderHomePage(await createStudentContext(c, issuer, session)));
    return answerPage(
      c,
      renderLoginPage(await createContext(c, issuer), await listChoices(issuer, c.req.query('search'))),
    );
  });
  routes.get('/help/statuses', async (c) => answerPage(c, renderStatusesPage(await createContext(c, issuer))));
  routes.get('/mlegitymacja', (c) => answerStudent(c, issuer, renderCardPage));
  routes.get('/mlegitymacja/my', (c) =>
    answerStudent(c, issuer, (context) => {
      const { order, session } = context;
      const extension = order && findExtension(issuer, session.student, order);
      return renderMyCardPage(context, { extension, walletPage: issuer.walletPage });
    }),
  );
  routes.get('/mlegitymacja/order', (c) =>
    answerStudent(c, issuer, (context) => {
      const { student } = context.session;
      const refusals = findRefusalsNow(issuer, student);
      const validUntil = planValidity(student, issuer.settings.regime, polishDate(issuer.now()));
      return renderOrderPage(context, { refusals, validUntil });
    }),
  );
  routes.route('/notices', createNoticeRoutes(issuer));
  routes.route('/orders', createOrderRoutes(issuer));
  return routes;
}

/** A page for whoever is logged in; all others come to the login. */
async function answerStudent(c: Context, issuer: Issuer, render: (context: StudentContext) => Html): Promise<Response> {
  const session = await findSession(c, issuer);
  return session ? answerPage(c, render(await createStudentContext(c, issuer, session))) : leadTo(c, MOBILE_USOS.home);
}
