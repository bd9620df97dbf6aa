const css = String.raw;

/** One column, and the bar above it with the side menu. */
export const BAR_STYLE = css`
  .bar,
  .bar-below,
  main,
  .footer {
    width: 100%;
    max-width: 32rem;
    margin-inline: auto;
    padding-inline: 1rem;
  }
  main {
    flex: 1;
    padding-block: 1rem 2.5rem;
  }
  .header {
    position: relative;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 0.25rem;
    min-height: 3.5rem;
    padding-inline: 0.25rem;
  }
  .bar-title {
    flex: 1;
    padding: 0.6rem 0.75rem;
    color: inherit;
    font-size: 1.2rem;
    font-weight: 700;
    letter-spacing: -0.01em;
    text-decoration: none;
  }
  .bar-below {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem;
    padding-block: 0 0.4rem;
  }
  .bar-below .languages a {
    display: grid;
    place-items: center;
    min-width: 2.75rem;
    min-height: 2.75rem;
  }
  .menu summary,
  .bell {
    display: grid;
    place-items: center;
    width: 3rem;
    height: 3rem;
    border-radius: 8px;
    color: inherit;
    cursor: pointer;
    list-style: none;
  }
  .menu summary::-webkit-details-marker {
    display: none;
  }
  .menu summary:hover,
  .bell:hover {
    background: rgb(255 255 255 / 0.14);
  }
  .menu-icon,
  .menu-icon::before,
  .menu-icon::after {
    display: block;
    width: 1.4rem;
    height: 2.5px;
    border-radius: 2px;
    background: currentColor;
  }
  .menu-icon {
    position: relative;
  }
  .menu-icon::before,
  .menu-icon::after {
    content: '';
    position: absolute;
    inset-inline-start: 0;
  }
  .menu-icon::before {
    inset-block-start: -0.45rem;
  }
  .menu-icon::after {
    inset-block-start: 0.45rem;
  }
  .menu[open] .menu-icon {
    background: transparent;
  }
  .menu[open] .menu-icon::before {
    inset-block-start: 0;
    rotate: 45deg;
  }
  .menu[open] .menu-icon::after {
    inset-block-start: 0;
    rotate: -45deg;
  }
  .menu-sheet {
    position: absolute;
    z-index: 2;
    inset-block-start: 3.5rem;
    inset-inline-start: max(0px, 50% - 16rem);
    width: min(100%, 20rem);
    padding-block: 0.5rem;
    border: 1px solid var(--line);
    border-radius: 0 0 var(--radius) var(--radius);
    background: var(--sheet);
    color: var(--ink);
    box-shadow: 0 0.75rem 2rem rgb(0 0 0 / 0.35);
  }
  .menu-user {
    margin: 0;
    padding: 0.6rem 1.25rem 0.75rem;
    border-block-end: 1px solid var(--line);
    color: var(--ink-soft);
  }
  .menu ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .menu nav a,
  button.menu-entry {
    display: flex;
    align-items: center;
    width: 100%;
    min-height: 3rem;
    padding: 0.5rem 1.25rem;
    border: 0;
    border-radius: 0;
    background: none;
    color: var(--ink);
    font-weight: 600;
    text-align: start;
    text-decoration: none;
  }
  .menu nav a:hover,
  button.menu-entry:hover {
    background: var(--accent-soft);
  }
  .menu-sheet form {
    border-block-start: 1px solid var(--line);
  }
  .menu-sheet :focus-visible {
    outline-color: var(--accent);
    outline-offset: -3px;
  }
  .bell {
    position: relative;
  }
  .bell svg {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linejoin: round;
  }
  .bell-count {
    position: absolute;
    inset-block-start: 0.2rem;
    inset-inline-end: 0.2rem;
    min-width: 1.3rem;
    padding-inline: 0.3rem;
    border-radius: 1rem;
    background: var(--tag);
    color: var(--tag-ink);
    font-size: 0.8125rem;
    font-weight: 700;
    line-height: 1.3rem;
    text-align: center;
  }
  .footer a {
    display: inline-flex;
    align-items: center;
    min-height: 2.75rem;
    font-size: 1rem;
  }
  .footer p + p {
    padding: 0;
    border: 0;
  }
`;
