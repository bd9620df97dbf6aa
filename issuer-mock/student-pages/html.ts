import { html } from 'hono/html';
import { FORM_TOKEN_FIELD } from './form-guard.ts';

/** HTML whose values have been escaped. SECURITY: only the `html` tag makes it; `raw` is not used anywhere. */
export type Html = ReturnType<typeof html>;

export const renderFormToken = (formToken: string): Html =>
  html`<input type="hidden" name="${FORM_TOKEN_FIELD}" value="${formToken}" />`;
