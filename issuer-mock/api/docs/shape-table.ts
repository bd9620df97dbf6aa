import { html } from 'hono/html';
import type { Html } from '../../student-pages/html.ts';
import type { DocsWording } from './names.ts';

type Schema = Readonly<Record<string, unknown>>;

/** The named shapes, each as the list of its members. */
export const renderShapes = (wording: DocsWording, schemas: Readonly<Record<string, Schema>>): Html =>
  html`<section aria-labelledby="shapes">
    <h2 id="shapes">${wording.shapes}</h2>
    ${Object.entries(schemas).map(([name, schema]) => renderShape(wording, name, schema))}
  </section>`;

function renderShape(wording: DocsWording, name: string, schema: Schema): Html {
  const required = new Set(schema['required'] as readonly string[] | undefined);
  const members = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, Schema>>);
  return html`<article class="frame" aria-labelledby="shape-${name}">
    <h3 id="shape-${name}"><code>${name}</code></h3>
    <ul class="members">
      ${members.map(
        ([member, inner]) =>
          html`<li>
            <code>${member}</code> <span class="member-type">${describeType(inner)}</span>
            ${required.has(member) && html`<span class="member-required">${wording.required}</span>`}
          </li>`,
      )}
    </ul>
  </article>`;
}

/** A type in the words of JSON Schema, which are the same in both languages. */
export function describeType(schema: Schema): string {
  const { $ref, type, format, items, anyOf, const: constant, enum: values } = schema;
  if (typeof $ref === 'string') return $ref.slice($ref.lastIndexOf('/') + 1);
  if (constant !== undefined) return JSON.stringify(constant);
  if (Array.isArray(values)) return values.map((value) => JSON.stringify(value)).join(' | ');
  if (Array.isArray(anyOf)) return anyOf.map((each) => describeType(each as Schema)).join(' | ');
  if (type === 'array') return `array<${describeType((items ?? {}) as Schema)}>`;
  return typeof format === 'string' ? `${String(type)} (${format})` : String(type);
}
