import type { CheckSource } from '../../shared/ipc/contract.ts';
import { type CodeKind, findCodeKind } from './code-kind.ts';
import type { MovingCode } from './moving-code.svelte.ts';

/** What was read instead of a card: a code of ours that is for something else, somebody else's, or one that a reader's keyboard has garbled. */
export type Misread = Exclude<CodeKind, 'presentation' | 'frame'> | 'foreign' | 'garbled';

type CardRead =
  | { readonly kind: 'card'; readonly text: string; readonly source: CheckSource }
  | { readonly kind: 'misread'; readonly what: Misread }
  /** A frame of a moving code that is not whole yet, or has been. */
  | { readonly kind: 'part' | 'seen' };

/** What a text that was read, pasted or typed is to a verifier. Whether a card is any good only the host can tell. */
export function readCard(raw: string, source: CheckSource, moving: MovingCode): CardRead {
  const text = tidy(raw, source);
  const kind = findCodeKind(text);
  if (kind === 'frame') {
    const taken = moving.take(text);
    return taken.kind === 'whole' ? { kind: 'card', text: taken.text, source: 'frames' } : taken;
  }
  if (kind === 'presentation') return { kind: 'card', text, source };
  if (kind !== null) return { kind: 'misread', what: kind };
  return { kind: 'misread', what: source === 'reader' && looksGarbled(text) ? 'garbled' : 'foreign' };
}

/** Line breaks come from copying. A space stays where it is: in base45 it says something. */
function tidy(text: string, source: CheckSource): string {
  if (source === 'reader') return restoreCapitals(text);
  return source === 'typed' || source === 'pasted' ? text.replaceAll(/[\r\n]+/gu, '').replace(/^\s+/u, '') : text;
}

/** Codes for a verifier are written in QR's own alphabet, which has no small letters. */
const SMALL_LETTERS = /^m[pfc]1:[0-9a-z $%*+\-./:]+$/u;
/** With Caps Lock on, a reader types capitals as small letters, and there is only one way back. */
const restoreCapitals = (text: string): string => (SMALL_LETTERS.test(text) ? text.toUpperCase() : text);

/** The shortest presentation has more characters than this. */
const CARD_CHARACTERS = 300;
const OTHER_PEOPLES_CODES = /^(https?:|hc1:|begin:|wifi:|mailto:|tel:|geo:|upi:)/iu;
/** So long, and of no kind we know: most likely a card, typed by a reader that takes the keyboard for one of another country. */
const looksGarbled = (text: string): boolean => text.length >= CARD_CHARACTERS && !OTHER_PEOPLES_CODES.test(text);
