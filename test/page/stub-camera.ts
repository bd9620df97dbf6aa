/** What the stub leaves in the page for a test to reach. */
export interface StubWindow {
  camera: {
    tracks: MediaStreamTrack[];
    /** What the camera was opened with, each time. */
    asked: MediaTrackConstraints[];
    /** What it was told afterwards. */
    applied: MediaTrackConstraints[];
    show: (url: string) => Promise<void>;
  };
  /** What the camera says it can do, put here before the page's own code; left out, nothing. */
  cameraCapabilities?: object;
}

/** A camera whose picture is a canvas that the test paints; two devices, named as a browser names them after permission. */
export function stubCamera(): void {
  const canvas = document.createElement('canvas');
  canvas.width = 1280;
  canvas.height = 720;
  const context = canvas.getContext('2d')!;
  let picture: HTMLImageElement | null = null;
  const paint = (): void => {
    context.fillStyle = '#667';
    context.fillRect(0, 0, 1280, 720);
    if (picture) context.drawImage(picture, 340, 60);
    requestAnimationFrame(paint);
  };
  paint();
  const camera: StubWindow['camera'] = {
    tracks: [],
    asked: [],
    applied: [],
    show: async (url) => {
      const image = new Image();
      image.src = url;
      await image.decode();
      picture = image;
    },
  };
  Object.assign(window, { camera });
  navigator.mediaDevices.getUserMedia = async (wish) => {
    const video = wish?.video as MediaTrackConstraints;
    camera.asked.push(video);
    const stream = canvas.captureStream(30);
    const [track] = stream.getVideoTracks();
    const wanted = (video.deviceId as ConstrainDOMStringParameters | undefined)?.exact ?? 'front';
    track!.getSettings = () => ({ deviceId: String(wanted) });
    track!.getCapabilities = () => (window as unknown as StubWindow).cameraCapabilities ?? {};
    track!.applyConstraints = async (constraints) => void camera.applied.push(constraints ?? {});
    camera.tracks.push(track!);
    return stream;
  };
  navigator.mediaDevices.enumerateDevices = async () =>
    [
      { kind: 'videoinput', deviceId: 'front', label: 'Przednia' },
      { kind: 'audioinput', deviceId: 'mic', label: 'Mikrofon' },
      { kind: 'videoinput', deviceId: 'desk', label: '' },
    ] as MediaDeviceInfo[];
}
