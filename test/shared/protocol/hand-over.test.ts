import { expect, test } from 'vitest';
import {
  isHandOverRoute,
  OPEN_WALLET_LINK,
  readHandOverLink,
  readHandOverRoute,
  writeHandOverLink,
  writeWalletPageLink,
} from '../../../shared/protocol/hand-over.ts';

test.each([
  'eyJ.a.b',
  'US1:AB %*+-./:C'.replace(' ', ''),
  'openid-credential-offer://?credential_offer_uri=http%3A%2F%2F127.0.0.1%2Fo',
])('%s comes through both links', (qr) => {
  expect(readHandOverLink(writeHandOverLink(qr))).toBe(qr);
  const page = new URL(writeWalletPageLink('http://127.0.0.1:4000/', qr));
  expect(readHandOverRoute(page.hash.slice(1))).toBe(qr);
  expect(isHandOverRoute(page.hash.slice(1))).toBe(true);
});

test('the form that some systems make of it is read too', () => {
  expect(readHandOverLink('mleg-sim://activate/?qr=eyJ.a.b')).toBe('eyJ.a.b');
});

test.each([
  [OPEN_WALLET_LINK],
  ['mleg-sim:activate'],
  ['mleg-sim:activate?qr='],
  ['mleg-sim:activate?qr=eyJ.a.b&code=aB3dE5gH'],
  ['mleg-sim:activate?code=aB3dE5gH&qr=eyJ.a.b'],
  ['mleg-sim:activate?qr=a&qr=b'],
  ['mleg-sim:activate?qr=a#b'],
  ['mleg-sim:activate?qr=a b'],
  ['mleg-sim:activate?qr=a%0Ab'],
  ['mleg-sim:activate?qr=%E2%80%AEb'],
  ['mleg-sim:activate?qr=%zz'],
  ['mleg-sim:redeem?qr=a'],
  ['https://example.org/mleg-sim:activate?qr=a'],
  [`mleg-sim:activate?qr=${'a'.repeat(4097)}`],
  [`mleg-sim:activate?qr=${'%61'.repeat(5000)}`],
])('%.60s hands nothing over', (link) => {
  expect(readHandOverLink(link)).toBeNull();
  expect(readHandOverRoute(link.replace('mleg-sim:', '/wallet/'))).toBeNull();
});
