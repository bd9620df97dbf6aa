import { answerFresh } from '../../http/answers.ts';
import { resetIssuer } from '../../reset-issuer.ts';
import type { ApiRoute } from '../route.ts';
import { healthShape } from '../shapes.ts';

/** About the mock as a whole. */
export const MOCK_CALLS: readonly ApiRoute[] = [
  {
    ...{ id: 'readHealth', method: 'get', path: '/health', topic: 'mock', isOpen: true },
    summary: { pl: 'Czy symulator uczelni działa', en: 'Whether the mock university is up' },
    ...{ body: null, answers: { 200: healthShape }, problems: {} },
    handle: async (c, issuer) =>
      answerFresh(c, { status: 'ok', url: issuer.url, now: new Date(issuer.now()).toISOString() }),
  },
  {
    ...{ id: 'reset', method: 'post', path: '/reset', topic: 'mock' },
    summary: {
      pl: 'Uczelnia jak pierwszego dnia: bez zamówień i kart, klucze zostają',
      en: 'The university as on its first day: no orders, no cards; keys stay',
    },
    ...{ body: null, answers: { 204: null }, problems: {} },
    handle: async (c, issuer) => {
      await resetIssuer(issuer);
      return c.body(null, 204);
    },
  },
];
