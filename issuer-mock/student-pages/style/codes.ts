const css = String.raw;

/** The instructions, the activation code and the QR's text. */
export const CODES_STYLE = css`
  .instructions {
    margin: 0 0 1.5rem;
    padding-inline-start: 1.5rem;
  }
  .instructions li {
    padding-inline-start: 0.35rem;
    margin-block-end: 0.35rem;
  }
  .instructions li::marker {
    color: var(--accent);
    font-weight: 700;
  }
  .code-line,
  .text-line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 1rem;
    margin: 0;
  }
  .text-line {
    justify-content: space-between;
    margin-block: 1.5rem 0.4rem;
    font-weight: 600;
  }
  .activation-code {
    font:
      700 clamp(1.75rem, 6vw, 2.25rem) / 1.3 ui-monospace,
      'Cascadia Mono',
      'DejaVu Sans Mono',
      monospace;
    letter-spacing: 0.08em;
    font-variant-ligatures: none;
    user-select: all;
  }
  .hint {
    margin: 0.25rem 0 0;
    font-size: 0.9375rem;
    color: var(--ink-soft);
  }
  textarea + .hint {
    margin-block-start: 0.6rem;
  }
  textarea {
    display: block;
    width: 100%;
    padding: 0.6rem 0.75rem;
    border: 1px solid var(--line);
    border-radius: 6px;
    background: var(--paper);
    color: var(--ink);
    font:
      0.875rem/1.45 ui-monospace,
      'Cascadia Mono',
      'DejaVu Sans Mono',
      monospace;
    overflow-wrap: anywhere;
    word-break: break-all;
    resize: vertical;
  }
`;
