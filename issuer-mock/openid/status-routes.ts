import { Hono } from 'hono';
import { answerError, answerToken } from '../http/answers.ts';
import type { Issuer } from '../issuer.ts';
import { listStatusLists, readStatusList } from '../status/status-lists.ts';

/** Token Status List 8.1 and 9. */
export function createStatusRoutes(issuer: Issuer): Hono {
  const routes = new Hono();
  routes.get('/status/:list{[1-9][0-9]{0,8}}', async (c) => {
    const token = await readStatusList(issuer, Number(c.req.param('list')));
    if (token === null) return answerError(c, 404, 'not_found', 'there is no such status list');
    return answerToken(c, 'application/statuslist+jwt', token);
  });
  routes.get('/status-aggregation', async (c) => {
    c.header('Cache-Control', 'no-cache');
    return c.json({ status_lists: await listStatusLists(issuer) });
  });
  return routes;
}
