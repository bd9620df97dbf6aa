import { decodeBase64url } from '../../shared/protocol/base64url.ts';
import { decodeUtf8, parseJsonObject } from '../../shared/protocol/json.ts';
import type { SendHttp } from '../../shared/protocol/ports.ts';
import { CouldNotRun } from '../exit.ts';
import { readTextFile } from '../input.ts';

/** What answers instead of the network: status lists that were handed over as files, and for the rest the network, or nobody. */
export function createGivenNetwork(statusFiles: readonly string[], network: SendHttp | null): SendHttp {
  const given = new Map(statusFiles.map((file) => readGivenList(file)));
  return async (request) => {
    const text = request.method === 'GET' ? given.get(request.url) : undefined;
    if (text !== undefined)
      return { ok: true, answer: { status: 200, contentType: 'application/statuslist+jwt', text } };
    return network ? network(request) : { ok: false, why: 'the network is switched off' };
  };
}

/** Under the address that it gives itself; whether that is so, and who has signed it, is checked like that of a fetched one. */
function readGivenList(file: string): readonly [uri: string, text: string] {
  const text = readTextFile(file).trim();
  const payload = decodeBase64url(text.split('.')[1] ?? '');
  const claims = parseJsonObject((payload && decodeUtf8(payload)) ?? '');
  const uri = claims.ok ? claims.value['sub'] : null;
  if (typeof uri !== 'string') throw new CouldNotRun(`${file}: this is not a status list`);
  return [uri, text];
}
