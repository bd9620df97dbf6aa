import { type Context, Hono } from 'hono';

import { cors } from 'hono/cors';
import { etag } from 'hono/etag';
import { createDocsRoutes } from '../api/docs/docs-routes.ts';
import { createUniversityRoutes } from '../api/university-routes.ts';
import { CONSOLE } from '../console/answer-page.ts';
import { createConsoleRoutes } from '../console/routes.ts';
import { isShared } from '../database/open-database.ts';
import { takeUpChanges } from '../database/take-up-changes.ts';
import { applyFaults } from '../faults/apply-faults.ts';
import type { Issuer } from '../issuer.ts';
import { createMobileRoutes } from '../mobile/routes.ts';
import { MOBILE_USOS } from '../mobile/site.ts';
import { createCredentialRoutes } from '../openid/credential-routes.ts';
import { createKeyRoutes } from '../openid/key-routes.ts';
import { createStatusRoutes } from '../openid/status-routes.ts';
import { createTokenRoutes } from '../openid/token-routes.ts';
import { createRelayRoutes } from '../relay/relay-routes.ts';
import type { Site } from '../student-pages/site.ts';
import { createUsoswebRoutes } from '../usosweb/routes.ts';
import { USOSWEB } from '../usosweb/site.ts';
import { answerError } from './answers.ts';
import { addSafetyHeaders, limitBody, requireOwnHost } from './guards.ts';
import { tellEvents } from './tell-events.ts';

/** Wallets that run in a browser may call these from their own origin (OpenID4VCI 1.0 asks for it); nothing else may be. */
const OPEN_TO_BROWSERS = [
  '/.well-known/*',
  '/jwks',
  '/jwks.jwt',
  '/o/*',
  '/token',
  '/nonce',
  '/credential',
  '/deferred',
  '/notification',
  // Not `/q` with a code: a page on the internet has no business guessing here.
  '/q/:id',
  '/r/:id',
];
const OPEN_LISTS = ['/status/*', '/status-aggregation', '/trust-list.json'];

/** Answers that stay the same until something changes, each with a tag to ask again by (RFC 9110 8.8.3). */
const REVALIDATED = ['/.well-known/*', '/jwks', '/status/*', '/status-aggregation'];
const PREFLIGHT_S = 600;

/** Every address of the mock. */
export function createApp(issuer: Issuer): Hono {
  const app = new Hono();
  app.use(addSafetyHeaders, requireOwnHost(issuer), limitBody);
  if (isShared(issuer.database)) {
    app.use(async (_, next) => {
      await takeUpChanges(issuer);
      await next();
    });
  }
  app.use(tellEvents(issuer));
  const allowOrigins = cors({
    origin: '*',
    allowMethods: ['GET', 'HEAD', 'POST'],
    allowHeaders: ['Authorization', 'Content-Type', 'If-None-Match'],
    exposeHeaders: ['ETag', 'WWW-Authenticate'],
    maxAge: PREFLIGHT_S,
  });
  for (const path of [...OPEN_TO_BROWSERS, ...OPEN_LISTS]) app.use(path, allowOrigins);
  // A reader that has the list already is told so in a few bytes.
  for (const path of REVALIDATED) app.use(path, etag());

  app.use(applyFaults(issuer));

  for (const path of ['/', '/usosweb/']) app.get(path, (c) => c.redirect('/usosweb'));
  for (const path of ['/mobile', '/console']) app.get(`${path}/`, (c) => c.redirect(path));
  app.route('/', createKeyRoutes(issuer));
  app.route('/', createTokenRoutes(issuer));
  app.route('/', createCredentialRoutes(issuer));
  app.route('/', createStatusRoutes(issuer));
  app.route('/', createRelayRoutes(issuer));
  app.route('/usosweb', createUsoswebRoutes(issuer));
  app.route('/mobile', createMobileRoutes(issuer));
  app.route('/console', createConsoleRoutes(issuer));
  // Before the calls, which are closed to whoever lacks the token.
  app.route('/api', createDocsRoutes(issuer));
  app.route('/api', createUniversityRoutes(issuer));

  refuseOtherMethods(app, issuer);
  app.notFound(
    (c) =>
      siteOf(c)?.answerError(c, issuer, 'not-found', 404) ??
      answerError(c, 404, 'not_found', 'there is nothing at this address'),
  );
  app.onError((error, c) => {
    // The caller learns nothing of the inside; whoever runs the mock does.
    // A caller who hung up half way is no fault of ours.
    if (!c.req.raw.signal.aborted) console.error(error);
    return (
      siteOf(c)?.answerError(c, issuer, 'fault', 500) ??
      answerError(c, 500, 'server_error', 'the mock has a fault; its terminal says more')
    );
  });
  return app;
}

type Pages = Pick<Site, 'home' | 'answerError'>;

const SITES: readonly Pages[] = [USOSWEB, MOBILE_USOS, CONSOLE];

/** The site a page belongs to, so that errors look like it; none for what programs ask for. */
const siteOf = ({ req: { path } }: Context): Pages | undefined =>
  SITES.find(({ home }) => path === home || path.startsWith(`${home}/`));

/** A known address asked in another way is 405 and says which ways there are (RFC 9110 15.5.6). */
function refuseOtherMethods(app: Hono, issuer: Issuer): void {
  const methods = new Map<string, Set<string>>();
  for (const { path, method } of app.routes) {
    if (method === 'ALL') continue;
    methods.set(path, (methods.get(path) ?? new Set()).add(method));
  }
  for (const [path, allowed] of methods) {
    if (allowed.has('GET')) allowed.add('HEAD');
    app.all(path, (c) => {
      c.header('Allow', [...allowed].join(', '));
      return (
        siteOf(c)?.answerError(c, issuer, 'not-possible', 405) ??
        answerError(c, 405, 'method_not_allowed', `${c.req.method} is not possible here`)
      );
    });
  }
}
