import { generateKeyPairSync, sign } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';
import { findMedian } from '../lib/measured-process.mjs';

const ENTRIES = 2 ** 21;
const TIMES = 5;
/** One card in a hundred is cancelled, at places that follow no pattern: what a list looks like that has been in use for a while. */
const CANCELLED = Math.floor(ENTRIES / 100);
const MAX_BYTES = 4 * 1024 * 1024;

/**
 * A status list of 2^21 entries of two bits: built, signed and read the way the mock does it (packed bytes, zlib level 9), and the same
 * by `@sd-jwt/jwt-status-list` in the same run. The packing stands here again because scripts run without a build of `shared/`.
 * @returns {Promise<import('../bench.mjs').Metric[]>}
 */
export async function measureStatusList() {
  const { StatusList } = await import('@sd-jwt/jwt-status-list');
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  let state = 1;
  const draw = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) >>> 11;
  const statuses = new Map(Array.from({ length: CANCELLED }, () => [draw(), 1]));
  const plain = Array.from({ length: ENTRIES }, (_, at) => statuses.get(at) ?? 0);
  const packed = pack(statuses);
  const lst = deflateSync(packed, { level: 9 }).toString('base64url');
  const theirLst = new StatusList(plain, 2).compressStatusList();
  // Both must mean the same, or the comparison compares nothing.
  const read = StatusList.decompressStatusList(lst, 2);
  for (const at of [...[...statuses.keys()].slice(0, 50), 0, 1, ENTRIES - 1]) {
    if (read.getStatus(at) !== plain[at] || statusAt(inflate(theirLst), at) !== plain[at])
      throw new Error(`differs at ${at}`);
  }
  const build = await median(() => deflateSync(pack(statuses), { level: 9 }).toString('base64url'));
  const theirBuild = await median(() => new StatusList(plain, 2).compressStatusList());
  const signing = await median(() => signJws({ status_list: { bits: 2, lst } }, privateKey));
  const open = await median(() => statusAt(inflate(lst), ENTRIES - 1));
  const theirOpen = await median(() => StatusList.decompressStatusList(lst, 2).getStatus(ENTRIES - 1));
  /** @param {string} id @param {number} value @param {string} against @param {number} floor */
  const beside = (id, value, against, floor) => ({ id, value, unit: 'ms', against, ratio: value / floor });
  return [
    { id: 'build-by-library', value: theirBuild, unit: 'ms', against: null, ratio: null },
    beside('build', build, 'build-by-library', theirBuild),
    { id: 'sign', value: signing, unit: 'ms', against: null, ratio: null },
    { id: 'open-by-library', value: theirOpen, unit: 'ms', against: null, ratio: null },
    beside('open-and-read', open, 'open-by-library', theirOpen),
    { id: 'list-size', value: lst.length, unit: 'B', against: null, ratio: null },
  ];
}

/** @param {() => unknown} work */
const median = (work) =>
  findMedian(TIMES, async () => {
    const startedAt = performance.now();
    work();
    return performance.now() - startedAt;
  });

/** @param {ReadonlyMap<number, number>} statuses */
function pack(statuses) {
  const bytes = new Uint8Array(ENTRIES / 4);
  for (const [at, status] of statuses) bytes[at >> 2] = (bytes[at >> 2] ?? 0) | (status << ((at & 3) * 2));
  return bytes;
}

/** @param {string} lst */
const inflate = (lst) => inflateSync(Buffer.from(lst, 'base64url'), { maxOutputLength: MAX_BYTES });

/** @param {Uint8Array} bytes @param {number} at */
const statusAt = (bytes, at) => ((bytes[at >> 2] ?? 0) >> ((at & 3) * 2)) & 3;

/** @param {object} claims @param {import('node:crypto').KeyObject} key */
function signJws(claims, key) {
  const encode = (/** @type {object} */ part) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const input = `${encode({ alg: 'ES256', typ: 'statuslist+jwt', kid: 'bench' })}.${encode(claims)}`;
  return `${input}.${sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}
