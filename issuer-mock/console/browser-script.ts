/// <reference lib="dom" />

/** What the console's page runs besides the script of all pages. Served as its own text, so it uses nothing from outside but the browser. */
export function runClock(): void {
  /** The mock's clock goes on between two looks at the mock. */
  let [shown, since] = ['', 0];

  function tick(): void {
    const time = document.querySelector<HTMLTimeElement>('time[data-runs]');
    if (!time) return;
    if (time.dateTime !== shown) [shown, since] = [time.dateTime, performance.now()];
    const at = new Date(Date.parse(shown) + performance.now() - since);
    // Swedish writes dates as ISO 8601 does, and as the mock does.
    time.textContent = at.toLocaleString('sv-SE', { timeZone: 'Europe/Warsaw' });
  }

  // What was said of the last action is over with the next look; the address must not say it again.
  const address = new URL(location.href);
  if (address.searchParams.has('said')) {
    for (const name of ['said', 'part']) address.searchParams.delete(name);
    history.replaceState(null, '', address);
  }
  setInterval(tick, 1000);
}
