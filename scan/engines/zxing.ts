import { prepareZXingModule, type ZXingReadResult, type ZXingReaderModule, type ZXingVector } from 'zxing-wasm/reader';
import type { CodeRead, Effort, Engine, Wish } from '../engine.ts';
import { assertPicture, type LumaPicture } from '../picture.ts';

/** What stands between JavaScript and zxing-cpp in version 3.1.4 of zxing-wasm, which package.json pins for it. */
type Options = Parameters<ZXingReaderModule['readBarcodesFromPixmap']>[3];

/** The part of the program that is used; zxing-wasm leaves what Emscripten brings to a package of global types. */
interface Program {
  /** Its memory; another array after it has grown. */
  readonly HEAPU8: Uint8Array;
  readonly _malloc: (bytes: number) => number;
  readonly _free: (place: number) => void;
  readonly readBarcodesFromPixmap: (
    place: number,
    width: number,
    height: number,
    options: Options,
  ) => ZXingVector<ZXingReadResult> & { readonly delete: () => void };
}

/** Numbers of zxing-wasm's own tables (its `bindings/`). */
const BINARIZER = { localAverage: 0, fixedThreshold: 2 };
const PLAIN_TEXT = 0;
const UNKNOWN_CHARACTERS = 0;
const IGNORE_ADD_ON = 0;

const COMMON: Options = {
  // Neither Micro QR nor rMQR: nobody shows those here, and to look for them costs time and lets chance likenesses in.
  formats: 'QRCodeModel2',
  tryHarder: true,
  tryRotate: true,
  tryInvert: false,
  tryDownscale: false,
  tryDenoise: false,
  binarizer: BINARIZER.localAverage,
  isPure: false,
  downscaleFactor: 3,
  downscaleThreshold: 500,
  minLineCount: 2,
  maxNumberOfSymbols: 1,
  validateOptionalChecksum: false,
  returnErrors: false,
  eanAddOnSymbol: IGNORE_ADD_ON,
  textMode: PLAIN_TEXT,
  characterSet: UNKNOWN_CHARACTERS,
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- without effect, and yet the program throws where it is missing
  tryCode39ExtendedMode: false,
};

const OPTIONS: Readonly<Record<Effort, Options>> = {
  frame: COMMON,
  image: { ...COMMON, tryInvert: true, tryDownscale: true },
};

/**
 * Closes small holes in what is dark before looking. Of 136 made pictures of printed dots, specks, scratches and noise zxing-cpp read 71 without this and 100
 * with it; one threshold for the whole picture, its global histogram, added none.
 */
const DOTTED: Options = { ...OPTIONS.image, tryDenoise: true };

/** A picture of one code and nothing else, upright, black on white. */
const CLEAN: Options = {
  ...COMMON,
  // Asked for its second model alone, zxing-cpp does not look at pure pictures at all.
  formats: 'QRCode',
  tryHarder: false,
  tryRotate: false,
  isPure: true,
  binarizer: BINARIZER.fixedThreshold,
};

export interface ZxingEngine extends Engine {
  readonly name: 'zxing';
  /** As `read` with every effort, and then again for codes whose modules are dots or have holes. */
  readonly readDotted: (picture: LumaPicture, most: number) => readonly CodeRead[];
  /** The text of a drawn code, as `restore` draws one: upright, black on white, nothing else in the picture. Null where its bits do not work out. */
  readonly readDrawn: (drawn: LumaPicture) => string | null;
}

/**
 * zxing-cpp from the bytes of `zxing_reader.wasm`, which come with the package: left to itself, zxing-wasm would fetch them from the network.
 * Rejects where WebAssembly may not run. Afterwards a call throws only if the program inside has died, and then all calls do.
 */
export async function openZxingEngine(wasm: Uint8Array<ArrayBuffer> | ArrayBuffer): Promise<ZxingEngine> {
  const wasmBinary = wasm instanceof ArrayBuffer ? wasm : wasm.slice().buffer;
  // Whoever opens it is told what went wrong; the console need not be.
  const program: unknown = await prepareZXingModule({
    overrides: { wasmBinary, printErr: () => undefined },
    fireImmediately: true,
  });
  const read = createReader(program as Program);
  return {
    name: 'zxing',
    read: (picture, { effort, most }: Wish) =>
      read(picture, { ...OPTIONS[effort], maxNumberOfSymbols: Math.min(most, 255) }),
    readDotted: (picture, most) => read(picture, { ...DOTTED, maxNumberOfSymbols: Math.min(most, 255) }),
    readDrawn: (drawn) => read(drawn, CLEAN)[0]?.text ?? null,
  };
}

/** Keeps one piece of the program's memory for the pictures, made larger when it has to be. */
function createReader(program: Program) {
  let place = 0;
  let size = 0;
  return (picture: LumaPicture, options: Options): readonly CodeRead[] => {
    assertPicture(picture);
    const { luma, width, height } = picture;
    if (luma.length > size) {
      if (place !== 0) program._free(place);
      place = program._malloc(luma.length);
      size = place === 0 ? 0 : luma.length;
      if (place === 0) throw new RangeError(`no memory for a picture of ${width} × ${height}`);
    }
    program.HEAPU8.set(luma, place);
    const found = program.readBarcodesFromPixmap(place, width, height, options);
    const reads: CodeRead[] = [];
    for (let at = 0; at < found.size(); at++) {
      const code = found.get(at);
      if (!code || !code.isValid || code.text === '') continue;
      const { topLeft, topRight, bottomRight, bottomLeft } = code.position;
      reads.push({
        kind: 'read',
        text: code.text,
        corners: [topLeft, topRight, bottomRight, bottomLeft],
        engine: 'zxing',
      });
    }
    // A vector lives in the program's memory until it is told.
    found.delete();
    return reads;
  };
}
