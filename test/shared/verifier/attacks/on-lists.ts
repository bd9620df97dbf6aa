import { deflateRawSync } from 'node:zlib';
import { encodeBase64url } from '../../../../shared/protocol/base64url.ts';
import type { Code } from '../../../../shared/protocol/codes.ts';
import type { TrustedIssuer } from '../../../../shared/verifier/trust.ts';
import { deflate, ISSUER, NOW_S, SpecimenIssuer } from '../../../support/specimen-issuer.ts';
import { STATUS_URI } from '../presentation-desk.ts';
import { noInstants } from './on-cards.ts';
import { type Attack, CARDS_ON_LIST, type Change, holder, issuer, trusted } from './scene.ts';

type Row = readonly [what: string, change: Change, step: string, code: Code];
const name = (rows: readonly Row[]): readonly Attack[] =>
  rows.map(([what, change, step, code]) => ({ what, change, step, code }));

const claim = (what: string, claims: Record<string, unknown>, step: string, code: Code): Row => [
  what,
  { list: { claims } },
  step,
  code,
];
const packed = (what: string, list: unknown): Row => claim(what, { status_list: list }, 'status-size', 'STATUS_SIZE');
const good = encodeBase64url(deflate(new Uint8Array(25)));
const zeros = (bytes: number): string => encodeBase64url(deflate(new Uint8Array(bytes)));
const MIB = 1024 * 1024;

const LISTS: readonly Row[] = [
  ...(
    [
      ['the credential key', issuer.keys.credential],
      ['the activation key', issuer.keys['activation-qr']],
      ['the anchor', issuer.anchor],
      ['the holder’s key', holder],
    ] as const
  ).map(([what, key]): Row => [`signed with ${what}`, { list: { key } }, 'status-signature', 'STATUS_SIGNATURE']),
  ...['card-1', 'qr-1', 'status-2', '../status-1', "' OR 1=1 --", 's'.repeat(10_240), undefined, 1].map((kid): Row => [
    `kid ${String(kid).slice(0, 20)}`,
    { list: { header: { kid }, ...(kid === 'card-1' && { key: issuer.keys.credential }) } },
    'status-kid',
    'JWS_KID_UNKNOWN',
  ]),
  ...['sub', 'iat', 'exp', 'status_list'].map((member) =>
    claim(`no ${member}`, { [member]: undefined }, 'status-claims', 'CLAIM_MISSING'),
  ),
  ...noInstants(['iat', 'exp']).map(([what, list]): Row => [what, { list }, 'status-claims', 'CLAIM_TYPE']),
  ...noInstants(['nbf']).map(([what, list]): Row => [what, { list }, 'status-time', 'CLAIM_TYPE']),
  claim('ended 60 s ago', { iat: NOW_S - 86_100, exp: NOW_S - 60 }, 'status-time', 'STATUS_STALE'),
  claim('ended long ago, with a ttl that has not', { exp: NOW_S - 3600, ttl: 1e9 }, 'status-time', 'STATUS_STALE'),
  claim('signed 61 s ahead', { iat: NOW_S + 61 }, 'status-time', 'CLAIM_IAT_FUTURE'),
  claim('valid from 61 s ahead', { nbf: NOW_S + 61 }, 'status-time', 'CLAIM_NOT_YET_VALID'),
  ...[
    `${ISSUER}/status/2`,
    `${ISSUER}/status/1/`,
    `${ISSUER}/STATUS/1`,
    'https://USOS.example/status/1',
    `${ISSUER}/status/1?x`,
    'https://evil.example/status/1',
    'status/1',
  ].map((sub) => claim(`the list ${sub}`, { sub }, 'status-subject', 'STATUS_SUBJECT')),
  claim('a sub that is a list', { sub: [STATUS_URI] }, 'status-claims', 'CLAIM_TYPE'),
  claim('a list that is a list', { status_list: [] }, 'status-claims', 'CLAIM_TYPE'),
  packed('nothing in it', {}),
  packed('lst that is no text', { bits: 2, lst: [1] }),
  packed('lst with padding', { bits: 2, lst: `${good}=` }),
  packed('lst in ordinary base64', { bits: 2, lst: `${good.slice(0, -1)}+` }),
  packed('lst not deflated', { bits: 2, lst: encodeBase64url(new Uint8Array(25)) }),
  packed('lst without the frame of zlib', { bits: 2, lst: deflateRawSync(new Uint8Array(25)).toString('base64url') }),
  packed('lst cut short', { bits: 2, lst: encodeBase64url(deflate(new Uint8Array(25)).subarray(0, -2)) }),
  packed('something behind the stream', {
    bits: 2,
    lst: encodeBase64url(Buffer.concat([deflate(new Uint8Array(25)), Buffer.of(0)])),
  }),
  packed('two streams', {
    bits: 2,
    lst: encodeBase64url(Buffer.concat([deflate(new Uint8Array(25)), deflate(new Uint8Array(25))])),
  }),
  ...[1, 4, 8, 0, '2', null].map((bits) => packed(`${JSON.stringify(bits)} bits`, { bits, lst: good })),
  packed('a bomb of 4 MiB and a byte', { bits: 2, lst: zeros(4 * MIB + 1) }),
  packed('a bomb of 64 MiB', { bits: 2, lst: zeros(64 * MIB) }),
  [
    'an index just past the end',
    { card: { claims: { status: { status_list: { idx: CARDS_ON_LIST, uri: STATUS_URI } } } } },
    'status-index',
    'STATUS_INDEX',
  ],
  [
    'an index far past the end',
    { card: { claims: { status: { status_list: { idx: 2 ** 53 - 1, uri: STATUS_URI } } } } },
    'status-index',
    'STATUS_INDEX',
  ],
  claim('an empty list', { status_list: { bits: 2, lst: zeros(0) } }, 'status-index', 'STATUS_INDEX'),
];

