import type { CodeRead } from '../../scan/engine.ts';
import type { EngineChoice } from '../../scan/engines.ts';

const CHOICE_KEY = 'mleg.engine';

/** A list of the page's own: the one in scan/ lies beside the engines and would bring them along, which only the worker needs. */
export const CHOICES = ['all', 'zxing', 'restore', 'jsqr'] as const satisfies readonly EngineChoice[];

type Memory = Pick<Storage, 'getItem' | 'setItem'>;

/** How the last code was read. */
export interface LastRead {
  readonly engine: CodeRead['engine'];
  /** From having the picture to having the text. */
  readonly ms: number;
}

/** Which engine reads the codes, as somebody chose it, and which one did. */
export class Reading {
  readonly #memory: Memory;
  #choice = $state<EngineChoice>('all');
  #hasWasm = $state<boolean | null>(null);
  #last = $state.raw<LastRead | null>(null);

  constructor(memory: Memory) {
    this.#memory = memory;
    const remembered = memory.getItem(CHOICE_KEY);
    this.#choice = CHOICES.find((known) => known === remembered) ?? 'all';
  }

  /** For every picture that is looked at from now on. */
  get choice(): EngineChoice {
    return this.#choice;
  }
  /** Whether WebAssembly may run, without which there is no zxing; null until a worker has tried. */
  get hasWasm(): boolean | null {
    return this.#hasWasm;
  }
  /** Null where the last text did not come out of a picture. */
  get last(): LastRead | null {
    return this.#last;
  }

  choose(choice: EngineChoice): void {
    this.#choice = choice;
    this.#memory.setItem(CHOICE_KEY, choice);
  }

  noteEngines(hasWasm: boolean): void {
    this.#hasWasm = hasWasm;
  }

  noteRead(last: LastRead): void {
    this.#last = last;
  }

  /** A text comes that was typed, pasted or handed over. */
  forgetRead(): void {
    this.#last = null;
  }
}
