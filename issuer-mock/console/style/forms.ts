const css = String.raw;

/** Buttons in rows, fields, what was said of the last action. */
export const FORMS_STYLE = css`
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem 0.5rem;
    align-items: center;
  }
  .part button.small,
  .more summary {
    min-height: 2.25rem;
  }
  .more summary {
    display: inline-flex;
    align-items: center;
    padding: 0 0.7rem;
    border: 1.5px solid var(--line);
    border-radius: 8px;
    color: var(--ink-soft);
    font-size: 0.9375rem;
    font-weight: 600;
    cursor: pointer;
    list-style: none;
  }
  .more summary::-webkit-details-marker {
    display: none;
  }
  .more[open] {
    flex-basis: 100%;
  }
  .more[open] summary {
    margin-block-end: 0.4rem;
  }
  .fields,
  .sign-in {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 0.75rem;
    margin: 0;
  }
  fieldset.fields {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    min-width: 0;
    padding: 0.5rem 0.9rem 0.9rem;
    border: 1px solid var(--line);
    border-radius: 8px;
  }
  legend {
    padding-inline: 0.35rem;
    font-weight: 600;
  }
  fieldset.fields :is(button, #times-hint) {
    grid-column: 2;
    justify-self: start;
  }
  .part :is(input:not([type='hidden']), select),
  .sign-in input {
    flex: 1 1 9rem;
    width: 100%;
    min-width: 0;
    max-width: 20rem;
    min-height: 2.5rem;
    padding: 0 0.6rem;
    border: 1px solid var(--ink-soft);
    border-radius: 8px;
    background: var(--sheet);
    color: inherit;
    font: inherit;
  }
  .part :is(.fields, fieldset) button {
    min-height: 2.5rem;
    padding-block: 0;
  }
  .sign-in {
    max-width: 34rem;
  }
  .sign-in label,
  .sign-in .said {
    flex-basis: 100%;
    font-weight: 600;
  }
  .said {
    margin: 0.5rem 0;
    padding: 0.4rem 0.8rem;
    border-radius: 8px;
  }
  .said-done {
    background: var(--good-soft);
    color: var(--good);
  }
  .said-no {
    background: var(--bad-soft);
    color: var(--bad);
  }
`;
