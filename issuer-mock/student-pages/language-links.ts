import { html } from 'hono/html';
import type { Html } from './html.ts';
import type { Language } from './language.ts';
import type { PageContext } from './page-context.ts';

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { pl: 'Polski', en: 'English' };

/** This same page in each language. */
export function renderLanguages({ wording, language, addresses }: PageContext): Html {
  const links = (Object.keys(addresses) as Language[]).map(
    (each) =>
      html`<a
        href="${addresses[each]}"
        hreflang="${each}"
        lang="${each}"
        aria-current="${each === language ? 'true' : 'false'}"
        ><span aria-hidden="true">${each.toUpperCase()}</span
        ><span class="visually-hidden">${LANGUAGE_NAMES[each]}</span></a
      >`,
  );
  return html`<nav class="languages" aria-label="${wording.languageLabel}">${links}</nav>`;
}
