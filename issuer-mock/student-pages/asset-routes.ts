import { Hono } from 'hono';
import { runInBrowser } from './browser-script.ts';

/** A site's only style sheet and only script, `NAME.css` and `NAME.js`; what it runs besides is served as its own text, too. */
export function createAssetRoutes(name: string, style: string, runBesides?: () => void): Hono {
  const script = [runInBrowser, ...(runBesides ? [runBesides] : [])].map((run) => `(${run.toString()})();\n`).join('');
  const routes = new Hono();
  routes.get(`/${name}.css`, (c) => c.body(style, 200, { 'Content-Type': 'text/css; charset=utf-8', ...REVALIDATE }));
  routes.get(`/${name}.js`, (c) =>
    c.body(script, 200, { 'Content-Type': 'text/javascript; charset=utf-8', ...REVALIDATE }),
  );
  return routes;
}

/** Small and local: asked for each time, so that an updated simulator never shows its old look. */
const REVALIDATE = { 'Cache-Control': 'no-cache' };
