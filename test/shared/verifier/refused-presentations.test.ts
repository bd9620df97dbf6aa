import { describe, expect, it } from 'vitest';
import { type Code, verdictFor } from '../../../shared/protocol/codes.ts';
import { publicPart } from '../../../shared/protocol/es256.ts';
import { ANSWERED_PAST_S, SHOWN_PAST_S, SHOWN_REDRAW_MS } from '../../../shared/protocol/limits.ts';
import { KEY_BINDING_RULES } from '../../../shared/verifier/check-key-binding.ts';
import { checkPresentation } from '../../../shared/verifier/check-presentation.ts';
import { createPrivateKey, encodeText, NOW_S, signRaw } from '../../support/specimen-issuer.ts';
import {
  ANYBODY,
  ASKED,
  bind,
  type BindingChanges,
  bindingPart,
  createPorts,
  holder,
  issuer,
  offline,
  present,
  shownPart,
} from './presentation-desk.ts';

const bound = (changes: BindingChanges) => async () => bind(shownPart(await present()), changes);
const asked = (claims: Record<string, unknown>) => async () =>
  bind(shownPart(await present()), { claims, policy: ASKED });
const stranger = createPrivateKey();

/** The issuer's part changed, and bound anew by the holder: so nothing but that change is wrong. */
const rebound = (change: (shown: string) => string | Promise<string>) => async () =>
  bind(await change(shownPart(await present())));

const FOR_ANYBODY: readonly (readonly [what: string, text: () => Promise<string>, code: Code])[] = [
  ['nothing', () => Promise.resolve(''), 'QR_EMPTY'],
  ['any text', () => Promise.resolve('ala ma kota'), 'QR_UNKNOWN_FORMAT'],
  ['a challenge', () => Promise.resolve('MC1:000'), 'QR_UNKNOWN_FORMAT'],
  ['an offline form of 4,097 characters', () => Promise.resolve(`MP1:${'0'.repeat(4093)}`), 'QR_TOO_LARGE'],
  ['a damaged offline form', async () => offline(await present()).slice(0, -3), 'QR_BASE45'],
  ['an SD-JWT of 200,000 characters', async () => `${await present()}${'A'.repeat(200_000)}`, 'SDJWT_FORMAT'],
  ['the credential as it lies in the wallet', () => issuer.credential(holder), 'KB_REQUIRED'],
  ['a card whose binding was cut off', async () => shownPart(await present()), 'KB_REQUIRED'],
  [
    'a card of another typ',
    rebound(async (shown) => shown.replace(/^[^.]+/u, encodeText('{"alg":"ES256","typ":"vc+sd-jwt","kid":"card-1"}'))),
    'JWS_TYP',
  ],
  ['a card changed by one letter', rebound((shown) => shown.replace(/\.[^.]/u, '.f')), 'JWS_SIGNATURE'],
  [
    'a disclosure the issuer did not make',
    rebound((shown) => `${shown}${encodeText('["salt","extra",1]')}~`),
    'SDJWT_DISCLOSURE',
  ],
  ['no JWS for a binding', async () => `${shownPart(await present())}ala`, 'JWS_FORMAT'],
  ['a binding that ends in a line break', async () => `${await present()}\n`, 'JWS_FORMAT'],
  ['a binding with padding', async () => `${await present()}=`, 'JWS_B64'],
  [
    'a binding whose header is none',
    async () => `${shownPart(await present())}${await signRaw('[]', '{}', holder)}`,
    'JWS_HEADER_JSON',
  ],
  [
    'a binding that says its typ twice',
    async () =>
      `${shownPart(await present())}${await signRaw('{"alg":"ES256","typ":"kb+jwt","typ":"kb+jwt"}', '{}', holder)}`,
    'JWS_DUPLICATE',
  ],
  ['an unsigned binding', bound({ header: { alg: 'none' } }), 'JWS_ALG_FORBIDDEN'],
  ['a binding with HS256', bound({ header: { alg: 'HS256' } }), 'JWS_ALG_FORBIDDEN'],
  ['a binding with demands', bound({ header: { crit: ['exp'] } }), 'JWS_CRIT'],
  [
    'a binding that brings its key',
    bound({ header: { jwk: publicPart(stranger) }, key: stranger }),
    'JWS_HEADER_KEY_FORBIDDEN',
  ],
  ['a binding of another typ', bound({ header: { typ: 'openid4vci-proof+jwt' } }), 'JWS_TYP'],
  ['a binding without typ', bound({ header: { typ: undefined } }), 'JWS_TYP'],
  ['a stranger’s binding', bound({ key: stranger }), 'KB_SIGNATURE'],
  ['the issuer’s binding', bound({ key: issuer.keys.credential }), 'KB_SIGNATURE'],
  ['a binding without nonce', bound({ claims: { nonce: undefined } }), 'CLAIM_MISSING'],
  ['a binding without date', bound({ claims: { iat: undefined } }), 'CLAIM_MISSING'],
  ['a binding without sd_hash', bound({ claims: { sd_hash: undefined } }), 'CLAIM_MISSING'],
  ['a binding dated in milliseconds', bound({ claims: { iat: NOW_S * 1000 } }), 'CLAIM_TYPE'],
  ['a binding for a list of audiences', bound({ claims: { aud: ['urn:mleg-sim:any-verifier'] } }), 'CLAIM_TYPE'],
  ['a binding 61 s old', bound({ claims: { iat: NOW_S - 61 } }), 'KB_STALE'],
  ['a binding 31 s ahead', bound({ claims: { iat: NOW_S + 31 } }), 'KB_STALE'],
  ['a binding past its own end', bound({ claims: { exp: NOW_S - 60 } }), 'KB_STALE'],
  ['a binding before its own beginning', bound({ claims: { nbf: NOW_S + 61 } }), 'KB_STALE'],
  ['a binding whose end is text', bound({ claims: { exp: '1' } }), 'KB_STALE'],
  [
    'a binding for one verifier, shown to another',
    bound({ claims: { aud: 'redirect_uri:https://verifier.example/r/1' } }),
    'KB_AUD',
  ],
  [
    'another disclosure under the binding',
    async () => `${shownPart(await present(ANYBODY, ['card', 'photo']))}${bindingPart(await present())}`,
    'KB_SDHASH',
  ],
  [
    'a disclosure taken out',
    async () => {
      const text = await present(ANYBODY, ['card', 'photo']);
      const [jwt, card] = text.split('~');
      return `${jwt}~${card}~${bindingPart(text)}`;
    },
    'KB_SDHASH',
  ],
  [
    'another card under the binding',
    async () => `${shownPart(await present())}${bindingPart(await present())}`,
    'KB_SDHASH',
  ],
  ['no card group', async () => present(ANYBODY, ['photo']), 'CLAIM_MISSING'],
];

