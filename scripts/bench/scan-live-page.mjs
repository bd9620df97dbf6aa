/// <reference lib="dom" />
// What scripts/bench/scan-live.mjs has running in the page. Each function is sent there as it stands, and so knows nothing outside itself.

/**
 * @typedef {object} Followed
 * @property {number} camera frames a second that the camera made, dropped ones included
 * @property {number} looked frames a second that the worker looked at
 * @property {readonly number[]} looks milliseconds of each
 * @property {number} firstMs from asking for the camera to the first frame looked at
 */

/**
 * @typedef {object} Live
 * @property {number[]} looks milliseconds of each frame looked at since the scanner was entered
 * @property {MediaStreamTrack[]} tracks
 * @property {number} askedAt
 * @property {number} firstAt
 * @property {number} leftAt
 * @property {FirstRead | null} read
 */

/**
 * The first code read since the scanner was entered last.
 * @typedef {object} FirstRead
 * @property {string} text
 * @property {number} camera frames that the camera had made by then, dropped ones included
 */

/** What browsers count of a track's frames. @typedef {MediaStreamTrack & { stats: { totalFrames: number } }} CountedTrack */

/** @typedef {Window & typeof globalThis & { live: Live }} FollowedWindow */

/** Before the page's own code: listens to what the decoder's worker says, and remembers the camera's tracks. */
export function followLive() {
  /** @type {Live} */
  const live = { looks: [], tracks: [], askedAt: 0, firstAt: 0, leftAt: 0, read: null };
  Object.assign(window, { live });
  const RealWorker = window.Worker;
  window.Worker = class extends RealWorker {
    /** @param {string | URL} url @param {WorkerOptions} [options] */
    constructor(url, options) {
      super(url, options);
      this.addEventListener('message', ({ data }) => {
        if (data.kind !== 'seen' || !data.seen) return;
        if (live.looks.length === 0) live.firstAt = performance.now();
        live.looks.push(data.seen.ms);
        const [read] = data.seen.reads;
        const track = /** @type {CountedTrack | undefined} */ (live.tracks[0]);
        if (read && track) live.read ??= { text: read.text, camera: track.stats.totalFrames };
      });
    }
    /** @override */
    terminate() {
      live.leftAt = performance.now();
      super.terminate();
    }
  };
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wish) => {
    if (live.askedAt === 0) live.askedAt = performance.now();
    const stream = await open(wish);
    live.tracks = stream.getTracks();
    return stream;
  };
}

/** Whether the scanner is at work. */
export function isLooking() {
  return /** @type {FollowedWindow} */ (window).live.looks.length > 10;
}

export function enterScanner() {
  const { live } = /** @type {FollowedWindow} */ (window);
  live.tracks = [];
  live.read = null;
  window.location.hash = '/verifier/scan/camera';
}

/** Who reads from the next visit on. @param {string} choice */
export function chooseEngine(choice) {
  window.localStorage.setItem('mleg.engine', choice);
}

/** The first code read since the scanner was entered; null where there is none by the time that the camera has made so many frames. @param {number} frames @returns {Promise<FirstRead | null>} */
export async function awaitRead(frames) {
  const { live } = /** @type {FollowedWindow} */ (window);
  const hasMade = () => /** @type {CountedTrack | undefined} */ (live.tracks[0])?.stats.totalFrames ?? 0;
  while (live.read === null && hasMade() < frames) await new Promise((resolve) => setTimeout(resolve, 50));
  return live.read;
}

/** What happens in so many milliseconds. @param {number} ms @returns {Promise<Followed>} */
export function watchScanner(ms) {
  const { live } = /** @type {FollowedWindow} */ (window);
  const countMade = () => /** @type {CountedTrack | undefined} */ (live.tracks[0])?.stats.totalFrames ?? 0;
  const before = { looks: live.looks.length, made: countMade(), at: performance.now() };
  return new Promise((resolve) => {
    setTimeout(() => {
      const seconds = (performance.now() - before.at) / 1000;
      const looks = live.looks.slice(before.looks);
      const camera = (countMade() - before.made) / seconds;
      resolve({ camera, looked: looks.length / seconds, looks, firstMs: live.firstAt - live.askedAt });
    }, ms);
  });
}

/** Milliseconds from a press that leaves the scanner until its camera is off and its worker ended. @returns {Promise<number>} */
export async function leaveScanner() {
  const { live } = /** @type {FollowedWindow} */ (window);
  live.looks.length = 0;
  live.leftAt = 0;
  const pressedAt = performance.now();
  window.location.hash = '/wallet';
  while (live.leftAt === 0 || live.tracks.some(({ readyState }) => readyState === 'live')) {
    // A task of its own, so that what the page does comes in between; timers would round the result up.
    await new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(undefined);
      port2.postMessage(null);
    });
  }
  const restedAt = performance.now();
  live.looks.length = 0;
  return restedAt - pressedAt;
}
