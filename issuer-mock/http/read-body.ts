import type { Context } from 'hono';
import { type JsonObject, parseJsonObject } from '../../shared/protocol/json.ts';

export type ReadBody<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

const mediaTypeOf = (c: Context): string =>
  (c.req.header('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/** A JSON object, strictly: no member twice, no deep nesting. */
export async function readJson(c: Context): Promise<ReadBody<JsonObject>> {
  if (mediaTypeOf(c) !== 'application/json') return { ok: false, why: 'Content-Type must be application/json' };
  const parsed = parseJsonObject(await c.req.text());
  if (parsed.ok) return parsed;
  const why = {
    'not-json': 'the body is not JSON',
    'not-an-object': 'the body is not a JSON object',
    duplicate: 'a member name stands twice in the body',
    'too-deep': 'the body is nested too deeply',
  }[parsed.why];
  return { ok: false, why };
}

/** A form, each parameter at most once (RFC 6749 3.2). Empty values count as left out, as the RFC wants it. */
export async function readForm(c: Context): Promise<ReadBody<ReadonlyMap<string, string>>> {
  if (mediaTypeOf(c) !== 'application/x-www-form-urlencoded') {
    return { ok: false, why: 'Content-Type must be application/x-www-form-urlencoded' };
  }
  const values = new Map<string, string>();
  const seen = new Set<string>();
  for (const [name, value] of new URLSearchParams(await c.req.text())) {
    if (seen.has(name)) return { ok: false, why: `parameter ${JSON.stringify(name.slice(0, 40))} stands twice` };
    seen.add(name);
    if (value !== '') values.set(name, value);
  }
  return { ok: true, value: values };
}

/** The token of `Authorization: Bearer …` (RFC 6750 2.1); null without one. */
export const readBearer = (c: Context): string | null =>
  /^Bearer ([\x21-\x7e]+)$/iu.exec(c.req.header('Authorization') ?? '')?.[1] ?? null;
