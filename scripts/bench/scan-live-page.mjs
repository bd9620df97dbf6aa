/// <reference lib="dom" />
// What scripts/bench/scan-live.mjs has running in the page. Each function is sent there as it stands, and so knows nothing outside itself.

/**
 * @typedef {object} Followed
 * @property {number} camera frames a second that the camera's picture showed
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
 */

/** @typedef {Window & typeof globalThis & { live: Live }} FollowedWindow */

/** Before the page's own code: listens to what the decoder's worker says, and remembers the camera's tracks. */
export function followLive() {
  /** @type {Live} */
  const live = { looks: [], tracks: [], askedAt: 0, firstAt: 0, leftAt: 0 };
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
  window.location.hash = '/verifier/scan/camera';
}

/** From the next visit on jsQR reads alone. */
export function chooseJsqr() {
  window.localStorage.setItem('mleg.engine', 'jsqr');
}

/** What happens in so many milliseconds. @param {number} ms @returns {Promise<Followed>} */
export function watchScanner(ms) {
  const { live } = /** @type {FollowedWindow} */ (window);
  const video = document.querySelector('video');
  const before = { looks: live.looks.length, at: performance.now() };
  let shown = 0;
  const count = () => {
    shown += 1;
    video?.requestVideoFrameCallback(count);
  };
  video?.requestVideoFrameCallback(count);
  return new Promise((resolve) => {
    setTimeout(() => {
      const seconds = (performance.now() - before.at) / 1000;
      const looks = live.looks.slice(before.looks);
      resolve({ camera: shown / seconds, looked: looks.length / seconds, looks, firstMs: live.firstAt - live.askedAt });
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
