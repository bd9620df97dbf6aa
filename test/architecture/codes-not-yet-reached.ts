/** Codes of the closed set that nothing answers with yet, each with the issue that brings it. Shrinks to nothing. */
export const CODES_NOT_YET_REACHED: Readonly<Record<string, string>> = {
  KB_REQUIRED: 'issue 5: presentations',
  KB_NONCE: 'issue 5: presentations',
  KB_AUD: 'issue 5: presentations',
  KB_STALE: 'issue 5: presentations',
  KB_SDHASH: 'issue 5: presentations',
  KB_REPLAY: 'issue 5: presentations',
  STATUS_UNAVAILABLE: 'issue 5: a verifier that has never had a status list',
};
