import { inflate } from '../../host/platform-ports.ts';
import { decodeBase64url } from '../../shared/protocol/base64url.ts';
import { decodeUtf8, parseJsonObject } from '../../shared/protocol/json.ts';
import { MAX_FRAMED_CHARACTERS } from '../../shared/protocol/limits.ts';
import { OFFLINE_PREFIX, unpackPresentation } from '../../shared/protocol/offline-presentation.ts';
import { splitSdJwt } from '../../shared/protocol/presentation.ts';

/** The issuer that a presentation names, in either form. Nothing of it is checked: good for deciding what to compare, and for nothing else. */
export function readNamedIssuer(text: string): string | null {
  const unpacked = text.startsWith(OFFLINE_PREFIX) ? unpackPresentation(text, inflate, MAX_FRAMED_CHARACTERS) : null;
  const { jwt = '' } = splitSdJwt(unpacked?.ok ? unpacked.value : text) ?? {};
  const payload = decodeBase64url(jwt.split('.')[1] ?? '');
  const claims = parseJsonObject((payload && decodeUtf8(payload)) ?? '');
  const issuer = claims.ok ? claims.value['iss'] : null;
  return typeof issuer === 'string' ? issuer : null;
}
