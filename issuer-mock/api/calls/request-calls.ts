import * as z from 'zod';
import { answerFresh } from '../../http/answers.ts';
import type { ListedRequest } from '../../relay/relay.ts';
import type { ApiRoute } from '../route.ts';
import { instant, SHAPES } from '../shapes.ts';

const requestShape = z
  .strictObject({
    number: z.int().describe('Counts up from the start of the mock; events name it'),
    status: z
      .enum(['waiting', 'opened', 'answered', 'over'])
      .describe('answered: and the verifier has not fetched the answer yet'),
    placed_at: instant,
    ends_at: instant,
  })
  .register(SHAPES, { id: 'VerifierRequest' });

export const requestsShape = z
  .strictObject({ requests: z.array(requestShape) })
  .register(SHAPES, { id: 'VerifierRequests' });

/** What verifiers ask through the relay. SECURITY: nothing here reads, answers or ends a request; staff has no part in it. */
export const REQUEST_CALLS: readonly ApiRoute[] = [
  {
    ...{ id: 'listRequests', method: 'get', path: '/requests', topic: 'requests' },
    summary: {
      pl: 'Prośby weryfikatorów z ostatnich minut, najnowsze pierwsze; nigdy kto, o co ani kody',
      en: 'What verifiers asked in the last minutes, newest first; never who, what for, or a code',
    },
    ...{ body: null, answers: { 200: requestsShape }, problems: {} },
    handle: async (c, { relay }) =>
      answerFresh(c, { requests: relay.list().map(writeRequest).reverse() } satisfies z.infer<typeof requestsShape>),
  },
];

const writeRequest = ({ number, status, placedAt, endsAt }: ListedRequest): z.infer<typeof requestShape> => ({
  ...{ number, status, placed_at: new Date(placedAt).toISOString(), ends_at: new Date(endsAt).toISOString() },
});
