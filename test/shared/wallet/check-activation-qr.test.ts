import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packActivationQr } from '../../../shared/protocol/activation-qr.ts';
import { CODES, verdictFor, type Code } from '../../../shared/protocol/codes.ts';
import { verifyEs256 } from '../../../shared/protocol/es256.ts';
import {
  ACTIVATION_QR_RULES,
  type ActivationQrPorts,
  checkActivationQr,
} from '../../../shared/wallet/check-activation-qr.ts';
import { createPrivateKey, DAY_S, ISSUER, NOW_MS, NOW_S } from '../../support/specimen-issuer.ts';
import { issuer, REFUSED_QRS as REFUSED, signed } from './refused-qrs.ts';

const ports: ActivationQrPorts = {
  now: () => NOW_MS,
  verify: verifyEs256,
  findKeys: issuer.findKeys('activation-qr'),
  isUsed: (_issuer, jti) => Promise.resolve(jti === 'used-already'),
  findIssuerOf: (address) => Promise.resolve(address.startsWith(`${ISSUER}/`) ? ISSUER : null),
};

const codeOf = async (text: string, changes: Partial<ActivationQrPorts> = {}): Promise<Code | null> =>
  (await checkActivationQr(text, { ...ports, ...changes })).code;

describe('a genuine activation QR', () => {
  it('passes every check, in the order of the protocol, and yields its pointer', async () => {
    const text = await issuer.activationQr();
    const report = await checkActivationQr(text, ports);
    expect(report).toEqual({
      claimedIssuer: ISSUER,
      verdict: 'VALID',
      code: null,
      form: 'jws',
      pointer: {
        issuer: ISSUER,
        jti: 'qr-jti-1',
        issuedAt: NOW_S,
        expiresAt: NOW_S + 30 * DAY_S,
        offerUri: `${ISSUER}/o/ref1`,
      },
      steps: ACTIVATION_QR_RULES.map(({ id, rule }) => ({
        id,
        rule,
        outcome: 'pass',
        detail: expect.any(String) as string,
      })),
    });
  });

  it('reads the same in the dense form', async () => {
    const dense = packActivationQr(await issuer.activationQr());
    const report = await checkActivationQr(dense, ports);
    expect([report.code, report.form, report.pointer?.jti]).toEqual([null, 'dense', 'qr-jti-1']);
  });

  it('is taken as an unsigned offer only from an issuer that is trusted', async () => {
    const offer = (uri: string) => `openid-credential-offer://?credential_offer_uri=${encodeURIComponent(uri)}`;
    const trusted = await checkActivationQr(offer(`${ISSUER}/o/1`), ports);
    expect([trusted.code, trusted.form, trusted.pointer?.issuer]).toEqual([null, 'unsigned-offer', ISSUER]);
    expect(await codeOf(offer('https://evil.example/o/1'))).toBe('ISSUER_UNTRUSTED');
    expect(await codeOf('openid-credential-offer://?credential_offer=%7B%7D')).toBe('QR_UNKNOWN_FORMAT');
  });
});

describe('an activation QR that must be refused', () => {
  it.each(REFUSED.map(([what, make, code]) => ({ what, make, code })))('$what → $code', async ({ make, code }) => {
    const report = await checkActivationQr(await make(), ports);
    expect({ code: report.code, verdict: report.verdict, pointer: report.pointer }).toEqual({
      code,
      verdict: verdictFor(code),
      pointer: null,
    });
    expect(report.steps.filter(({ outcome }) => outcome === 'fail').map((step) => step.code)).toContain(code);
  });

  it('names every rule of the table in at least one failure', async () => {
    const failed = new Set<string>();
    for (const [, make] of REFUSED) {
      for (const step of (await checkActivationQr(await make(), ports)).steps) {
        if (step.outcome === 'fail') failed.add(step.id);
      }
    }
    expect([...failed].sort()).toEqual(ACTIVATION_QR_RULES.map(({ id }) => id).sort());
  });

  it('shows everything that is wrong, while the first failure decides', async () => {
    const text = await signed(
      { exp: NOW_S - 120, iat: NOW_S - DAY_S, cou: 'https://evil.example/o/1' },
      { typ: 'JWT' },
      createPrivateKey(),
    );
    const report = await checkActivationQr(text, ports);
    expect(report.code).toBe('JWS_TYP');
    expect(report.steps.flatMap(({ code }) => code ?? [])).toEqual([
      'JWS_TYP',
      'JWS_SIGNATURE',
      'CLAIM_EXPIRED',
      'OFFER_ORIGIN',
    ]);
  });

  it('never asks for a key by a malformed kid, and never for one a header brings', async () => {
    const asked: string[] = [];
    const findKeys = (kid: string) => {
      asked.push(kid);
      return Promise.resolve([]);
    };
    for (const header of [{ kid: 'x'.repeat(10_000) }, { kid: '../x' }, { kid: ['qr-1'] }]) {
      const text = await signed({}, header);
      await checkActivationQr(text.slice(0, 4096), { ...ports, findKeys });
      await checkActivationQr(text, { ...ports, findKeys });
    }
    expect(asked).toEqual([]);
  });
});

describe('the edges of time', () => {
  it.each([
    ['iat 60 s ahead', { iat: NOW_S + 60 }, null],
    ['nbf 60 s ahead', { nbf: NOW_S + 60 }, null],
    ['exp 59 s ago', { iat: NOW_S - DAY_S, exp: NOW_S - 59 }, null],
    ['exp 60 s ago', { iat: NOW_S - DAY_S, exp: NOW_S - 60 }, 'CLAIM_EXPIRED'],
    ['exactly 30 days', { exp: NOW_S + 30 * DAY_S }, null],
  ] as const)('%s', async (_what, claims, code) => {
    expect(await codeOf(await signed(claims))).toBe(code);
  });
});

describe('any text at all', () => {
  it('ends in a report with a known code, never in an exception', async () => {
    const genuine = await issuer.activationQr();
    const mutated = fc
      .tuple(fc.nat(genuine.length - 1), fc.string({ unit: 'binary', maxLength: 3 }))
      .map(([at, insert]) => genuine.slice(0, at) + insert + genuine.slice(at + 1))
      .filter((text) => text !== genuine);
    const any = fc.oneof(fc.string({ unit: 'binary', maxLength: 5000 }), mutated, fc.base64String());
    await fc.assert(
      fc.asyncProperty(any, async (text) => {
        const { code, pointer } = await checkActivationQr(text, ports);
        expect(CODES).toContain(code);
        expect(pointer).toBeNull();
      }),
      { numRuns: 300 },
    );
  });
});