const FOR_ONE: readonly (readonly [what: string, text: () => Promise<string>, code: Code])[] = [
  ['what is shown to whoever looks', () => present(ANYBODY), 'KB_NONCE'],
  ['an answer to another question', asked({ nonce: 'nonce-2' }), 'KB_NONCE'],
  ['an answer to another verifier', asked({ aud: 'redirect_uri:https://evil.example/r/1' }), 'KB_AUD'],
  ['an answer in other letters', asked({ aud: 'redirect_uri:https://VERIFIER.example/r/1' }), 'KB_AUD'],
  ['an answer 181 s old', asked({ iat: NOW_S - 181 }), 'KB_STALE'],
  ['an answer 61 s ahead', asked({ iat: NOW_S + 61 }), 'KB_STALE'],
];

const name = (rows: typeof FOR_ONE) => rows.map(([what, text, code]) => ({ what, text, code }));

describe('a presentation that must be refused', () => {
  it.each(name(FOR_ANYBODY))('$what → $code', async ({ text, code }) => {
    const report = await checkPresentation(await text(), ANYBODY, createPorts());
    expect([report.code, report.verdict, report.presented]).toEqual([code, verdictFor(code), null]);
  });

  it.each(name(FOR_ONE))('$what, where another was asked for → $code', async ({ text, code }) => {
    const report = await checkPresentation(await text(), ASKED, createPorts());
    expect([report.code, report.verdict, report.presented]).toEqual([code, 'INVALID', null]);
  });

  it('names every rule of the key binding in at least one failure', async () => {
    const failed = new Set<string>();
    for (const [rows, policy] of [
      [FOR_ANYBODY, ANYBODY],
      [FOR_ONE, ASKED],
    ] as const) {
      for (const [, text] of rows)
        for (const { id, outcome } of (await checkPresentation(await text(), policy, createPorts())).steps)
          if (outcome === 'fail') failed.add(id);
    }
    const ids = KEY_BINDING_RULES.map(({ id }) => (id.startsWith('jws-') ? `kb-${id}` : id));
    expect(ids.filter((id) => !failed.has(id))).toEqual([]);
  });

  it('shows everything that is wrong, while the first failure decides', async () => {
    const text = await bind(shownPart(await present()), {
      claims: { iat: NOW_S - 500, nonce: 'x', aud: 'y', sd_hash: 'z' },
      key: stranger,
    });
    const report = await checkPresentation(text, ASKED, createPorts());
    expect(report.steps.flatMap(({ code }) => code ?? [])).toEqual([
      'KB_SIGNATURE',
      'KB_STALE',
      'KB_NONCE',
      'KB_AUD',
      'KB_SDHASH',
    ]);
    expect(report.code).toBe('KB_SIGNATURE');
  });

  it('never says who it would have shown', async () => {
    for (const [, text] of FOR_ANYBODY) {
      const report = await checkPresentation(await text(), ANYBODY, createPorts());
      expect(JSON.stringify(report)).not.toMatch(/Zofia|Przykładowa|SYM-000123/u);
    }
  });
});

describe('the edges of time', () => {
  it.each([
    [ANYBODY, -60, null],
    [ANYBODY, -61, 'KB_STALE'],
    [ANYBODY, 30, null],
    [ANYBODY, 31, 'KB_STALE'],
    [ASKED, -180, null],
    [ASKED, 60, null],
  ] as const)('%j, dated %i s from now: %s', async (policy, seconds, code) => {
    expect(
      (await checkPresentation(await present(policy, ['card'], NOW_S + seconds), policy, createPorts())).code,
    ).toBe(code);
  });

  it('leave a code on the screen good until well after the next one is drawn', () => {
    expect(SHOWN_REDRAW_MS * 2).toBeLessThan(SHOWN_PAST_S * 1000);
    expect(ANSWERED_PAST_S).toBe(180);
  });
});
