import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64url, encodeBase64url } from '../../../shared/protocol/base64url.ts';
import { answerChallenge, createChallenge, readChallenge } from '../../../shared/protocol/challenge.ts';
import { CODES } from '../../../shared/protocol/codes.ts';
import { createEs256Signer } from '../../../shared/protocol/es256.ts';
import { GROUPS } from '../../../shared/protocol/presentation.ts';
import {
  checkPresentation,
  type PresentationCheckPorts,
  type PresentationPolicy,
} from '../../../shared/verifier/check-presentation.ts';
import { createReplayMemory } from '../../../shared/verifier/replay-memory.ts';
import { deflate } from '../../../host/platform-ports.ts';
import { DAY_S, ISSUER, NOW_MS, NOW_S, sha256 } from '../../support/specimen-issuer.ts';
import {
  ANYBODY,
  ASKED,
  bind,
  bindingPart,
  createPorts,
  holder,
  issuer,
  offline,
  openList,
  present,
  shownPart,
  statusList,
  STATUS_URI,
} from './presentation-desk.ts';

describe('a genuine presentation', () => {
  it('shown to whoever looks is valid, not challenged, and shows the card and nothing else', async () => {
    const report = await checkPresentation(offline(await present()), ANYBODY, createPorts());
    const { card, issuer: name, expiresAt } = await issuer.cardContent(holder);
    expect(report).toMatchObject({ verdict: 'VALID_UNCHALLENGED', code: null });
    expect(report.presented).toEqual({
      ...{ card, identity: null, photo: null, issuer: name },
      ...{ issuedAt: NOW_S, expiresAt, status: { index: 7, uri: STATUS_URI } },
      ...{ shownAt: NOW_S, statusAsOf: NOW_S },
    });
  });

  it('in answer to a request is valid, in either form, with all that was asked for', async () => {
    const policy = { ...ASKED, groups: GROUPS };
    const text = await present(ASKED, GROUPS);
    const report = await checkPresentation(text, policy, createPorts());
    const { card, identity, photo } = await issuer.cardContent(holder);
    expect([report.code, report.verdict]).toEqual([null, 'VALID']);
    expect(report.presented).toMatchObject({ card, identity, photo });
    expect(await checkPresentation(offline(await present(ASKED)), ASKED, createPorts())).toMatchObject({
      verdict: 'VALID',
    });
  });

  it('in answer to a challenge is valid for the verifier that made it, under the name it gave', async () => {
    const text = createChallenge('Kasa biletowa', () => new Uint8Array(16));
    const challenge = await readChallenge(text, sha256);
    const renamed = await readChallenge(
      createChallenge('Ktoś inny', () => new Uint8Array(16)),
      sha256,
    );
    if (!challenge.ok || !renamed.ok) throw new Error('the challenge can be read');
    const policy = (audience: string): PresentationPolicy => ({
      binding: { kind: 'asked', nonce: challenge.value.nonce, audience },
      groups: ['card'],
    });
    const ports = { sign: createEs256Signer(holder), sha256, deflate, now: () => NOW_MS };
    const answer = await answerChallenge(challenge.value, await issuer.credential(holder), ports);
    const check = (audience: string) => checkPresentation(answer, policy(audience), createPorts());
    expect(await check(challenge.value.audience)).toMatchObject({ verdict: 'VALID', code: null });
    expect(await check(renamed.value.audience)).toMatchObject({ verdict: 'INVALID', code: 'KB_AUD', presented: null });
  });

  it('goes through every check, each under a name of its own, in one order whatever happens', async () => {
    const { steps } = await checkPresentation(await present(ASKED), ASKED, createPorts());
    const ids = steps.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(steps.filter(({ outcome }) => outcome !== 'pass').map(({ id }) => id)).toEqual(['credential-photo']);
    const order = ['presentation-form', 'presentation-binding', 'jws-alg', 'credential-vct', 'credential-disclosures'];
    const then = ['credential-time', 'kb-jws-alg', 'kb-time', 'kb-sd-hash', 'presentation-replay', 'status-time'];
    expect(ids.filter((id) => [...order, ...then].includes(id))).toEqual([...order, ...then]);
    for (const text of ['', 'ala', `${await present()}~`, shownPart(await present())])
      expect((await checkPresentation(text, ANYBODY, createPorts())).steps.map(({ id }) => id)).toEqual(ids);
  });
});

