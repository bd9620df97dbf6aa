import * as z from 'zod';
import { isJsonObject } from '../../shared/protocol/json.ts';

/**
 * What OpenAPI 3.1 asks of a document of the parts that ours has, written from the specification (4.8). Strict: a member that the
 * specification does not know at that place is refused.
 */
const schema = z.record(z.string(), z.unknown());
const json = z.strictObject({ 'application/json': z.strictObject({ schema, example: z.unknown().optional() }) });
const stream = z.strictObject({ 'text/event-stream': z.strictObject({ schema }) });

const parameter = z
  .strictObject({
    name: z.string().min(1),
    in: z.enum(['query', 'header', 'path', 'cookie']),
    required: z.boolean().optional(),
    description: z.string().optional(),
    schema,
  })
  .refine((each) => each.in !== 'path' || each.required === true, 'a parameter of the path is required');

const operation = z.strictObject({
  operationId: z.string().regex(/^[a-z][A-Za-z]+$/u),
  tags: z.array(z.string()).min(1),
  summary: z.string().min(1),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
  parameters: z.array(parameter).optional(),
  requestBody: z.strictObject({ required: z.literal(true), content: json }).optional(),
  responses: z.record(
    z.string().regex(/^[1-5]\d\d$/u),
    z.strictObject({ description: z.string().min(1), content: z.union([json, stream]).optional() }),
  ),
});

export const openApiRules = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d+$/u),
  jsonSchemaDialect: z.url(),
  info: z.strictObject({
    title: z.string().min(1),
    version: z.string().min(1),
    description: z.string(),
    license: z.strictObject({ name: z.string(), identifier: z.string() }),
  }),
  servers: z.array(z.strictObject({ url: z.url() })),
  security: z.array(z.strictObject({ staffToken: z.array(z.string()) })),
  tags: z.array(z.strictObject({ name: z.string(), description: z.string().min(1) })),
  paths: z.record(
    z.string().startsWith('/'),
    z.partialRecord(z.enum(['get', 'put', 'post', 'delete', 'patch', 'head', 'options', 'trace']), operation),
  ),
  components: z.strictObject({
    securitySchemes: z.strictObject({
      staffToken: z.strictObject({ type: z.literal('http'), scheme: z.literal('bearer'), description: z.string() }),
    }),
    schemas: z.record(z.string().regex(/^[\w.-]+$/u), schema),
  }),
});

export type OpenApi = z.infer<typeof openApiRules>;

/** Every `$ref` anywhere below. */
export function refsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => refsIn(each));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === '$ref' && typeof inner === 'string' ? [inner] : refsIn(inner),
  );
}

/** What a local reference (RFC 6901 behind `#`) points at. */
export const resolve = (document: unknown, ref: string): unknown =>
  ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, name) => (isJsonObject(at) ? at[name] : undefined), document);
