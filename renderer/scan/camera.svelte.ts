import { CameraOptics, USUAL_SIZE } from './camera-optics.svelte.ts';
import { isOverconstrained } from './capture-problem.ts';
import type { LiveScan } from './live-scan.svelte.ts';

const CAMERA_KEY = 'mleg.camera';

type Memory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Which camera there is, which one was chosen, and the picture of that one. */
export class Camera {
  readonly scan: LiveScan;
  readonly optics = new CameraOptics();
  readonly #memory: Memory;
  #devices = $state.raw<readonly MediaDeviceInfo[]>([]);
  #deviceId = $state('');

  constructor(scan: LiveScan, memory: Memory) {
    this.scan = scan;
    this.#memory = memory;
    scan.onSmall = () => void this.optics.enlarge();
  }

  get devices(): readonly MediaDeviceInfo[] {
    return this.#devices;
  }
  get deviceId(): string {
    return this.#deviceId;
  }

  /** The camera chosen last, here or at an earlier visit; where that one is gone, whichever there is. */
  async start(): Promise<void> {
    const remembered = this.#memory.getItem(CAMERA_KEY) ?? '';
    await this.#open(remembered, async () => {
      try {
        return await capture(remembered);
      } catch (error) {
        if (remembered === '' || !isOverconstrained(error)) throw error;
        return capture('');
      }
    });
  }

  /** This camera and no other, now and from now on. */
  async choose(deviceId: string): Promise<void> {
    this.#memory.setItem(CAMERA_KEY, deviceId);
    await this.#open(deviceId, () => capture(deviceId));
  }

  /** Cameras come and go while the page is open. */
  async noteDevices(): Promise<void> {
    const devices = await navigator.mediaDevices.enumerateDevices();
    this.#devices = devices.filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '');
    if (this.scan.state === 'missing' && this.#devices.length > 0) await this.start();
  }

  async #open(wanted: string, take: () => Promise<MediaStream>): Promise<void> {
    this.#deviceId = wanted;
    if (!(await this.scan.start(take))) return;
    const [track] = this.scan.stream?.getVideoTracks() ?? [];
    this.#deviceId = track?.getSettings().deviceId ?? wanted;
    await Promise.all([track && this.optics.follow(track), this.noteDevices()]);
  }
}

const capture = (deviceId: string): Promise<MediaStream> =>
  navigator.mediaDevices.getUserMedia({ video: wish(deviceId), audio: false });

const wish = (deviceId: string): MediaTrackConstraints => ({
  ...USUAL_SIZE,
  ...(deviceId ? { deviceId: { exact: deviceId } } : { facingMode: { ideal: 'environment' } }),
});
