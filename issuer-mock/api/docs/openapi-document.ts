import * as z from 'zod';
import { API_ROUTES } from '../api-routes.ts';
import { type ApiRoute, type ApiTopic, problemsOf } from '../route.ts';
import { problemShape, SHAPES } from '../shapes.ts';
import { STATUS_NAMES, TOPIC_NAMES } from './names.ts';

type Json = Record<string, unknown>;

const SCHEMAS = '#/components/schemas/';
const refTo = (shape: z.ZodType): Json => ({ $ref: SCHEMAS + nameOf(shape) });

function nameOf(shape: z.ZodType): string {
  const name = SHAPES.get(shape)?.id;
  if (name === undefined) throw new Error('a shape that the document refers to has no name');
  return name;
}

/** The OpenAPI 3.1 document, made from the same table and the same schemas that answer the calls. */
export function writeOpenApi(url: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of API_ROUTES) {
    (paths[`/api${route.path}`] ??= {})[route.method] = writeOperation(route);
  }
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'mLegitymacja Simulator: the mock university',
      version: '1.0.0',
      description: 'The staff API of an invented university. Simulator, specimen data only.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url }],
    security: [{ staffToken: [] }],
    tags: (Object.keys(TOPIC_NAMES) as ApiTopic[]).map((name) => ({ name, description: TOPIC_NAMES[name].en })),
    paths,
    components: {
      securitySchemes: {
        staffToken: { type: 'http', scheme: 'bearer', description: 'Shown where the mock is started' },
      },
      schemas: writeSchemas(),
    },
  };
}

/** Every named shape as JSON Schema 2020-12, which is what OpenAPI 3.1 speaks. */
export function writeSchemas(): Readonly<Record<string, Json>> {
  const { schemas } = z.toJSONSchema(SHAPES, { uri: (id) => SCHEMAS + id });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema: _dialect, $id: _address, id: _name, ...schema }]) => [name, schema]),
  );
}

function writeOperation(route: ApiRoute): Json {
  const parameters = [...writePathParameters(route.path), ...writeQueryParameters(route.query)];
  return {
    operationId: route.id,
    tags: [route.topic],
    summary: route.summary.en,
    ...(route.isOpen && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && {
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: refTo(route.body), ...(route.example && { example: route.example }) },
        },
      },
    }),
    responses: writeResponses(route),
  };
}

const writePathParameters = (path: string): Json[] =>
  [...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => ({
    ...{ name, in: 'path', required: true, schema: { type: 'string' } },
  }));

const writeQueryParameters = (query: z.ZodObject | undefined): Json[] =>
  Object.entries(query?.shape ?? {}).map(([name, shape]) => {
    const { $schema: _dialect, description, ...schema } = z.toJSONSchema(shape as z.ZodType);
    return { name, in: 'query', required: false, ...(description !== undefined && { description }), schema };
  });

function writeResponses(route: ApiRoute): Json {
  const answers = Object.entries(route.answers).map(([status, shape]) => [
    status,
    {
      description: STATUS_NAMES[Number(status)]?.en,
      ...(shape && asContent(route.isStream ? 'text/event-stream' : 'application/json', refTo(shape))),
    },
  ]);
  const problems = Object.entries(problemsOf(route)).map(([status, errors]) => [
    status,
    {
      description: `${STATUS_NAMES[Number(status)]?.en ?? ''}: ${errors.join(', ')}`,
      ...asContent('application/json', { allOf: [refTo(problemShape), { properties: { error: { enum: errors } } }] }),
    },
  ]);
  return Object.fromEntries([...answers, ...problems]) as Json;
}

const asContent = (mediaType: string, schema: Json): Json => ({ content: { [mediaType]: { schema } } });
