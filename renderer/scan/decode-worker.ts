import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { openEngines } from '../../scan/engines.ts';
import type { DecodeAnswer, DecodeRequest } from './decode-messages.ts';
import { createDecodeSession } from './decode-session.ts';
import { createDrawer } from './draw-light.ts';
import { createLightTaker } from './frame-light.ts';
import { openFrameSource } from './frame-source.ts';

const scope = self as unknown as {
  onmessage: (event: MessageEvent<DecodeRequest>) => void;
  postMessage: (answer: DecodeAnswer) => void;
};

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const drawFrame = createDrawer();

const handle = createDecodeSession({
  // SECURITY: the page's own file. Left to itself, zxing-wasm would fetch its program from a CDN.
  engines: openEngines(async () => (await fetch(wasmUrl)).arrayBuffer()),
  openFrames: (frames) => openFrameSource(frames, wait),
  takeLight: createLightTaker((frame) =>
    drawFrame(frame as VideoFrame, Math.max(1, frame.displayWidth), Math.max(1, frame.displayHeight)),
  ),
  drawFrame: (bitmap) => drawFrame(bitmap, bitmap.width, bitmap.height),
  // A photograph is large, and its canvas not worth keeping.
  drawStill: (bitmap) => createDrawer()(bitmap, bitmap.width, bitmap.height),
  now: () => performance.now(),
  answer: (answer) => scope.postMessage(answer),
});

scope.onmessage = ({ data }) => void handle(data);
