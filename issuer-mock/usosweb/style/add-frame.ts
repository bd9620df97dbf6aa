const css = String.raw;

/** The frame with the QR beside the codes. */
export const ADD_FRAME_STYLE = css`
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
