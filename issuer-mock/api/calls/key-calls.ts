import type { Context } from 'hono';
import * as z from 'zod';
import { KEY_PURPOSES } from '../../../shared/protocol/key-set.ts';
import { answerError, answerFresh } from '../../http/answers.ts';
import type { Issuer } from '../../issuer.ts';
import { listPublicKeys, type PublishedKey } from '../../keys/key-set.ts';
import { rotateKeys } from '../../keys/rotate-keys.ts';
import { type ApiRoute, routeWithBody } from '../route.ts';
import { instant, SHAPES } from '../shapes.ts';

const purpose = z.enum(KEY_PURPOSES as [PublishedKey['purpose'], ...PublishedKey['purpose'][]]);

const rotation = z
  .strictObject({ purposes: z.array(purpose).min(1).optional().describe('Which keys; else all of them') })
  .register(SHAPES, { id: 'Rotation' });

const keysShape = z
  .strictObject({
    keys: z.array(
      z.strictObject({
        kid: z.string(),
        purpose,
        retired_at: instant.nullable().describe('null: this one signs; else since when it only vouches for the past'),
      }),
    ),
  })
  .register(SHAPES, { id: 'Keys' });

/** The keys that are published now, and fresh ones in their place. */
export const KEY_CALLS: readonly ApiRoute[] = [
  {
    ...{ id: 'listKeys', method: 'get', path: '/keys', topic: 'keys' },
    summary: { pl: 'Klucze opublikowane teraz', en: 'The keys that are published now' },
    ...{ body: null, answers: { 200: keysShape }, problems: {} },
    handle: async (c, issuer) => answerFresh(c, writeKeys(await listPublicKeys(issuer))),
  },
  routeWithBody({
    ...{ id: 'rotateKeys', method: 'post', path: '/keys/rotate', topic: 'keys' },
    summary: {
      pl: 'Wymiana kluczy: od teraz podpisują nowe, stare zostają opublikowane, póki są potrzebne',
      en: 'Rotate keys: fresh ones sign from now on, old ones stay published while they are needed',
    },
    ...{ body: rotation, example: { purposes: ['credential'] } },
    ...{ answers: { 200: keysShape }, problems: { 409: ['too_many_keys'] } },
    handle: answerRotate,
  }),
];

async function answerRotate(c: Context, issuer: Issuer, { purposes }: z.infer<typeof rotation>): Promise<Response> {
  const rotated = await rotateKeys(issuer, purposes && [...new Set(purposes)]);
  if (rotated.ok) return answerFresh(c, writeKeys(rotated.keys));
  return answerError(c, 409, 'too_many_keys', 'too many retired keys are still needed; cards and QRs must end first');
}

const writeKeys = (keys: readonly PublishedKey[]): z.infer<typeof keysShape> => ({
  keys: keys.map(({ kid, purpose: use, retiredAt }) => ({
    ...{ kid, purpose: use, retired_at: retiredAt === null ? null : new Date(retiredAt).toISOString() },
  })),
});
