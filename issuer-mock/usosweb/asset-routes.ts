import { Hono } from 'hono';
import { runInBrowser } from './browser-script.ts';
import { ADD_FRAME_STYLE } from './style/add-frame.ts';
import { API_DOCS_STYLE } from './style/api-docs.ts';
import { PARTS_STYLE } from './style/parts.ts';
import { SHELL_STYLE } from './style/shell.ts';

/** The pages' only style sheet and only script. */
export function createAssetRoutes(): Hono {
  const style = SHELL_STYLE + PARTS_STYLE + ADD_FRAME_STYLE + API_DOCS_STYLE;
  const script = `(${runInBrowser.toString()})();\n`;
  const routes = new Hono();
  routes.get('/usosweb.css', (c) => c.body(style, 200, { 'Content-Type': 'text/css; charset=utf-8', ...REVALIDATE }));
  routes.get('/usosweb.js', (c) =>
    c.body(script, 200, { 'Content-Type': 'text/javascript; charset=utf-8', ...REVALIDATE }),
  );
  return routes;
}

/** Small and local: asked for each time, so that an updated simulator never shows its old look. */
const REVALIDATE = { 'Cache-Control': 'no-cache' };
