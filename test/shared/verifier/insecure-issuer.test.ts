import { expect, it } from 'vitest';
import { deflate, inflate } from '../../../host/platform-ports.ts';
import { createEs256Signer, verifyEs256 } from '../../../shared/protocol/es256.ts';
import { ANY_VERIFIER, createPresentation } from '../../../shared/protocol/presentation.ts';
import { createStatusList, packStatuses } from '../../../shared/protocol/status-list.ts';
import { checkPresentation, type PresentationCheckPorts } from '../../../shared/verifier/check-presentation.ts';
import { openStatusList } from '../../../shared/verifier/check-status-list.ts';
import { NOW_S, sha256, SpecimenIssuer } from '../../support/specimen-issuer.ts';
import { ANYBODY, createPorts, holder } from './presentation-desk.ts';

it('over plain http on another computer has its list believed where its keys count', async () => {
  const remote = new SpecimenIssuer('http://usos.example');
  const uri = `${remote.issuer}/status/1`;
  const list = createStatusList({ uri, issuedAt: NOW_S, statuses: packStatuses(100, new Map()) }, remote.kids.status, {
    ...{ sign: createEs256Signer(remote.keys.status), deflate },
  });
  const findKeys: PresentationCheckPorts['findKeys'] = (purpose, kid) => remote.findKeys(purpose)(kid);
  const ports = createPorts({
    findKeys,
    findStatusList: async () =>
      openStatusList(await list, { verify: verifyEs256, inflate, findKeys: (kid) => findKeys('status', kid) }),
  });
  const binding = { audience: ANY_VERIFIER, nonce: 'own-nonce', issuedAt: NOW_S };
  const credential = await remote.credential(holder);
  const text = await createPresentation(credential, ['card'], binding, { sign: createEs256Signer(holder), sha256 });
  expect(await checkPresentation(text, ANYBODY, ports)).toMatchObject({ code: null, verdict: 'VALID_UNCHALLENGED' });
});
