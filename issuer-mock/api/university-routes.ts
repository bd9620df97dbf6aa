import { Hono, type MiddlewareHandler } from 'hono';
import { answerError } from '../http/answers.ts';
import { readBearer } from '../http/read-body.ts';
import type { Issuer } from '../issuer.ts';
import { isSameSecret } from '../secrets.ts';
import { API_ROUTES } from './api-routes.ts';
import type { ApiRoute } from './route.ts';

/** The university's own API, for its staff and for programs that act for them. */
export function createUniversityRoutes(issuer: Issuer): Hono {
  const routes = new Hono();
  const add = ({ method, path, handle }: ApiRoute): void =>
    void routes.on(method.toUpperCase(), path.replace(/\{(\w+)\}/gu, ':$1'), (c) => handle(c, issuer));
  for (const route of API_ROUTES.filter(({ isOpen }) => isOpen)) add(route);
  routes.use(requireStaffToken(issuer.staffToken));
  for (const route of API_ROUTES.filter(({ isOpen }) => !isOpen)) add(route);
  return routes;
}

/** SECURITY: everything behind this line is closed to whoever lacks the token, other web pages in the same browser included. */
const requireStaffToken =
  (staffToken: string): MiddlewareHandler =>
  async (c, next) => {
    const given = readBearer(c);
    if (given !== null && isSameSecret(given, staffToken)) return next();
    c.header('WWW-Authenticate', 'Bearer');
    return answerError(c, 401, 'invalid_token', 'the staff token is needed, as Authorization: Bearer');
  };
