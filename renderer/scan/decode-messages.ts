import type { CodeRead, Glimpse } from '../../scan/engine.ts';
import type { EngineChoice } from '../../scan/engines.ts';
import type { CodeKind } from './code-kind.ts';

/** What a picture shows. */
export interface Seen {
  /** Each code once. */
  readonly reads: readonly CodeRead[];
  /** Where nothing was read: a code that is seen and cannot be read, and why. */
  readonly glimpse: Glimpse | null;
  /** Of the picture that the corners lie in, pixels. */
  readonly width: number;
  /** The same. */
  readonly height: number;
  /** From having the picture to knowing this. */
  readonly ms: number;
}

/** To the worker. */
export type DecodeRequest =
  /** Another moving picture begins. Its frames come from here to be asked for by `next`; null: each one is brought by `frame`. Transferred. */
  | { readonly kind: 'begin'; readonly frames: ReadableStream<VideoFrame> | null }
  | { readonly kind: 'next'; readonly id: number; readonly choice: EngineChoice }
  /** Transferred, and closed there. */
  | { readonly kind: 'frame'; readonly id: number; readonly choice: EngineChoice; readonly bitmap: ImageBitmap }
  /** Copied: it is needed again if the worker dies of it. */
  | {
      readonly kind: 'still';
      readonly id: number;
      readonly choice: EngineChoice;
      readonly bitmap: ImageBitmap;
      /** Where several codes are in the picture, the search may end with one of these. */
      readonly wanted: readonly CodeKind[];
    }
  /** The moving picture is over; nothing of it is looked at any more. */
  | { readonly kind: 'leave' };

/** From the worker. */
export type DecodeAnswer =
  /** It can work from now on; without WebAssembly there is no zxing. */
  | { readonly kind: 'ready'; readonly hasWasm: boolean }
  /** Null: there was no frame. */
  | { readonly kind: 'seen'; readonly id: number; readonly seen: Seen | null }
  /** Something inside broke, and whatever comes after would break too. `why` is for whoever looks for the fault. */
  | { readonly kind: 'broken'; readonly why: string };
