const css = String.raw;

/** Colours and type of all pages, and what stands in every frame. Light and dark follow the reader's system. */
export const BASE_STYLE = css`
  :root {
    color-scheme: light dark;
    --paper: #f4f2ee;
    --sheet: #ffffff;
    --ink: #1b2530;
    --ink-soft: #4c5966;
    --line: #d5d2ca;
    --accent: #17566b;
    --accent-ink: #ffffff;
    --accent-soft: #e3eff2;
    --header: #12333f;
    --header-ink: #f3f8f9;
    --header-soft: #b9d0d7;
    --good: #1c6b3f;
    --good-soft: #e1f2e7;
    --wait: #7a4d00;
    --wait-soft: #fbeed3;
    --bad: #9b1c2b;
    --bad-soft: #fbe5e6;
    --tag: #ffd24a;
    --tag-ink: #2b2000;
    --radius: 10px;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --paper: #10171c;
      --sheet: #19232a;
      --ink: #e9eff2;
      --ink-soft: #a9b8c0;
      --line: #33424b;
      --accent: #7cc7dd;
      --accent-ink: #06222b;
      --accent-soft: #1d3841;
      --header: #1b3640;
      --header-ink: #f3f8f9;
      --header-soft: #b9d0d7;
      --good: #7fd6a2;
      --good-soft: #16382a;
      --wait: #f2c267;
      --wait-soft: #3b2f14;
      --bad: #ff9aa3;
      --bad-soft: #43202a;
    }
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  body {
    margin: 0;
    min-height: 100vh;
    display: flex;
    flex-direction: column;
    background: var(--paper);
    color: var(--ink);
    font:
      1.0625rem/1.55 system-ui,
      'Segoe UI',
      'Noto Sans',
      'DejaVu Sans',
      sans-serif;
    overflow-wrap: break-word;
  }
  a {
    color: var(--accent);
    text-underline-offset: 0.18em;
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
    border-radius: 4px;
  }
  .header :focus-visible {
    outline-color: var(--tag);
  }
  main:focus {
    outline: none;
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .skip {
    position: absolute;
    left: -100vw;
  }
  .skip:focus {
    left: 1rem;
    top: 1rem;
    z-index: 1;
    padding: 0.5rem 1rem;
    background: var(--sheet);
  }
  .header {
    background: var(--header);
    color: var(--header-ink);
  }
  .simulator-tag {
    padding: 0.2rem 0.6rem;
    border-radius: 4px;
    background: var(--tag);
    color: var(--tag-ink);
    font-size: 0.8125rem;
    letter-spacing: 0.03em;
    white-space: nowrap;
  }
  .languages {
    display: flex;
    gap: 0.25rem;
  }
  .languages a {
    padding: 0.25rem 0.5rem;
    border-radius: 4px;
    color: var(--header-soft);
    font-size: 0.875rem;
    font-weight: 600;
    text-decoration: none;
  }
  .languages a[aria-current='true'] {
    color: var(--header-ink);
    background: rgb(255 255 255 / 0.14);
  }
  h1 {
    margin: 0.5rem 0 0.75rem;
    font-size: clamp(1.6rem, 4.5vw, 2.1rem);
    line-height: 1.2;
    letter-spacing: -0.015em;
    text-wrap: balance;
  }
  .lead {
    max-width: 42rem;
    margin: 0 0 1rem;
    color: var(--ink-soft);
  }
  .footer {
    padding-block: 0 1.5rem;
    font-size: 0.875rem;
    color: var(--ink-soft);
  }
  .footer p {
    margin: 0;
    padding-block-start: 1rem;
    border-block-start: 1px solid var(--line);
  }
`;
