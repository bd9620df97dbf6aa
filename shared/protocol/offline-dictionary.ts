/**
 * What every card of the profile says in the same words, as a preset dictionary for zlib (RFC 1950 2.2, FDICT): a third of the bytes of a
 * QR code saved. Part of the form `MP1:`; a change here is another form. Later strings are cheaper to refer to.
 */
const WORDS = [
  '"status":{"status_list":{"idx":,"uri":"https://","uri":"http://127.0.0.1:47801/status/"}},',
  '"vct":"urn:mleg-sim:mlegitymacja:1","cnf":{"jwk":{"kty":"EC","crv":"P-256","x":"","y":""}},',
  '"_sd":["",""],"_sd_alg":"sha-256"}{"typ":"dc+sd-jwt","kid":"","alg":"ES256"}{"iss":"https://","iat":17,"exp":18,',
  '"university":"Uniwersytet Politechnika Akademia Uczelnia ","card_number":"000-0000","issued_on":"2026-10-","valid_until":"2027-03-31",',
  '"photo_digest":""}]["","card",{"given_name":"","family_name":"","album_number":"SYM-000',
  '{"typ":"kb+jwt","alg":"ES256"}{"iat":17,"aud":"urn:mleg-sim:challenge:","aud":"urn:mleg-sim:any-verifier","nonce":"","sd_hash":""}',
];

export const OFFLINE_DICTIONARY: Uint8Array = new TextEncoder().encode(WORDS.join(''));
