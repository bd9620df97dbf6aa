import * as z from 'zod';
import { isOnCurve, parsePublicJwk } from '../../../shared/protocol/es256.ts';
import { issueInBulk } from '../../bulk/issue-in-bulk.ts';
import { polishDate } from '../../calendar.ts';
import { answerError, answerFresh } from '../../http/answers.ts';
import { readSeed, SEED_NAMES } from '../../students/seeds.ts';
import { seedStudents } from '../../students/students.ts';
import { type ApiRoute, routeWithBody } from '../route.ts';
import { SHAPES } from '../shapes.ts';

const MAX_AT_ONCE = 20_000;

const seed = z
  .strictObject({ name: z.string().refine((name) => readSeed(name) !== null, `it must be one of ${SEED_NAMES}`) })
  .register(SHAPES, { id: 'NewSeed' });

const bulk = z
  .strictObject({
    to: z.enum(['ready', 'collected']).describe('How far every order is brought'),
    holder_key: z
      .record(z.string(), z.string())
      .optional()
      .describe('Public P-256 JWK that all cards are bound to; left out: one that nobody has'),
    after: z.string().max(100).optional().describe('`next` of the answer before'),
    limit: z
      .int()
      .min(1)
      .max(MAX_AT_ONCE)
      .optional()
      .describe('Students to look at in this call; 1000 where it is left out'),
  })
  .register(SHAPES, { id: 'NewBulk' });

const outcome = z
  .strictObject({
    orders: z.int().describe('Placed by this call'),
    cards: z.int().describe('Issued by this call'),
    credentials: z.array(z.string()).optional().describe('Those cards; only with holder_key'),
    next: z.string().optional().describe('What `after` must be in the call that goes on; absent at the end'),
  })
  .register(SHAPES, { id: 'BulkOutcome' });

/** For load tests: many students, and orders and cards for all of them. */
export const BULK_CALLS: readonly ApiRoute[] = [
  routeWithBody({
    ...{ id: 'seed', method: 'post', path: '/seed', topic: 'mock' },
    summary: {
      pl: 'Dodanie wymyślonych studentów, na przykład tysiąca; obecni zostają',
      en: 'Put invented students in, say a thousand; those who are in stay',
    },
    ...{ body: seed, example: { name: 'crowd:1000' }, answers: { 204: null }, problems: {} },
    handle: async (c, issuer, { name }) => {
      await seedStudents(issuer.database, polishDate(issuer.now()), readSeed(name) ?? undefined);
      return c.body(null, 204);
    },
  }),
  routeWithBody({
    ...{ id: 'issueInBulk', method: 'post', path: '/bulk', topic: 'mock' },
    summary: {
      pl: 'Zamówienia, a jeśli trzeba i karty, wszystkich uprawnionych studentów',
      en: 'Orders, and cards if wanted, for all students who may have one',
    },
    ...{ body: bulk, example: { to: 'ready' }, answers: { 200: outcome }, problems: {} },
    handle: async (c, issuer, { to, holder_key: key, after, limit = 1000 }) => {
      const holderKey = key === undefined ? null : parsePublicJwk(key);
      if (key !== undefined && !(holderKey && isOnCurve(holderKey))) {
        return answerError(c, 400, 'invalid_request', 'holder_key: not a public P-256 JWK');
      }
      const { next, orders, cards, credentials } = await issueInBulk(issuer, { to, holderKey, after, limit });
      return answerFresh(c, { orders, cards, ...(holderKey && { credentials }), ...(next !== null && { next }) });
    },
  }),
];
