import type { Code, HostCode } from './codes.ts';

/** What a refusal says to a person: what happened, and what to do now. */
export interface CodeText {
  readonly happened: string;
  readonly todo: string;
}
export type CodeTexts = Readonly<Record<Code | HostCode, CodeText>>;
