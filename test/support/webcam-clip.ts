import { closeSync, openSync, renameSync, writeSync } from 'node:fs';
import QRCode from 'qrcode';

const WIDTH = 1280;
const HEIGHT = 720;
const FRAMES = 6;
const FRAMES_A_SECOND = 10;

/**
 * A clip that Chromium plays as its webcam (`--use-file-for-fake-video-capture`): a grey room, and the QR code of `text` in it, drifting a
 * little from frame to frame as a hand does; `null` leaves the room empty.
 */
export const writeWebcamClip = (file: string, text: string | null): void =>
  writeMovingClip(file, new Array<string | null>(FRAMES).fill(text));

/** The same with another code in each frame, a tenth of a second long. Renamed into place, so that a camera opened later sees all of it. */
export const writeMovingClip = (file: string, texts: readonly (string | null)[]): void =>
  writeClip(
    file,
    { width: WIDTH, height: HEIGHT, framesASecond: FRAMES_A_SECOND },
    texts.map((text, frame) => () => drawLuma(text, frame % FRAMES)),
  );

export interface ClipSize {
  readonly width: number;
  readonly height: number;
  readonly framesASecond: number;
}

/** A clip of frames without colour, each the grey levels row after row; drawn one at a time, since a second of them is 40 MB. */
export function writeClip(
  file: string,
  { width, height, framesASecond }: ClipSize,
  frames: readonly (() => Uint8Array)[],
): void {
  const colour = Buffer.alloc((width * height) / 2, 128);
  const clip = openSync(`${file}.new`, 'w');
  try {
    writeSync(clip, `YUV4MPEG2 W${width} H${height} F${framesASecond}:1 Ip A1:1 C420jpeg\n`);
    for (const draw of frames) writeSync(clip, Buffer.concat([Buffer.from('FRAME\n'), draw(), colour]));
  } finally {
    closeSync(clip);
  }
  renameSync(`${file}.new`, file);
}

function drawLuma(text: string | null, frame: number): Buffer {
  const luma = Buffer.alloc(WIDTH * HEIGHT, 120);
  if (text === null) return luma;
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: 'M' }).modules;
  const scale = Math.floor((HEIGHT * 0.8) / (size + 8));
  const edge = (size + 8) * scale;
  const [left, top] = [Math.floor((WIDTH - edge) / 2) + frame * 3, Math.floor((HEIGHT - edge) / 2) + (frame % 2) * 2];
  for (let y = 0; y < edge; y++) {
    for (let x = 0; x < edge; x++) {
      const [column, row] = [Math.floor(x / scale) - 4, Math.floor(y / scale) - 4];
      const isInside = column >= 0 && row >= 0 && column < size && row < size;
      luma[(top + y) * WIDTH + left + x] = isInside && data[row * size + column] ? 35 : 220;
    }
  }
  return luma;
}
