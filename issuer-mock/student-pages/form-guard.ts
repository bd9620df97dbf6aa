import type { Context } from 'hono';
import { readForm } from '../http/read-body.ts';
import type { Issuer } from '../issuer.ts';
import { isSameSecret } from '../secrets.ts';

/** The name of the hidden field with the session's form token. */
export const FORM_TOKEN_FIELD = 'form_token';

/**
 * SECURITY: a form counts only if it was sent by one of our own pages. Browsers say where a POST comes from and pages cannot forge it.
 * Under its public name the mock may be reached by https; elsewhere the Host header says where, and that has been checked before.
 */
export function isFromOwnPage(c: Context, { url }: Pick<Issuer, 'url'>): boolean {
  const [named, host, origin] = [new URL(url), c.req.header('Host'), c.req.header('Origin')];
  return origin === named.origin || (host !== named.host && origin === `http://${host}`);
}

/** Whom a form was made for. */
interface FormOwner {
  readonly formToken: string;
}

/** The fields of a form of this session; null where it was sent from elsewhere or carries another token. */
export async function readOwnForm(
  c: Context,
  issuer: Pick<Issuer, 'url'>,
  { formToken }: FormOwner,
): Promise<ReadonlyMap<string, string> | null> {
  const form = await readForm(c);
  if (!form.ok || !isFromOwnPage(c, issuer)) return null;
  return isSameSecret(form.value.get(FORM_TOKEN_FIELD) ?? '', formToken) ? form.value : null;
}
