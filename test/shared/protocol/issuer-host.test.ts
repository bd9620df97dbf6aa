import { createHash } from 'node:crypto';
import { domainToUnicode } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../../shared/protocol/fingerprint.ts';
import { describeHost } from '../../../shared/protocol/issuer-host.ts';
import { createPrivateKey } from '../../support/specimen-issuer.ts';

describe('an issuer’s host as a person sees it', () => {
  it.each([
    ['https://usos.example', 'usos.example', 'usos.example', false, false],
    ['http://127.0.0.1:47801', '127.0.0.1:47801', '127.0.0.1:47801', false, false],
    ['http://[::1]:8080', '[::1]:8080', '[::1]:8080', false, false],
    ['http://usos.example:8080/tenant', 'usos.example:8080', 'usos.example:8080', false, true],
    ['https://xn--uss-ted.example', 'xn--uss-ted.example', 'us\u043es.example', true, false],
    ['https://xn--uss-ted.example:8443', 'xn--uss-ted.example:8443', 'us\u043es.example:8443', true, false],
  ])('%s', (issuer, host, hostUnicode, hasMixedScripts, isInsecure) => {
    expect(describeHost(issuer, domainToUnicode)).toEqual({ issuer, host, hostUnicode, hasMixedScripts, isInsecure });
  });

  it('keeps the punycode where there are no letters to show', () => {
    expect(describeHost('https://xn--uss-ted.example', () => '').hostUnicode).toBe('xn--uss-ted.example');
  });

  it.each([
    ['Polish letters', 'uczelnia-główna', false],
    ['Cyrillic alone', '\u0441\u043e\u0441\u043e', false],
    ['Latin and Greek', 'us\u03bfs', true],
    ['Latin and a script not listed', 'us\u0661\u0628', true],
    ['Cyrillic and Greek', '\u0430\u03b1', true],
    ['Latin and digits', 'usos2-pl', false],
    ['East Asian scripts', '漢字かなカナ', false],
  ])('%s in one label, %s: mixed is %s', (_what, label, isMixed) => {
    expect(describeHost('https://x.example', () => `${label}.example`).hasMixedScripts).toBe(isMixed);
  });

  it('writes out what cannot be seen', () => {
    expect(describeHost('https://x.example', () => 'us\u200bos.example').hostUnicode).toBe('us\\u{200b}os.example');
  });
});

describe('a fingerprint', () => {
  it('is the RFC 7638 thumbprint of the public half alone', async () => {
    const key = createPrivateKey();
    const { crv, kty, x, y } = key;
    const expected = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
    expect(expected).toHaveLength(43);
    expect(await fingerprintOf(key)).toBe(expected);
    expect(await fingerprintOf({ ...key, kid: 'anchor-1' })).toBe(expected);
  });
});
