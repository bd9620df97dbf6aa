const css = String.raw;

/** The frame around every page of USOSweb. */
export const SHELL_STYLE = css`
  .header-line,
  .header-tabs,
  main,
  .footer {
    width: 100%;
    max-width: 60rem;
    margin-inline: auto;
    padding-inline: clamp(1rem, 4vw, 2rem);
  }
  .header-line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 1rem;
    padding-block: 0.9rem;
  }
  .brand {
    display: grid;
    color: inherit;
    text-decoration: none;
    line-height: 1.25;
    margin-inline-end: auto;
  }
  .brand-name {
    font-size: 1.3rem;
    font-weight: 700;
    letter-spacing: -0.01em;
  }
  .brand-university {
    font-size: 0.875rem;
    color: var(--header-soft);
  }
  .header-tabs {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    justify-content: space-between;
    gap: 0 1rem;
  }
  .tab {
    display: inline-block;
    padding: 0.5rem 1rem;
    border-radius: var(--radius) var(--radius) 0 0;
    background: var(--paper);
    color: var(--ink);
    font-weight: 600;
    text-decoration: none;
  }
  .user {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    padding-block: 0.35rem;
    font-size: 0.9375rem;
  }
  .user .plain {
    min-height: 0;
    padding: 0.2rem 0;
    border: 0;
    background: none;
    color: var(--header-ink);
    font-weight: 400;
    text-decoration: underline;
    text-underline-offset: 0.18em;
  }
  main {
    flex: 1;
    padding-block: 1.25rem 3rem;
  }
  .breadcrumb ol {
    display: flex;
    flex-wrap: wrap;
    margin: 0 0 1rem;
    padding: 0;
    list-style: none;
    font-size: 0.9375rem;
    color: var(--ink-soft);
  }
  .breadcrumb li + li::before {
    content: '›';
    margin-inline: 0.5rem;
  }
`;
