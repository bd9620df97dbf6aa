import { hostOf, isInsecureIssuer } from './issuer-url.ts';
import { readable } from './steps.ts';

/** An issuer's address as a person has to see it before they trust it. */
export interface IssuerHost {
  readonly issuer: string;
  /** Host and port; letters from outside ASCII as punycode. */
  readonly host: string;
  /** The same with its letters; equal to `host` where it has none of them. */
  readonly hostUnicode: string;
  /** One name put together from letters of several scripts, as look-alikes are. */
  readonly hasMixedScripts: boolean;
  /** Plain http to another computer. */
  readonly isInsecure: boolean;
}

/** `toUnicode` turns a punycode host name into its letters; an empty answer means there are none to show. */
export function describeHost(issuer: string, toUnicode: (hostname: string) => string): IssuerHost {
  const host = hostOf(issuer);
  const { hostname } = new URL(issuer);
  const letters = readable(toUnicode(hostname)) || hostname;
  return {
    ...{ issuer, host },
    hostUnicode: letters + host.slice(hostname.length),
    hasMixedScripts: letters.split('.').some(isOfMixedScripts),
    isInsecure: isInsecureIssuer(issuer),
  };
}

/** East Asian writing mixes its scripts as a matter of course; they count as one. */
const SCRIPTS = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Georgian}/u,
  /\p{Script=Cherokee}/u,
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u,
];

/** After UTS 39, 5.1: letters of two scripts, or of one listed above and of any other, in one label. Digits and hyphens belong to none. */
function isOfMixedScripts(label: string): boolean {
  const found = new Set(
    [...label]
      .filter((character) => /\p{L}/u.test(character))
      .map((letter) => SCRIPTS.findIndex((script) => script.test(letter))),
  );
  return found.size > 1;
}
