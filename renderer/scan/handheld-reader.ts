/** Longest text that is collected, characters; what is longer is no code of ours. */
const MAX_CHARACTERS = 5000;
/** A reader types a character every few milliseconds; a pause this long between two is a person, or the next code. */
const PAUSE_MS = 100;
/** From here on it is a reader and not a person: its keys do nothing else any more. */
const BURST_CHARACTERS = 4;
/** Shorter texts are not worth a sentence: somebody hit a few keys and Enter. */
const SHORTEST_CODE = 8;

export type Key = Pick<
  KeyboardEvent,
  'key' | 'timeStamp' | 'ctrlKey' | 'altKey' | 'metaKey' | 'isComposing' | 'target' | 'preventDefault'
>;

/**
 * A handheld barcode reader is a keyboard that types a code and presses Enter, or Tab. This collects what is typed quickly outside of fields, so that
 * nobody has to click into one first. Arrows, shortcuts and single keys pass through untouched, and so do Tab, and Space and Enter on a button, that
 * a person presses.
 */
export class HandheldReader {
  readonly #onText: (text: string) => void;
  #text = '';
  #lastAt = -Infinity;
  #isTooLong = false;

  constructor(onText: (text: string) => void) {
    this.#onText = onText;
  }

  takeKeyDown(event: Key): void {
    // A field takes text, and its Enter or Tab, by itself.
    if (event.isComposing || isShortcut(event) || isField(event.target)) return;
    if (event.timeStamp - this.#lastAt > PAUSE_MS) this.#forget();
    if (event.key === 'Enter' || (event.key === 'Tab' && this.#isBurst)) this.#end(event);
    else if (event.key.length === 1) this.#collect(event);
  }

  /** Some browsers press a button when Space comes up again. */
  takeKeyUp(event: Key): void {
    if (event.key === ' ' && this.#isBurst && !isField(event.target)) event.preventDefault();
  }

  get #isBurst(): boolean {
    return this.#text.length >= BURST_CHARACTERS;
  }

  #collect(event: Key): void {
    // A space begins no code, and on a button it is a press.
    if (this.#text === '' && event.key === ' ') return;
    if (this.#isBurst) event.preventDefault();
    if (this.#text.length < MAX_CHARACTERS) this.#text += event.key;
    else this.#isTooLong = true;
    this.#lastAt = event.timeStamp;
  }

  #end(event: Key): void {
    const text = this.#isTooLong ? '' : this.#text;
    if (this.#isBurst) event.preventDefault();
    this.#forget();
    if (text.length >= SHORTEST_CODE) this.#onText(text);
  }

  #forget(): void {
    this.#text = '';
    this.#isTooLong = false;
    this.#lastAt = -Infinity;
  }
}

const isShortcut = ({ ctrlKey, altKey, metaKey }: Key): boolean => metaKey || ctrlKey !== altKey;

const PRESSED_INPUTS: ReadonlySet<string> = new Set(['button', 'checkbox', 'radio', 'submit', 'reset', 'file']);

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && !PRESSED_INPUTS.has(target.type)) ||
  (target instanceof HTMLElement && target.isContentEditable);
