const css = String.raw;

/** The page that documents the API. */
export const API_DOCS_STYLE = css`
  .contents ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.25rem;
    padding: 0;
    list-style: none;
  }
  .call h3,
  .frame h3 code {
    font-size: 1.0625rem;
  }
  .call h4 {
    margin: 1rem 0 0.25rem;
    font-size: 0.9375rem;
  }
  code,
  pre {
    font-family: ui-monospace, 'DejaVu Sans Mono', 'Liberation Mono', monospace;
    font-size: 0.9375rem;
    overflow-wrap: anywhere;
  }
  pre {
    margin: 0.5rem 0 0.75rem;
    padding: 0.75rem 1rem;
    border-radius: 8px;
    background: var(--paper);
    white-space: pre-wrap;
  }
  .method {
    display: inline-block;
    min-width: 3.75rem;
    margin-inline-end: 0.35rem;
    padding: 0.05rem 0.5rem;
    border-radius: 6px;
    background: var(--wait-soft);
    color: var(--wait);
    font-size: 0.875rem;
    text-align: center;
  }
  .method-get {
    background: var(--good-soft);
    color: var(--good);
  }
  .method-delete {
    background: var(--bad-soft);
    color: var(--bad);
  }
  .answers,
  .members {
    margin: 0;
    padding-inline-start: 1.25rem;
  }
  .member-type,
  .member-required {
    color: var(--ink-soft);
    font-size: 0.9375rem;
    overflow-wrap: anywhere;
  }
  .member-required::before {
    content: '· ';
  }
`;
