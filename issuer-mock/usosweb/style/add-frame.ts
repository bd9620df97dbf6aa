const css = String.raw;

/** The frame with the instructions, the QR, its text and the activation code. */
export const ADD_FRAME_STYLE = css`
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
  .add {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    /* The picture keeps whole pixels per module, so the column takes its width from it. */
    gap: 1.5rem 2rem;
    align-items: start;
  }
  .qr {
    margin: 0;
    font-size: 0.9375rem;
  }
  .qr img {
    display: block;
    max-width: 100%;
    height: auto;
    margin-block-end: 0.5rem;
    border: 1px solid var(--line);
    border-radius: 6px;
    /* White in the dark too: a scanner needs the quiet zone. */
    background: #ffffff;
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

  @media (max-width: 44rem) {
    .add {
      grid-template-columns: minmax(0, 1fr);
    }
    /* 300 pixels of QR on the narrowest phones. */
    .qr {
      margin-inline: -0.6rem;
    }
    .qr figcaption {
      margin-inline: 0.6rem;
    }
  }
`;
