import type { CodeRead } from '../../scan/engine.ts';
import { type CodeKind, findCodeKind } from './code-kind.ts';

/** Of several codes in one picture the one to be looked at: one that is wanted before any other, and of those one that is new. Null of none. */
export function pickRead(
  reads: readonly CodeRead[],
  wanted: readonly CodeKind[],
  isPassed: (text: string) => boolean = () => false,
): CodeRead | null {
  const ours = reads.filter(({ text }) => isOfKind(text, wanted));
  return ours.find(({ text }) => !isPassed(text)) ?? ours[0] ?? reads[0] ?? null;
}

export function isOfKind(text: string, kinds: readonly CodeKind[]): boolean {
  const kind = findCodeKind(text);
  return kind !== null && kinds.includes(kind);
}
