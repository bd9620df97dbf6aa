import { BASE_STYLE } from '../../student-pages/style/base.ts';
import { PARTS_STYLE } from '../../student-pages/style/parts.ts';
import { SHELL_STYLE } from '../../usosweb/style/shell.ts';
import { FORMS_STYLE } from './forms.ts';

const css = String.raw;

/** Two columns where there is room: what is acted on beside what is watched. */
const LAYOUT_STYLE = css`
  .header-line,
  main,
  .footer {
    max-width: 78rem;
  }
  .console {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0 1.5rem;
    align-items: start;
  }
  @media (min-width: 62rem) {
    .console {
      grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
    }
    .console-top {
      grid-column: 1 / -1;
    }
  }
  .contents ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.25rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .part {
    padding: clamp(0.9rem, 2vw, 1.25rem);
    scroll-margin-block-start: 0.5rem;
  }
  .part:focus {
    outline: none;
  }
  .part h2 {
    margin-block-end: 0.6rem;
  }
  .part .lead {
    margin: 0.5rem 0 0;
    font-size: 0.9375rem;
  }
  .footer p + p {
    border: 0;
    padding-block-start: 0.5rem;
  }
`;

const ROWS_STYLE = css`
  .rows {
    margin: 0.5rem 0 0;
    padding: 0;
    list-style: none;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.4rem 1rem;
    padding-block: 0.6rem;
    border-block-end: 1px solid var(--line);
  }
  .row:last-child {
    border-block-end: 0;
  }
  .row-text {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.1rem 0.6rem;
    flex: 1 1 16rem;
    min-width: 0;
  }
  .row-text .status {
    font-size: 0.875rem;
  }
  .row-more {
    color: var(--ink-soft);
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }
  .row-text > .row-more:last-child {
    flex-basis: 100%;
  }
  .good {
    color: var(--good);
  }
  .bad {
    color: var(--bad);
  }
  code {
    font-family: ui-monospace, 'DejaVu Sans Mono', 'Liberation Mono', monospace;
    font-size: 0.9em;
    overflow-wrap: anywhere;
  }
  .events .row {
    padding-block: 0.35rem;
  }
  .clock-now {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.25rem 0.75rem;
    margin: 0 0 0.75rem;
  }
  .clock-now time {
    font-size: 1.35rem;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .status-running {
    background: var(--good-soft);
    color: var(--good);
  }
  .status-frozen {
    background: var(--wait-soft);
    color: var(--wait);
  }
  .settings {
    margin: 0.75rem 0 0;
    font-size: 0.9375rem;
  }
  .settings div {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1rem;
    padding-block: 0.3rem;
    border-block-end: 1px solid var(--line);
  }
  .settings div:last-child {
    border-block-end: 0;
  }
  .settings dd {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .pages {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.25rem;
    margin: 0.5rem 0 0;
  }
`;

export const CONSOLE_STYLE = BASE_STYLE + SHELL_STYLE + PARTS_STYLE + LAYOUT_STYLE + ROWS_STYLE + FORMS_STYLE;
