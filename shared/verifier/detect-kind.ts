import { ACTIVATION_QR_TYP, DENSE_PREFIX, OFFER_SCHEME } from '../protocol/activation-qr.ts';
import { decodeBase64url } from '../protocol/base64url.ts';
import { CREDENTIAL_TYP } from '../protocol/credential.ts';
import { decodeUtf8, parseJsonObject } from '../protocol/json.ts';
import { OFFLINE_PREFIX } from '../protocol/offline-presentation.ts';
import { FRAME_PREFIX } from '../protocol/photo-frames.ts';
import { STATUS_LIST_TYP } from '../protocol/status-list.ts';

export const KINDS = [
  'activation-qr',
  'jws',
  'credential',
  'presentation',
  'status-list',
  'offer',
  'trust-list',
] as const;
export type Kind = (typeof KINDS)[number];

/** What a text most likely is, by its outside and its `typ` alone; nothing is checked. Unknown texts count as activation QRs, to be refused as such. */
export function detectKind(text: string): Kind {
  if (text.startsWith(DENSE_PREFIX)) return 'activation-qr';
  if (text.startsWith(OFFLINE_PREFIX) || text.startsWith(FRAME_PREFIX)) return 'presentation';
  if (text.startsWith(OFFER_SCHEME)) return 'offer';
  if (text.trimStart().startsWith('{')) return text.includes('"issuers"') ? 'trust-list' : 'offer';
  if (text.includes('~')) return text.trimEnd().endsWith('~') ? 'credential' : 'presentation';
  const bytes = decodeBase64url(text.trim().split('.', 1)[0] ?? '');
  const header = parseJsonObject((bytes && decodeUtf8(bytes)) ?? '');
  const typ = header.ok ? header.value['typ'] : null;
  if (typ === STATUS_LIST_TYP) return 'status-list';
  if (typ === CREDENTIAL_TYP) return 'credential';
  const isOtherJws = typeof typ === 'string' && typ !== ACTIVATION_QR_TYP && text.split('.').length === 3;
  return isOtherJws ? 'jws' : 'activation-qr';
}
