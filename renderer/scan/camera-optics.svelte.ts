/** What image capture adds to tracks; TypeScript's library does not know these members yet. */
interface OpticalCapabilities extends MediaTrackCapabilities {
  readonly zoom?: { readonly min: number; readonly max: number; readonly step?: number };
  readonly torch?: boolean;
  readonly focusMode?: readonly string[];
}
interface OpticalWish extends MediaTrackConstraintSet {
  zoom?: number;
  torch?: boolean;
  focusMode?: 'continuous';
}

interface OpticalSettings extends MediaTrackSettings {
  readonly zoom?: number;
}

export interface ZoomRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** What is asked for first: enough for a code held close, and light on the machine. */
export const USUAL_SIZE = { width: { ideal: 1280 }, height: { ideal: 720 } };
const LARGE_SIZE = { width: { ideal: 1920 }, height: { ideal: 1080 } };

/** What a camera lets a person do to its picture. Nothing is offered that the camera does not list. */
export class CameraOptics {
  #track: MediaStreamTrack | null = null;
  #deviceId: string | undefined;
  #zoomRange = $state.raw<ZoomRange | null>(null);
  #zoom = $state(1);
  #hasTorch = $state(false);
  #isTorchOn = $state(false);
  #hasFocus = false;
  #isLarge = false;

  /** Null where the camera has no zoom. */
  get zoomRange(): ZoomRange | null {
    return this.#zoomRange;
  }
  get zoom(): number {
    return this.#zoom;
  }
  get hasTorch(): boolean {
    return this.#hasTorch;
  }
  get isTorchOn(): boolean {
    return this.#isTorchOn;
  }

  /** Another camera, or the same one opened anew: then light and zoom are as they were. */
  async follow(track: MediaStreamTrack): Promise<void> {
    const settings: OpticalSettings = track.getSettings();
    const isSame = this.#track !== null && settings.deviceId === this.#deviceId;
    this.#deviceId = settings.deviceId;
    this.#track = track;
    this.#isLarge = false;
    const { zoom, torch, focusMode } = readCapabilities(track);
    this.#zoomRange = zoom && zoom.max > zoom.min ? { min: zoom.min, max: zoom.max, step: zoom.step ?? 0.1 } : null;
    this.#hasTorch = torch === true;
    this.#hasFocus = focusMode?.includes('continuous') === true;
    if (!isSame) {
      this.#zoom = settings.zoom ?? this.#zoomRange?.min ?? 1;
      this.#isTorchOn = false;
    }
    await this.#apply();
  }

  async setZoom(zoom: number): Promise<void> {
    this.#zoom = zoom;
    await this.#apply();
  }

  async switchTorch(): Promise<void> {
    this.#isTorchOn = !this.#isTorchOn;
    if (!(await this.#apply())) this.#isTorchOn = false;
  }

  /** A larger picture, for a code that is too small in this one. Asked for once a picture; a camera without it gives what it has. */
  async enlarge(): Promise<void> {
    const track = this.#track;
    if (!track || this.#isLarge) return;
    this.#isLarge = true;
    if (await isGranted(track, LARGE_SIZE)) await this.#apply();
  }

  /** Size and optics are asked for apart: Chromium refuses a wish that mixes them, and a new wish for the one replaces that for the other. */
  async #apply(): Promise<boolean> {
    const wish: OpticalWish = {
      ...(this.#hasFocus ? { focusMode: 'continuous' } : {}),
      ...(this.#zoomRange ? { zoom: this.#zoom } : {}),
      ...(this.#hasTorch ? { torch: this.#isTorchOn } : {}),
    };
    if (!this.#track || Object.keys(wish).length === 0) return true;
    return isGranted(this.#track, { advanced: [wish] });
  }
}

const readCapabilities = (track: MediaStreamTrack): OpticalCapabilities =>
  // Firefox has had it since 132.
  (track as { getCapabilities?: () => OpticalCapabilities }).getCapabilities?.() ?? {};

async function isGranted(track: MediaStreamTrack, wish: MediaTrackConstraints): Promise<boolean> {
  try {
    await track.applyConstraints(wish);
    return true;
  } catch {
    // The picture goes on as it was.
    return false;
  }
}
