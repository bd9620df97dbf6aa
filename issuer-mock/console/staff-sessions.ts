import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Issuer } from '../issuer.ts';
import { drawToken } from '../random.ts';
import { fingerprint } from '../secrets.ts';

const SECRET_BYTES = 32;
const LIFETIME_MS = 12 * 3600 * 1000;
const MAX_SESSIONS = 100;

/** Somebody who has shown the staff token. */
export interface StaffSession {
  /** SECURITY: stands in every form; a page elsewhere cannot know it. */
  readonly formToken: string;
}

export interface StaffSessions {
  readonly open: (c: Context) => void;
  readonly find: (c: Context) => StaffSession | null;
  readonly close: (c: Context) => void;
}

/**
 * In memory, so that they end with the process, whose next one may have another token. They run by the computer's time: stepping the mock's
 * clock on is what the console is for, and must log nobody out.
 */
export function createStaffSessions({ url, clock, randomBytes }: Issuer): StaffSessions {
  const sessions = new Map<string, StaffSession & { readonly expiresAt: number }>();
  /** Cookies know no ports: two mocks on one machine would log each other's staff out under one name. */
  const name = `mleg_staff_${new URL(url).port}`;
  // SECURITY: goes to the console only, no script reads it, and no other site's page can make a browser send it.
  const scope = { path: '/console', httpOnly: true, sameSite: 'Strict' } as const;
  const hashOf = (c: Context): string => fingerprint(getCookie(c, name) ?? '');
  return {
    open: (c) => {
      const secret = drawToken(randomBytes, SECRET_BYTES);
      const now = clock.realNow();
      for (const [hash, { expiresAt }] of sessions) if (expiresAt <= now) sessions.delete(hash);
      const [oldest] = sessions.keys();
      if (oldest !== undefined && sessions.size >= MAX_SESSIONS) sessions.delete(oldest);
      const formToken = drawToken(randomBytes, SECRET_BYTES);
      sessions.set(fingerprint(secret), { formToken, expiresAt: now + LIFETIME_MS });
      // The form guard has looked at Origin before.
      setCookie(c, name, secret, { ...scope, secure: c.req.header('Origin')?.startsWith('https:') === true });
    },
    find: (c) => {
      const session = sessions.get(hashOf(c));
      return session && session.expiresAt > clock.realNow() ? session : null;
    },
    close: (c) => {
      sessions.delete(hashOf(c));
      deleteCookie(c, name, scope);
    },
  };
}
