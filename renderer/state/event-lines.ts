/** Cuts a stream of server-sent events into the `data` of each; comments and other fields are passed over. One per connection. */
export function createEventCutter(): (chunk: string) => readonly string[] {
  let rest = '';
  return (chunk) => {
    const events = (rest + chunk).split(/\r?\n\r?\n/u);
    rest = events.pop() ?? '';
    return events.map(readData).filter((data) => data !== '');
  };
}

const readData = (event: string): string =>
  event
    .split(/\r?\n/u)
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice(5).trimStart())
    .join('\n');
