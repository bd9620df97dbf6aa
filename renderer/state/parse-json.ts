/** Text that may be no JSON at all; null then. What it says is for a parser to judge. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
