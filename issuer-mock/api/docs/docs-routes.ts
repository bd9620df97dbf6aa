import { Hono } from 'hono';
import type { Issuer } from '../../issuer.ts';
import { answerPage } from '../../student-pages/answer-page.ts';

/** What the API is. SECURITY: open to all, since it says nothing about anybody; the calls themselves need the token. */
export function createDocsRoutes(issuer: Issuer): Hono {
  const routes = new Hono();
  // Loaded when somebody asks: the start of the mock need not wait for it.
  routes.get('/openapi.json', async (c) => {
    const { writeOpenApi } = await import('./openapi-document.ts');
    return c.json(writeOpenApi(issuer.url), 200, { 'Cache-Control': 'no-cache' });
  });
  routes.get('/docs', async (c) => {
    const { renderDocsPage } = await import('./docs-page.ts');
    return answerPage(c, renderDocsPage(issuer.url, c.req.query('lang') === 'en' ? 'en' : 'pl'));
  });
  return routes;
}
