import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeBase64url } from '../../../shared/protocol/base64url.ts';
import { type Code, verdictFor } from '../../../shared/protocol/codes.ts';
import { createEs256Signer, verifyEs256 } from '../../../shared/protocol/es256.ts';
import {
  type CardStatusValue,
  createStatusList,
  packStatuses,
  unpackStatus,
} from '../../../shared/protocol/status-list.ts';
import { checkStatusList } from '../../../shared/verifier/check-status-list.ts';
import { inflate } from '../../../host/platform-ports.ts';
import { deflate, ISSUER, NOW_MS, NOW_S, signAnything, SpecimenIssuer } from '../../support/specimen-issuer.ts';

const issuer = new SpecimenIssuer();
const URI = `${ISSUER}/status/1`;
const statuses = packStatuses(
  1000,
  new Map<number, CardStatusValue>([
    [7, 1],
    [8, 2],
    [999, 1],
  ]),
);

const ports = (nowMs = NOW_MS) => ({
  now: () => nowMs,
  verify: verifyEs256,
  inflate,
  findKeys: issuer.findKeys('status'),
});
const issue = (issuedAt = NOW_S): Promise<string> =>
  createStatusList({ uri: URI, issuedAt, statuses }, issuer.kids.status, {
    sign: createEs256Signer(issuer.keys.status),
    deflate,
  });
const make = (claims: Record<string, unknown> = {}, header: Record<string, unknown> = {}, key = issuer.keys.status) =>
  signAnything(
    { typ: 'statuslist+jwt', kid: issuer.kids.status, ...header },
    {
      ...{ sub: URI, iat: NOW_S, exp: NOW_S + 86_100, ttl: 3600 },
      status_list: { bits: 2, lst: encodeBase64url(deflate(statuses)) },
      ...claims,
    },
    key,
  );

describe('packing', () => {
  it('gives back every status that was put in, and valid for the rest', () => {
    const entries = fc.array(fc.tuple(fc.nat(499), fc.constantFrom<CardStatusValue[]>(0, 1, 2)), { maxLength: 50 });
    fc.assert(
      fc.property(entries, (list) => {
        const wanted = new Map(list);
        const packed = packStatuses(500, wanted);
        for (let index = 0; index < 500; index++) expect(unpackStatus(packed, index)).toBe(wanted.get(index) ?? 0);
        expect(unpackStatus(packed, 500)).toBeNull();
      }),
      { numRuns: 30 },
    );
  });
});

describe('a status list', () => {
  it.each([
    [6, 0],
    [7, 1],
    [8, 2],
    [9, 0],
    [999, 1],
  ])('says of card %i: %i', async (index, status) => {
    const report = await checkStatusList(await issue(), { index, uri: URI }, ports());
    expect([report.code, report.status]).toEqual([null, status]);
  });

  it('is never relied on 24 hours after it was signed, whatever its ttl says', async () => {
    const list = await issue();
    const at = (seconds: number) => checkStatusList(list, { index: 6, uri: URI }, ports((NOW_S + seconds) * 1000));
    expect((await at(24 * 3600 - 301)).status).toBe(0);
    expect(await at(24 * 3600)).toMatchObject({ verdict: 'INDETERMINATE', code: 'STATUS_STALE', status: null });
  });

  it('is not relied on where the card itself names a list that is not its signer’s', async () => {
    const uri = 'https://evil.example/status/1';
    const report = await checkStatusList(await make({ sub: uri }), { index: 7, uri }, ports());
    expect(report).toMatchObject({ code: 'STATUS_SUBJECT', status: null });
  });

  it('says nothing of any card where none was asked for', async () => {
    expect(await checkStatusList(await issue(), null, ports())).toMatchObject({
      code: null,
      status: null,
      issuedAt: NOW_S,
    });
  });
});

const bomb = (): string => encodeBase64url(deflate(new Uint8Array(5 * 1024 * 1024)));

const REFUSED: readonly (readonly [what: string, text: () => Promise<string>, code: Code])[] = [
  ['another list', () => make({ sub: `${ISSUER}/status/2` }), 'STATUS_SUBJECT'],
  ['another issuer’s list', () => make({ sub: 'https://evil.example/status/1' }), 'STATUS_SUBJECT'],
  ['the credential key', () => make({}, {}, issuer.keys.credential), 'STATUS_SIGNATURE'],
  ['an unknown kid', () => make({}, { kid: 'card-1' }), 'JWS_KID_UNKNOWN'],
  ['another typ', () => make({}, { typ: 'JWT' }), 'JWS_TYP'],
  ['past its exp', () => make({ iat: NOW_S - 90_000, exp: NOW_S - 61 }), 'STATUS_STALE'],
  ['signed in the future', () => make({ iat: NOW_S + 61 }), 'CLAIM_IAT_FUTURE'],
  ['no exp', () => make({ exp: undefined }), 'CLAIM_MISSING'],
  ['no list', () => make({ status_list: undefined }), 'CLAIM_MISSING'],
  ['one bit a card', () => make({ status_list: { bits: 1, lst: encodeBase64url(deflate(statuses)) } }), 'STATUS_SIZE'],
  ['not zlib', () => make({ status_list: { bits: 2, lst: 'AAAA' } }), 'STATUS_SIZE'],
  ['a bomb of 5 MiB', () => make({ status_list: { bits: 2, lst: bomb() } }), 'STATUS_SIZE'],
  [
    'too short',
    () => make({ status_list: { bits: 2, lst: encodeBase64url(deflate(new Uint8Array(1))) } }),
    'STATUS_INDEX',
  ],
];

describe('a status list that must be refused', () => {
  it.each(REFUSED.map(([what, text, code]) => ({ what, text, code })))('$what → $code', async ({ text, code }) => {
    const report = await checkStatusList(await text(), { index: 6, uri: URI }, ports());
    expect([report.code, report.verdict, report.status]).toEqual([code, verdictFor(code), null]);
  });
});
