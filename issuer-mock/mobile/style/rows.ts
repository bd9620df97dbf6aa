const css = String.raw;

/** What stands on the pages: rows, notices, wide buttons. */
export const ROWS_STYLE = css`
  h2 {
    margin: 1.75rem 0 0.5rem;
    font-size: 1.125rem;
    line-height: 1.3;
  }
  .back {
    margin: 0;
  }
  .back a {
    display: inline-flex;
    align-items: center;
    gap: 0.4rem;
    min-height: 2.75rem;
    text-decoration: none;
  }
  .rows {
    margin: 0.5rem 0 0;
    padding: 0;
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--sheet);
    list-style: none;
  }
  .framed .outside-frames {
    display: none;
  }
  .rows li + li {
    border-block-start: 1px solid var(--line);
  }
  .row,
  button.row {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0.75rem;
    width: 100%;
    min-height: 3.5rem;
    padding: 0.6rem 1rem;
    border: 0;
    border-radius: 0;
    background: none;
    color: var(--ink);
    font-weight: 400;
    text-align: start;
    text-decoration: none;
  }
  .row:hover,
  button.row:hover {
    background: var(--accent-soft);
  }
  .row::after {
    content: '';
    flex: none;
    width: 0.55rem;
    height: 0.55rem;
    margin-inline-end: 0.2rem;
    border: solid var(--ink-soft);
    border-width: 2px 2px 0 0;
    rotate: 45deg;
  }
  .rows :focus-visible {
    outline-offset: -3px;
  }
  .row-texts {
    display: grid;
    min-width: 0;
  }
  .row strong {
    font-weight: 600;
  }
  .row-danger strong {
    color: var(--bad);
  }
  .row-text,
  .notice-time {
    font-size: 0.9375rem;
    color: var(--ink-soft);
  }
  .notice-time {
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }
  button.notice {
    border-inline-start: 5px solid transparent;
  }
  button.notice.unread {
    border-inline-start-color: var(--bad);
    background: var(--bad-soft);
  }
  button.notice-ready.unread {
    border-inline-start-color: var(--good);
    background: var(--good-soft);
  }
  .notice-new {
    justify-self: start;
    padding-inline: 0.5rem;
    border-radius: 4px;
    background: var(--bad);
    color: var(--sheet);
    font-size: 0.8125rem;
    font-weight: 700;
  }
  .notice-ready .notice-new {
    background: var(--good);
  }
  .unread .row-text,
  .unread .notice-time {
    color: var(--ink);
  }
  .section-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 1rem;
    margin-block-start: 0.75rem;
  }
  .section-head h2 {
    margin: 0;
  }
  button.plain {
    padding-inline: 0.25rem;
    border: 0;
    background: none;
    text-decoration: underline;
    text-underline-offset: 0.18em;
    font-weight: 400;
  }
  .empty {
    margin: 0.25rem 0 0;
    color: var(--ink-soft);
  }
  .wide {
    margin: 0.75rem 0 0;
  }
  .wide > :is(button, .button) {
    display: grid;
    place-items: center;
    width: 100%;
    min-height: 3rem;
    text-align: center;
    text-decoration: none;
  }
  .frame .wide {
    margin-block-start: 1.25rem;
  }
  .frame {
    margin-block: 1rem;
    padding: 1rem;
  }
  .frame h2 {
    margin-block-end: 0.75rem;
    font-size: 1.125rem;
  }
  .facts div,
  .statuses div {
    grid-template-columns: 1fr;
  }
  .progress {
    grid-auto-flow: row;
  }
  .progress li,
  .progress .done,
  .progress .now {
    padding: 0.1rem 0 0.1rem 0.75rem;
    border-block-start: 0;
    border-inline-start-width: 5px;
    border-inline-start-style: solid;
  }
  .people,
  .people-small {
    grid-template-columns: 1fr;
    gap: 0.75rem;
  }
  button.small {
    min-height: 2.75rem;
  }
  main > p > a {
    display: inline-flex;
    align-items: center;
    min-height: 2.75rem;
  }
`;
