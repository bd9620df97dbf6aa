/** What a person can do something about, in words; null where the error is not one of the database. */
export function describeDatabaseError(error: unknown, isServer: boolean): string | null {
  if (!(error instanceof Error)) return null;
  if (isServer) return describeServerError(error);
  return 'code' in error ? describeFileError(error.message) : null;
}

function describeFileError(text: string): string {
  if (/NOTADB|CORRUPT|malformed/u.test(text)) return 'it is damaged, or not a database';
  if (/FULL|disk is full/u.test(text)) return 'the disk is full';
  if (text.includes('READONLY')) return 'it cannot be written';
  if (/CANTOPEN|Unable to open|: 14/u.test(text))
    return 'it cannot be opened; does its folder exist, and may it be written?';
  if (/BUSY|LOCKED/u.test(text)) return 'another program is using it';
  return text;
}

/** What libSQL's HTTP client and Node's fetch throw. SECURITY: only the fixed sentences here; what the client says may carry the token. */
function describeServerError(error: Error): string | null {
  const all = [error, error.cause]
    .map((each) => (each instanceof Error ? `${each.name} ${each.message}` : ''))
    .join(' ');
  if (/HTTP status 40[13]|\b40[13]\b|UNAUTHORIZED|AUTH_/iu.test(all))
    return 'the server refuses the token; is MLEG_DB_TOKEN right?';
  if (/fetch failed|ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|UND_ERR/u.test(all))
    return 'the server cannot be reached; is it running at that address?';
  if (/HTTP status \d+|SERVER_ERROR|HRANA|JSON/u.test(all))
    return 'what answers at that address is not a libSQL server';
  return 'code' in error ? error.message : null;
}
