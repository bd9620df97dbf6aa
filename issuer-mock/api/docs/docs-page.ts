import { html } from 'hono/html';
import { renderDocument } from '../../student-pages/document.ts';
import type { Html } from '../../student-pages/html.ts';
import { API_ROUTES } from '../api-routes.ts';
import { type ApiRoute, type ApiTopic, problemsOf } from '../route.ts';
import { SHAPES } from '../shapes.ts';
import { writeCurl } from './curl.ts';
import { DOCS_WORDING, type DocsWording, STATUS_NAMES, TOPIC_NAMES } from './names.ts';
import { writeSchemas } from './openapi-document.ts';
import { renderShapes } from './shape-table.ts';

export type DocsLanguage = 'pl' | 'en';

interface Context {
  readonly url: string;
  readonly language: DocsLanguage;
  readonly wording: DocsWording;
}

/** The API to read and to try, in the look of the mock's other pages; needs no network and no script. */
export function renderDocsPage(url: string, language: DocsLanguage): Html {
  const wording = DOCS_WORDING[language];
  const topics = Object.keys(TOPIC_NAMES) as ApiTopic[];
  const main = html`<main id="content" tabindex="-1">
    <h1>${wording.title}</h1>
    <p class="lead">${wording.lead}</p>
    <p>${wording.token}</p>
    <p><a href="/api/openapi.json">${wording.document}</a></p>
    <nav class="contents" aria-label="${wording.contents}">
      <ul>
        ${topics.map((topic) => html`<li><a href="#${topic}">${TOPIC_NAMES[topic][language]}</a></li>`)}
        <li><a href="#shapes">${wording.shapes}</a></li>
      </ul>
    </nav>
    ${topics.map((topic) => renderTopic({ url, language, wording }, topic))} ${renderShapes(wording, writeSchemas())}
  </main>`;
  return renderDocument({
    ...{ language, title: `${wording.title} - mLegitymacja`, assets: '/usosweb/assets/usosweb' },
    ...{ skipToContent: wording.skip, header: renderHeader(wording, language), main },
    footer: html`<p>${wording.footer}</p>`,
  });
}

const renderHeader = (wording: DocsWording, language: DocsLanguage): Html =>
  html`<header class="header">
    <div class="header-line">
      <a class="brand" href="/usosweb"><span class="brand-name">USOSweb</span></a>
      <strong class="simulator-tag">${wording.simulator}</strong>
      <nav class="languages" aria-label="${wording.language}">
        ${(['pl', 'en'] as const).map(
          (each) =>
            html`<a
              href="/api/docs?lang=${each}"
              hreflang="${each}"
              lang="${each}"
              aria-current="${each === language ? 'true' : 'false'}"
              >${each.toUpperCase()}</a
            >`,
        )}
      </nav>
    </div>
  </header>`;

const renderTopic = (context: Context, topic: ApiTopic): Html =>
  html`<section aria-labelledby="${topic}">
    <h2 id="${topic}">${TOPIC_NAMES[topic][context.language]}</h2>
    ${API_ROUTES.filter((route) => route.topic === topic).map((route) => renderCall(context, route))}
  </section>`;

function renderCall({ url, language, wording }: Context, route: ApiRoute): Html {
  const { id, method, path, summary, isOpen, body, query, example } = route;
  return html`<article class="frame call" aria-labelledby="${id}">
    <h3 id="${id}"><span class="method method-${method}">${method.toUpperCase()}</span> <code>/api${path}</code></h3>
    <p>${summary[language]}${isOpen && html` <span class="status">${wording.isOpen}</span>`}</p>
    ${query && renderQuery(wording, Object.keys(query.shape))}
    ${body && html`<p>${wording.body}: ${renderShapeLink(SHAPES.get(body)?.id ?? '')}</p>`}
    ${example && html`<pre tabindex="0"><code>${JSON.stringify(example, null, 2)}</code></pre>`}
    <h4>${wording.answers}</h4>
    <ul class="answers">
      ${renderAnswers(language, wording, route)}
    </ul>
    <h4 id="${id}-curl-label">${wording.curl}</h4>
    <pre tabindex="0" aria-labelledby="${id}-curl-label"><code id="${id}-curl">${writeCurl(url, route)}</code></pre>
    <button type="button" class="small" hidden data-copy="${id}-curl" data-copied="${wording.copied}">
      ${wording.copy}<span class="visually-hidden">: ${method.toUpperCase()} ${path}</span>
    </button>
  </article>`;
}

const renderQuery = (wording: DocsWording, names: readonly string[]): Html =>
  html`<p>${wording.query}: ${names.map((name, at) => html`${at > 0 && ', '}<code>${name}</code>`)}</p>`;

function renderAnswers(language: DocsLanguage, wording: DocsWording, route: ApiRoute): Html[] {
  const name = (status: string): string => STATUS_NAMES[Number(status)]?.[language] ?? '';
  const good = Object.entries(route.answers).map(([status, shape]) => {
    const what = shape ? renderShapeLink(SHAPES.get(shape)?.id ?? '') : wording.nothing;
    return html`<li><strong>${status}</strong> ${name(status)}: ${what}</li>`;
  });
  const bad = Object.entries(problemsOf(route)).map(
    ([status, errors]) => html`<li><strong>${status}</strong> ${name(status)}: <code>${errors.join(', ')}</code></li>`,
  );
  return [...good, ...bad];
}

const renderShapeLink = (name: string): Html => html`<a href="#shape-${name}"><code>${name}</code></a>`;