describe('a genuine card that is not valid', () => {
  it.each([
    [1, 'REVOKED'],
    [2, 'SUSPENDED'],
    [3, 'REVOKED'],
  ])('with status %i is %s; the person is shown', async (status, verdict) => {
    const ports = createPorts({ findStatusList: () => openList(statusList(status)) });
    const report = await checkPresentation(await present(), ANYBODY, ports);
    expect([report.code, report.verdict, report.presented?.card?.given_name]).toEqual([null, verdict, 'Zofia']);
  });

  it('is expired after its time, and still says so when it is revoked too', async () => {
    const later = NOW_MS + 181 * DAY_S * 1000;
    const list = statusList(1, later / 1000);
    const ports = createPorts({ now: () => later, findStatusList: () => openList(list) });
    const report = await checkPresentation(await present(ANYBODY, ['card'], later / 1000), ANYBODY, ports);
    expect([report.code, report.verdict, report.presented?.card?.given_name]).toEqual([
      'CLAIM_EXPIRED',
      'EXPIRED',
      'Zofia',
    ]);
  });

  it.each([
    ['no list', () => Promise.resolve(null), 'STATUS_UNAVAILABLE'],
    ['an old list', () => openList(statusList(0, NOW_S - DAY_S)), 'STATUS_STALE'],
  ])('cannot be told with %s', async (_what, findStatusList, code) => {
    const report = await checkPresentation(await present(), ANYBODY, createPorts({ findStatusList }));
    expect([report.code, report.verdict]).toEqual([code, 'INDETERMINATE']);
    expect(report.presented).toMatchObject({ card: { given_name: 'Zofia' }, statusAsOf: null });
  });

  it.each([
    ['another key’s list', () => openList(statusList(0, NOW_S, issuer.keys.credential)), 'STATUS_SIGNATURE'],
    ['rubbish', () => openList('<html>'), 'JWS_FORMAT'],
  ])('is nobody’s with %s', async (_what, findStatusList, code) => {
    const report = await checkPresentation(await present(), ANYBODY, createPorts({ findStatusList }));
    expect([report.code, report.verdict, report.presented]).toEqual([code, 'INVALID', null]);
  });

  it('shows nobody where it is expired and forged besides', async () => {
    const later = NOW_MS + 181 * DAY_S * 1000;
    const text = await bind(shownPart(await present()), { claims: { iat: later / 1000 }, key: issuer.keys.credential });
    const report = await checkPresentation(text, ANYBODY, createPorts({ now: () => later }));
    expect(report.steps.flatMap(({ code }) => code ?? [])).toEqual(['CLAIM_EXPIRED', 'KB_SIGNATURE', 'STATUS_STALE']);
    expect([report.verdict, report.presented]).toEqual(['EXPIRED', null]);
  });
});

describe('a list that is kept', () => {
  it('is good for nothing once the key that signed it is trusted no more', async () => {
    const kept = await openList(statusList());
    const ports = (findKeys: PresentationCheckPorts['findKeys']) =>
      createPorts({ findStatusList: () => Promise.resolve(kept), findKeys });
    const withdrawn = ports((purpose, kid) =>
      purpose === 'status' ? Promise.resolve([]) : issuer.findKeys(purpose)(kid),
    );
    const report = await checkPresentation(await present(), ANYBODY, withdrawn);
    expect([report.code, report.verdict, report.presented]).toEqual(['JWS_KID_UNKNOWN', 'INVALID', null]);
    const replaced = ports((purpose, kid) =>
      purpose === 'status' ? Promise.resolve([{ ...issuer.key('credential') }]) : issuer.findKeys(purpose)(kid),
    );
    expect((await checkPresentation(await present(), ANYBODY, replaced)).code).toBe('JWS_KID_UNKNOWN');
  });
});

