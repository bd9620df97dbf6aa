/** @typedef {import('../bench.mjs').Metric} Metric */

const READERS = ['jsqr', 'zxing', 'restore', 'all'];

/**
 * What the scan bench has measured, for a person: one table for each question, engines side by side.
 * @param {readonly Metric[]} metrics
 * @returns {readonly string[]} lines
 */
export function drawScanTables(metrics) {
  const find = (/** @type {string} */ id) => metrics.find((metric) => metric.id === id);
  return [
    ...drawRoom(find),
    ...['clean', 'typical', 'hard'].flatMap((profile) => drawProfile(profile, metrics, find)),
    ...drawStills(metrics, find),
    ...drawHostile(metrics, find),
    ...drawFolders(metrics, find),
  ];
}

/** @typedef {(id: string) => Metric | undefined} Find */

/** @param {Find} find */
function drawRoom(find) {
  if (!find('empty-room-jsqr')) return [];
  const rows = READERS.map((reader) => {
    const kinds = ['', '-mean', '-95th'].map((kind) => find(`empty-room-${reader}${kind}`));
    const shares = kinds.slice(0, 2).map((metric) => (metric?.ratio ? `1/${(1 / metric.ratio).toFixed(1)}` : ''));
    return [reader, ...kinds.map((metric) => say(metric, 1)), ...shares];
  });
  const first = find('empty-room-all-new');
  if (first?.ratio) rows.push(['all, a new room', say(first, 1), '', '', `1/${(1 / first.ratio).toFixed(1)}`, '']);
  const head = ['', 'median', 'mean', '95th', 'median of jsQR', 'mean of jsQR'];
  return drawTable('A room without a code, 1280 × 720, ms', head, rows);
}

/** @param {readonly Metric[]} metrics @param {Find} find */
function drawHostile(metrics, find) {
  const names = metrics.flatMap(({ id }) => /^hostile-(.*)-jsqr$/u.exec(id)?.[1] ?? []);
  const rows = names.map((name) => [name, ...READERS.map((reader) => say(find(`hostile-${name}-${reader}`), 1))]);
  return rows.length === 0 ? [] : drawTable('Hostile frames, 1280 × 720, ms', ['', ...READERS], rows);
}

/** @param {readonly Metric[]} metrics @param {Find} find */
function drawStills(metrics, find) {
  const kinds = metrics.flatMap(({ id }) => /^still-(.*)-longest$/u.exec(id)?.[1] ?? []);
  const rows = kinds.map((kind) => [
    kind.replaceAll('-', ' '),
    ...['', '-longest', '-read'].map((what) => say(find(`still-${kind}${what}`))),
  ]);
  return rows.length === 0 ? [] : drawTable('Still pictures, ms', ['', 'median', 'longest', '% read'], rows);
}

/** @param {string} profile @param {readonly Metric[]} metrics @param {Find} find */
function drawProfile(profile, metrics, find) {
  const sizes = metrics.flatMap(({ id }) => (id.startsWith(profile) && /-(.*)px-limit$/u.exec(id)?.[1]) || []);
  if (sizes.length === 0) return [];
  const shares = [...READERS, 'running', 'limit'].map((reader) => [
    reader,
    ...sizes.map((size) => say(find(`${profile}-${size}px-${reader}`))),
    ...['hit', 'miss'].map((kind) => say(find(`${profile}-${reader}-${kind}`), 1)),
    say(find(`${profile}-${reader}-wrong`)),
  ]);
  const head = ['px a module:', ...sizes, 'hit ms', 'miss ms', 'wrong'];
  return drawTable(`Read of the ${profile} profile, %`, head, shares);
}

/** @param {readonly Metric[]} metrics @param {Find} find */
function drawFolders(metrics, find) {
  return metrics
    .flatMap(({ id }) => /^(.*)-pictures$/u.exec(id)?.[1] ?? [])
    .flatMap((set) => {
      const kinds = ['read', 'wrong', 'missed', 'time'];
      const rows = READERS.map((reader) => [reader, ...kinds.map((kind) => say(find(`${set}-${reader}-${kind}`)))]);
      const title = `${set}: ${say(find(`${set}-pictures`))} pictures`;
      return drawTable(title, ['', 'read', 'wrong', 'missed', 'ms'], rows);
    });
}

/** @param {Metric | undefined} metric @param {number} [digits] */
const say = (metric, digits = 0) => metric?.value.toFixed(digits) ?? '';

/** @param {string} title @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
function drawTable(title, head, rows) {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (/** @type {readonly string[]} */ cells) =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ');
  return [title, ...[head, ...rows].map((cells) => `  ${line(cells).trimEnd()}`), ''];
}
