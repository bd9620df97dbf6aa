import { describe, expect, it } from 'vitest';
import {
  hostOf,
  isForbiddenHost,
  isInsecureIssuer,
  isIssuerUrl,
  isUnderIssuer,
  wellKnownUrl,
} from '../../../shared/protocol/issuer-url.ts';

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

describe('plain http to another computer', () => {
  it.each([
    ['http://usos.example', true],
    ['http://192.168.1.20:8080', true],
    ['http://127.0.0.1.evil.example', true],
    ['http://127.0.0.1:47801', false],
    ['http://localhost:1', false],
    ['https://usos.example', false],
    ['nonsense', false],
  ])('%s: %s', (issuer, isInsecure) => {
    expect(isInsecureIssuer(issuer)).toBe(isInsecure);
    if (isInsecure) expect([isIssuerUrl(issuer), isIssuerUrl(issuer, true)]).toEqual([false, true]);
  });
  it('is the only thing the switch allows', () => {
    for (const text of ['ftp://usos.example', 'http://usos.example/', 'http://user@usos.example'])
      expect(isIssuerUrl(text, true)).toBe(false);
  });
});

describe('a machine that no issuer is', () => {
  it.each([
    'http://169.254.169.254',
    'http://2852039166',
    'http://0xa9fea9fe',
    'http://169.254.1.1.',
    'http://[::ffff:169.254.169.254]',
    'http://[fe80::1]',
    'http://[fd00:ec2::254]',
    'http://metadata.google.internal.',
    'http://0.0.0.0',
  ])('%s', (address) => expect(isForbiddenHost(new URL(address).hostname)).toBe(true));
  it.each(['http://127.0.0.1', 'https://usos.example', 'http://192.168.1.20', 'http://[::1]'])('is not %s', (address) =>
    expect(isForbiddenHost(new URL(address).hostname)).toBe(false),
  );
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
