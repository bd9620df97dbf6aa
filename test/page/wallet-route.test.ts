import { expect, test } from 'vitest';
import { findWalletScreen, type WalletFacts } from '../../renderer/state/wallet-route.ts';

const stranger: WalletFacts = {
  ...{ isSignedIn: false, hasAcceptedTerms: false, isOpened: false, hasHandOver: false },
  ...{ cardIds: [], waitingIds: [], arrivals: new Map() },
};
const holder: WalletFacts = { ...stranger, isSignedIn: true, cardIds: ['c1'], waitingIds: ['w1'] };
const receiver: WalletFacts = {
  ...holder,
  arrivals: new Map([
    ['w2', 'c1'],
    ['w3', 'removed'],
  ]),
};
const scanner: WalletFacts = { ...holder, hasAcceptedTerms: true };

test.each([
  ['/wallet', stranger, { name: 'welcome' }, '/wallet'],
  ['/wallet/sign-in', stranger, { name: 'sign-in' }, '/wallet/sign-in'],
  ['/wallet/card/c1', stranger, { name: 'welcome' }, '/wallet'],
  ['/wallet', holder, { name: 'documents' }, '/wallet'],
  ['/wallet/sign-in', holder, { name: 'documents' }, '/wallet'],
  ['/wallet/card/c1', holder, { name: 'card', cardId: 'c1' }, '/wallet/card/c1'],
  ['/wallet/card/c1/show', holder, { name: 'show', cardId: 'c1' }, '/wallet/card/c1/show'],
  ['/wallet/card/c1/confirm', holder, { name: 'confirm', cardId: 'c1' }, '/wallet/card/c1/confirm'],
  [
    '/wallet/card/c1/confirm/scan/nonsense',
    holder,
    { name: 'confirm-scan', cardId: 'c1', way: 'type' },
    '/wallet/card/c1/confirm/scan',
  ],
  [
    '/wallet/card/c1/confirm/scan/camera',
    holder,
    { name: 'confirm-scan', cardId: 'c1', way: 'camera' },
    '/wallet/card/c1/confirm/scan/camera',
  ],
  ['/wallet/card/c1/nonsense', holder, { name: 'card', cardId: 'c1' }, '/wallet/card/c1'],
  ['/wallet/card/gone/show', holder, { name: 'documents' }, '/wallet'],
  ['/wallet/card/gone', holder, { name: 'documents' }, '/wallet'],
  ['/wallet/added/c1', holder, { name: 'added', cardId: 'c1' }, '/wallet/added/c1'],
  ['/wallet/waiting/w1', stranger, { name: 'welcome' }, '/wallet'],
  ['/wallet/waiting/w1', holder, { name: 'waiting', waitingId: 'w1' }, '/wallet/waiting/w1'],
  ['/wallet/waiting/gone', holder, { name: 'documents' }, '/wallet'],
  ['/wallet/waiting/w2', receiver, { name: 'added', cardId: 'c1' }, '/wallet/added/c1'],
  ['/wallet/waiting/w3', receiver, { name: 'documents' }, '/wallet'],
  ['/wallet/add', holder, { name: 'choose' }, '/wallet/add'],
  ['/wallet/add/scan/camera', holder, { name: 'terms' }, '/wallet/add/terms'],
  ['/wallet/add/scan', scanner, { name: 'scan', way: 'type' }, '/wallet/add/scan'],
  ['/wallet/add/scan/camera', scanner, { name: 'scan', way: 'camera' }, '/wallet/add/scan/camera'],
  ['/wallet/add/scan/screen', scanner, { name: 'scan', way: 'screen' }, '/wallet/add/scan/screen'],
  ['/wallet/add/scan/nonsense', scanner, { name: 'scan', way: 'type' }, '/wallet/add/scan'],
  ['/wallet/trust', stranger, { name: 'welcome' }, '/wallet'],
  ['/wallet/trust', holder, { name: 'trust' }, '/wallet/trust'],
  ['/wallet/trust/nonsense', holder, { name: 'trust' }, '/wallet/trust'],
  ['/wallet/trust/add', holder, { name: 'trust-add', issuer: '' }, '/wallet/trust/add'],
  ['/wallet/trust/add?x=1', holder, { name: 'trust-add', issuer: '' }, '/wallet/trust/add'],
  [
    '/wallet/trust/add?issuer=https://a.example/t/1',
    holder,
    { name: 'trust-add', issuer: 'https://a.example/t/1' },
    '/wallet/trust/add?issuer=https%3A%2F%2Fa.example%2Ft%2F1',
  ],
  ['/wallet/add/link', scanner, { name: 'scan', way: 'type' }, '/wallet/add/scan'],
  ['/wallet/add/link', { ...scanner, hasHandOver: true }, { name: 'link' }, '/wallet/add/link'],
  ['/wallet/add/link', { ...holder, hasHandOver: true }, { name: 'terms' }, '/wallet/add/terms'],
  ['/wallet/add/code', scanner, { name: 'scan', way: 'type' }, '/wallet/add/scan'],
  ['/wallet/add/code', { ...scanner, isOpened: true }, { name: 'code' }, '/wallet/add/code'],
] as const)('%s', (path, facts, screen, canonical) => {
  expect(findWalletScreen(path, facts)).toEqual({ screen, path: canonical });
});
