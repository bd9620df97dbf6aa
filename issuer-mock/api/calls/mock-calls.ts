import { answerFresh } from '../../http/answers.ts';
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
];