describe('what a forger may not reach', () => {
  const asked: string[] = [];
  const ports = () =>
    createPorts({
      findStatusList: (uri) => {
        asked.push(`list ${uri}`);
        return openList(statusList());
      },
      remember: (id) => {
        asked.push(`memory ${id}`);
        return Promise.resolve(true);
      },
    });

  it('is the network or the memory: a card nobody signed chooses no address', async () => {
    const [jwt = '', ...rest] = (await present()).split('~');
    const forged = [`${jwt.slice(0, -4)}AAAA`, ...rest].join('~');
    expect(await checkPresentation(forged, ANYBODY, ports())).toMatchObject({ code: 'JWS_SIGNATURE' });
    expect(asked).toEqual([]);
  });

  it('is another machine: a list must lie under the issuer', async () => {
    for (const uri of ['https://evil.example/status/1', `${ISSUER}.evil.example/status/1`]) {
      const credential = await issuer.credential(holder, { status: { index: 7, uri } });
      const [jwt, card] = credential.split('~');
      const report = await checkPresentation(await bind(`${jwt}~${card}~`), ANYBODY, ports());
      expect([report.code, report.presented]).toEqual(['STATUS_SUBJECT', null]);
    }
    expect(asked.filter((what) => what.startsWith('list'))).toEqual([]);
  });

  it('is the memory for what is not bound to the card', async () => {
    asked.length = 0;
    await checkPresentation(await bind(shownPart(await present()), { claims: { sd_hash: 'x' } }), ANYBODY, ports());
    expect(asked).toEqual([`list ${STATUS_URI}`]);
  });
});

describe('the same presentation again', () => {
  it('is refused while it could still be accepted, in whatever form it comes', async () => {
    const ports = createPorts();
    const text = await present();
    expect((await checkPresentation(text, ANYBODY, ports)).verdict).toBe('VALID_UNCHALLENGED');
    for (const copy of [text, offline(text), offline(withOtherSignature(text))])
      expect(await checkPresentation(copy, ANYBODY, ports)).toMatchObject({ code: 'KB_REPLAY', presented: null });
    expect(
      (await checkPresentation(await bind(shownPart(text), { claims: { nonce: 'next' } }), ANYBODY, ports)).code,
    ).toBeNull();
  });

  it('is recognised by a signature that anybody could have turned round', async () => {
    // The turned signature is as good as the first: without a memory, it passes.
    const report = await checkPresentation(
      withOtherSignature(await present()),
      ANYBODY,
      createPorts({ remember: null }),
    );
    expect([report.code, report.verdict]).toEqual([null, 'VALID_UNCHALLENGED']);
  });

  it.each([
    [ANYBODY, 120],
    [ASKED, 240],
  ])('is remembered long enough: %j', async (policy, seconds) => {
    const until: number[] = [];
    const remember = (_id: string, untilMs: number) => Promise.resolve(until.push(untilMs) > 0);
    await checkPresentation(await present(policy), policy, createPorts({ remember }));
    expect(until).toEqual([NOW_MS + seconds * 1000]);
  });

  it('is forgotten after that, and not before', async () => {
    let now = 0;
    const remember = createReplayMemory(() => now);
    expect(await remember('a', 1000)).toBe(true);
    now = 1000;
    expect([await remember('a', 2000), await remember('b', 2000)]).toEqual([false, true]);
    now = 1001;
    expect([await remember('a', 2000), await remember('b', 2000)]).toEqual([true, false]);
  });
});

describe('any text at all', () => {
  it('ends in a report with a known code, shows nobody, and never throws', async () => {
    const genuine = [await present(), offline(await present())];
    const mutated = fc
      .tuple(fc.constantFrom(...genuine), fc.nat(), fc.string({ unit: 'binary', maxLength: 2 }))
      .map(([text, at, insert]) => text.slice(0, at % text.length) + insert + text.slice((at % text.length) + 1))
      .filter((text) => !genuine.includes(text));
    await fc.assert(
      fc.asyncProperty(fc.oneof(mutated, fc.string({ unit: 'binary', maxLength: 3000 })), async (text) => {
        const { code, presented } = await checkPresentation(text, ANYBODY, createPorts());
        expect([CODES.includes(code!), presented]).toEqual([true, null]);
      }),
      { numRuns: 300 },
    );
  });
});

/** (r, s) and (r, n − s) are signatures of the same words: whoever has one has both. */
function withOtherSignature(presentation: string): string {
  const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const [header, payload, signature = ''] = bindingPart(presentation).split('.');
  const bytes = Buffer.from(decodeBase64url(signature) ?? []);
  const turned = ORDER - BigInt(`0x${bytes.subarray(32).toString('hex')}`);
  const other = Buffer.concat([bytes.subarray(0, 32), Buffer.from(turned.toString(16).padStart(64, '0'), 'hex')]);
  return shownPart(presentation) + [header, payload, encodeBase64url(other)].join('.');
}
