import type { Context } from 'hono';
import { readForm } from '../http/read-body.ts';
import { isSameSecret } from '../secrets.ts';
import type { Session } from './session.ts';

/** The name of the hidden field with the session's form token. */
export const FORM_TOKEN_FIELD = 'form_token';

/**
 * SECURITY: a form counts only if it was sent by one of our own pages. Browsers say where a POST comes from and pages cannot forge it;
 * the Host header it is compared with has been checked before.
 */
export const isFromOwnPage = (c: Context): boolean => c.req.header('Origin') === `http://${c.req.header('Host')}`;

/** The fields of a form of this session; null where it was sent from elsewhere or carries another token. */
export async function readOwnForm(c: Context, session: Session): Promise<ReadonlyMap<string, string> | null> {
  const form = await readForm(c);
  if (!form.ok || !isFromOwnPage(c)) return null;
  return isSameSecret(form.value.get(FORM_TOKEN_FIELD) ?? '', session.formToken) ? form.value : null;
}
