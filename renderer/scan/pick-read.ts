import type { CodeRead } from '../../scan/engine.ts';
import { type CodeKind, findCodeKind } from './code-kind.ts';

/** Of several codes in one picture the one to be looked at: one that is wanted before any other, and of those one that is new. Null of none. */
export function pickRead(
  reads: readonly CodeRead[],
  wanted: readonly CodeKind[],
  isPassed: (text: string) => boolean = () => false,
): CodeRead | null {
  const ours = reads.filter(({ text }) => {
    const kind = findCodeKind(text);
    return kind !== null && wanted.includes(kind);
  });
  return ours.find(({ text }) => !isPassed(text)) ?? ours[0] ?? reads[0] ?? null;
}
