const css = String.raw;

/** What stands on the pages: buttons, people to choose from, the order. */
export const PARTS_STYLE = css`
  button,
  .button {
    min-height: 2.75rem;
    padding: 0.5rem 1.1rem;
    border: 1.5px solid var(--accent);
    border-radius: 8px;
    background: var(--sheet);
    color: var(--accent);
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  button:hover,
  .button:hover {
    background: var(--accent-soft);
  }
  :is(button, .button).primary {
    background: var(--accent);
    color: var(--accent-ink);
  }
  :is(button, .button).danger {
    border-color: var(--bad);
    color: var(--bad);
  }
  :is(button, .button).primary:hover,
  :is(button, .button).danger:hover {
    filter: brightness(1.08);
  }
  button.small {
    min-height: 2rem;
    padding: 0.15rem 0.7rem;
    font-size: 0.9375rem;
  }
  button.copied::after {
    content: ' ✓';
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem;
    margin-block: 1.25rem 0;
  }

  .people,
  .tiles {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr));
    gap: 1rem;
    margin: 1.5rem 0;
    padding: 0;
    list-style: none;
  }
  .search {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 0.5rem 0.75rem;
  }
  .search label {
    flex-basis: 100%;
  }
  .search input {
    flex: 1 1 12rem;
    max-width: 24rem;
    min-height: 2.75rem;
    padding: 0 0.75rem;
    border: 1px solid var(--ink-soft);
    border-radius: var(--radius);
    background: transparent;
    color: inherit;
    font: inherit;
  }
  .person {
    display: flex;
    align-items: center;
    gap: 1.1rem;
    width: 100%;
    padding: 0.9rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    color: var(--ink);
    font-weight: 400;
    text-align: start;
  }
  .person:hover,
  .tile:hover {
    border-color: var(--accent);
  }
  .person img {
    flex: none;
    border-radius: 6px;
  }
  .person-text {
    display: grid;
  }
  .person-name {
    font-size: 1.125rem;
    font-weight: 600;
  }
  .people-small {
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr));
    gap: 0.75rem;
  }
  .people-small .person {
    height: 100%;
    padding: 0.65rem;
    gap: 0.8rem;
  }
  .people-small img,
  .people-small .no-portrait {
    width: 54px;
    height: 72px;
  }
  .no-portrait {
    display: grid;
    flex: none;
    place-items: center;
    width: 72px;
    height: 96px;
    border: 2px dashed var(--line);
    border-radius: 6px;
    color: var(--ink-soft);
    font-size: 1.5rem;
  }
  .person-refusal {
    font-size: 0.9375rem;
    color: var(--bad);
  }
  .frame.refused {
    border-inline-start: 5px solid var(--bad);
  }
  .refused-lead {
    margin: 0;
  }
  .refusals {
    margin: 0.75rem 0 0;
    padding-inline-start: 1.25rem;
  }
  .refusals li + li {
    margin-block-start: 0.9rem;
  }
  .refusals p {
    max-width: 42rem;
    margin: 0;
  }
  .refusal-remedy {
    color: var(--ink-soft);
  }
  .person-album {
    font-size: 0.9375rem;
    color: var(--ink-soft);
  }
  .tile {
    display: grid;
    gap: 0.35rem;
    height: 100%;
    padding: 1.1rem 1.25rem;
    border: 1px solid var(--line);
    border-inline-start: 5px solid var(--accent);
    border-radius: var(--radius);
    background: var(--sheet);
    color: var(--ink-soft);
    text-decoration: none;
  }
  .tile strong {
    font-size: 1.2rem;
    color: var(--accent);
  }

  .frame {
    margin-block: 1.25rem;
    padding: clamp(1rem, 3vw, 1.75rem);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--sheet);
  }
  .frame h2 {
    margin: 0 0 1rem;
    font-size: 1.25rem;
    line-height: 1.3;
  }
  .frame h3 {
    margin: 0 0 0.25rem;
    font-size: 1rem;
  }
  .progress {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: 1fr;
    gap: 0.35rem;
    margin: 0 0 1.5rem;
    padding: 0;
    list-style: none;
    font-size: 0.9375rem;
    color: var(--ink-soft);
  }
  .progress li {
    padding-block-start: 0.5rem;
    border-block-start: 5px solid var(--line);
  }
  .progress .done {
    border-color: var(--good);
  }
  .progress .now {
    border-color: var(--accent);
    color: var(--ink);
    font-weight: 600;
  }
  .facts {
    margin: 0;
  }
  .facts div {
    display: grid;
    grid-template-columns: minmax(9rem, 19rem) 1fr;
    gap: 0 1.5rem;
    padding-block: 0.55rem;
    border-block-end: 1px solid var(--line);
  }
  dt {
    color: var(--ink-soft);
  }
  dd {
    margin: 0;
    font-variant-numeric: tabular-nums;
  }
  .meaning {
    max-width: 42rem;
    margin: 1rem 0 0;
  }
  .status {
    display: inline-block;
    padding: 0.05rem 0.6rem;
    border-radius: 6px;
    background: var(--accent-soft);
    color: var(--accent);
    font-weight: 600;
  }
  .status-waiting,
  .status-processing {
    background: var(--wait-soft);
    color: var(--wait);
  }
  .status-ready,
  .status-collected {
    background: var(--good-soft);
    color: var(--good);
  }
  .status-failed,
  .status-invalidated,
  .status-expired,
  .status-locked,
  .status-cancelled {
    background: var(--bad-soft);
    color: var(--bad);
  }
  .statuses div {
    display: grid;
    grid-template-columns: 19rem 1fr;
    gap: 0.25rem 1.5rem;
    padding-block: 0.8rem;
    border-block-end: 1px solid var(--line);
  }

  @media (max-width: 44rem) {
    .facts div,
    .statuses div {
      grid-template-columns: 1fr;
    }
    .progress {
      grid-auto-flow: row;
    }
    .progress li {
      padding: 0.1rem 0 0.1rem 0.75rem;
      border-block-start: 0;
      border-inline-start: 5px solid var(--line);
    }
    .progress .done {
      border-color: var(--good);
    }
    .progress .now {
      border-color: var(--accent);
    }
    .actions,
    .actions form,
    .actions button {
      width: 100%;
    }
  }
`;
