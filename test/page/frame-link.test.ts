import { describe, expect, test } from 'vitest';
import { readFrameLink } from '../../renderer/state/frame-link.ts';
import { OPEN_WALLET_LINK, writeHandOverLink } from '../../shared/protocol/hand-over.ts';

const UNIVERSITY = 'http://127.0.0.1:47801';
const QR = 'eyJ0eXAi.Ab3-.sig';
const link = writeHandOverLink(QR);
// Only which window it is counts.
const frame = {} as Window;
const stranger = {} as Window;
const said = (data: unknown, from: { source?: Window | null; origin?: string } = {}) =>
  readFrameLink({ source: frame, origin: UNIVERSITY, data, ...from }, frame, UNIVERSITY);

describe('what the university’s frame says', () => {
  test('is a QR’s text, or that the wallet is wanted', () => {
    expect(said({ link })).toEqual({ kind: 'qr', text: QR });
    expect(said({ link: OPEN_WALLET_LINK })).toEqual({ kind: 'open' });
  });

  test.each([
    ['another window', { source: stranger }],
    ['no window', { source: null }],
    ['another port', { origin: 'http://127.0.0.1:47802' }],
    ['another name', { origin: 'http://localhost:47801' }],
    ['a name that begins the same', { origin: `${UNIVERSITY}.example.org` }],
    ['no origin', { origin: 'null' }],
  ])('counts for nothing from %s', (_name, from) => {
    expect(said({ link }, from)).toBeNull();
  });

  test('counts for nothing where there is no frame, or no university', () => {
    const event = { source: null, origin: 'null', data: { link } };
    expect(readFrameLink(event, null, UNIVERSITY)).toBeNull();
    expect(readFrameLink({ ...event, source: frame, origin: UNIVERSITY }, frame, null)).toBeNull();
  });

  test.each([
    [{ link: `${link}&code=aB3dE5gH` }],
    [{ link: `${link}#aB3dE5gH` }],
    [{ link: 'javascript:alert(1)' }],
    [{ link: `http://127.0.0.1:47800/#/wallet/activate?qr=${QR}` }],
    [{ link: `${OPEN_WALLET_LINK}?qr=${QR}` }],
    [{ link: `mleg-sim:activate?qr=${'a'.repeat(20_000)}` }],
    [{ link: [link] }],
    [{}],
    [link],
    [null],
  ])('is nothing in any other form: %j', (data) => {
    expect(said(data)).toBeNull();
  });
});
