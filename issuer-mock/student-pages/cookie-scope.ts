import type { Context } from 'hono';
import type { CookieOptions } from 'hono/utils/cookie';

/**
 * Where the pages' cookies go. To every path, since USOSweb and Mobile USOS lie side by side and a student logs in once for both; what else
 * the mock answers looks at no cookie. On its own, and in a frame of another loopback port, the page is same-site and `Lax` is right. The
 * desktop program shows it in a frame of `app://`, which is another site, and a browser drops `Lax` cookies there; it takes `None` only
 * together with `Secure`, which loopback counts as, and only into a jar of that outer page's own (`Partitioned`). SECURITY: `None`
 * protects no form; the form guard (token and Origin) does, in both cases.
 */
export function cookieScope(c: Context): CookieOptions {
  const isFramed = c.req.header('Sec-Fetch-Dest') === 'iframe';
  const scope = { path: '/', httpOnly: true } as const;
  return isFramed ? { ...scope, sameSite: 'None', secure: true, partitioned: true } : { ...scope, sameSite: 'Lax' };
}
