import { describe, expect, it } from 'vitest';
import { hostOf, isIssuerUrl, isUnderIssuer, wellKnownUrl } from '../../../shared/protocol/issuer-url.ts';

describe('an issuer’s name', () => {
  it.each([
    'https://usos.example',
    'https://usos.example:8443',
    'https://usos.example/tenant/1',
    'http://127.0.0.1:47801',
    'http://[::1]:8080',
  ])('may be %s', (text) => expect(isIssuerUrl(text)).toBe(true));
  it.each([
    'https://usos.example/',
    'https://USOS.example',
    'https://usos.example:443',
    'https://user@usos.example',
    'https://usos.example?x=1',
    'https://usos.example#x',
    'https://usos.example/a/../b',
    'http://usos.example',
    'http://127.0.0.1.evil.example',
    'ftp://usos.example',
    'usos.example',
    '',
  ])('may not be %j', (text) => expect(isIssuerUrl(text)).toBe(false));
});

describe('an address under an issuer', () => {
  it.each([
    ['http://127.0.0.1:47801/o/x', 'http://127.0.0.1:47801', true],
    ['https://usos.example/t/1/o/x?y=1', 'https://usos.example/t/1', true],
    ['https://usos.example/t/10/o', 'https://usos.example/t/1', false],
    ['http://127.0.0.1:478010/o', 'http://127.0.0.1:47801', false],
    ['http://127.0.0.1:47801@evil.example/o', 'http://127.0.0.1:47801', false],
    ['http://127.0.0.1:47801\\@evil.example/o', 'http://127.0.0.1:47801', false],
    ['https://usos.example/o#x', 'https://usos.example', false],
    ['https://usos.example', 'https://usos.example', false],
    ['//usos.example/o', 'https://usos.example', false],
  ])('%s under %s: %s', (address, issuer, isUnder) => expect(isUnderIssuer(address, issuer)).toBe(isUnder));
});

describe('a look-alike host', () => {
  it('shows as punycode', () => expect(hostOf('https://us\u043es.example')).toMatch(/^xn--[a-z0-9-]+\.example$/u));
});

describe('well-known addresses', () => {
  it.each([
    ['https://usos.example', 'https://usos.example/.well-known/jwt-vc-issuer'],
    ['https://usos.example/t/1', 'https://usos.example/.well-known/jwt-vc-issuer/t/1'],
  ])('of %s', (issuer, url) => expect(wellKnownUrl(issuer, 'jwt-vc-issuer')).toBe(url));
});
