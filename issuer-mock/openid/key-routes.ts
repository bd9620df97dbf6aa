import { Hono } from 'hono';
import { SPECIMEN_UNIVERSITY } from '../../shared/student/specimens.ts';
import { writeTrustList } from '../../shared/verifier/trust.ts';
import { answerToken } from '../http/answers.ts';
import type { Issuer } from '../issuer.ts';
import { listPublicKeys, signKeySet } from '../keys/key-set.ts';
import { writeIssuerMetadata, writeJwtVcIssuer, writeServerMetadata } from './metadata.ts';

/** Who this issuer is, and by which keys. */
export function createKeyRoutes(issuer: Issuer): Hono {
  const routes = new Hono();
  const { url } = issuer;
  routes.use('/.well-known/*', async (c, next) => {
    await next();
    // The same for as long as the mock runs; five minutes, so that one started anew at the same address is soon seen.
    if (c.res.ok) c.header('Cache-Control', 'max-age=300');
  });
  routes.get('/.well-known/openid-credential-issuer', (c) => c.json(writeIssuerMetadata(url)));
  routes.get('/.well-known/oauth-authorization-server', (c) => c.json(writeServerMetadata(url)));
  routes.get('/.well-known/jwt-vc-issuer', (c) => c.json(writeJwtVcIssuer(url)));
  routes.get('/jwks', async (c) => {
    c.header('Cache-Control', 'no-cache');
    return c.json({ keys: await writeJwks(issuer) }, 200, { 'Content-Type': 'application/jwk-set+json' });
  });
  routes.get('/jwks.jwt', async (c) => answerToken(c, 'application/jwks+jwt', await signKeySet(issuer)));
  routes.get('/trust-list.json', async (c) => {
    c.header('Cache-Control', 'no-cache');
    const anchor = issuer.keys.anchor.publicKey;
    const keySet = await signKeySet(issuer);
    return c.json(writeTrustList([{ issuer: url, name: SPECIMEN_UNIVERSITY, anchor, keySet }]) as object);
  });
  return routes;
}

const writeJwks = async (issuer: Issuer) =>
  (await listPublicKeys(issuer)).map(({ kid, purpose, key }) => ({
    ...{ ...key, kid, use: 'sig', alg: 'ES256', mleg_use: purpose },
  }));