/** Two issuers that are trusted, each for itself. They call their keys alike, as they may. */
const other = new SpecimenIssuer('https://other.example');
/** One address lies below the other, as with departments on one host. */
const below = new SpecimenIssuer(`${ISSUER}/below`);
const both = (one: SpecimenIssuer) => async (): Promise<readonly TrustedIssuer[]> => [
  await trusted(one),
  await trusted(issuer),
];

const NEIGHBOURS: readonly Row[] = [
  [
    'a card of another trusted issuer',
    { trust: both(other), card: { key: other.keys.credential } },
    'credential-issuer',
    'ISSUER_MISMATCH',
  ],
  [
    'a list of another trusted issuer',
    { trust: both(other), list: { key: other.keys.status } },
    'status-subject',
    'STATUS_SUBJECT',
  ],
  [
    'a card of an issuer below',
    { trust: both(below), card: { key: below.keys.credential } },
    'credential-issuer',
    'ISSUER_MISMATCH',
  ],
  [
    'a list of an issuer below',
    { trust: both(below), list: { key: below.keys.status } },
    'status-subject',
    'STATUS_SUBJECT',
  ],
];

/** A card of the issuer below. The address of its list lies under both. */
const uriBelow = `${below.issuer}/status/1`;
const cardBelow: Change = {
  trust: both(below),
  card: {
    key: below.keys.credential,
    claims: { iss: below.issuer, status: { status_list: { idx: 7, uri: uriBelow } } },
  },
};
const listBelow = { claims: { sub: uriBelow } };

export const ATTACKS_ON_LISTS = name(LISTS);
export const ATTACKS_OF_NEIGHBOURS: readonly Attack[] = [
  ...name(NEIGHBOURS),
  {
    what: 'a list of the issuer above',
    change: { ...cardBelow, list: listBelow },
    genuine: { ...cardBelow, list: { ...listBelow, key: below.keys.status } },
    ...{ step: 'status-subject', code: 'STATUS_SUBJECT' },
  },
];

/** A neighbour that lists the keys of this issuer as its own, first: it must not gain by it, nor spoil anything. */
export const COPIED_KEYS: Change = {
  trust: async () => {
    const thief = new SpecimenIssuer('https://thief.example');
    Object.assign(thief.keys, issuer.keys);
    return [await trusted(thief), await trusted(issuer)];
  },
};
