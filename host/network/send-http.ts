import type { HttpAnswer, SendHttp } from '../../shared/protocol/ports.ts';

export interface HttpLimits {
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

const LIMITS: HttpLimits = { timeoutMs: 10_000, maxBytes: 1024 * 1024 };

/** Node's fetch with bounded time and size. SECURITY: no redirect is followed, so an issuer cannot point the host at another machine. */
export const createSendHttp =
  (limits: HttpLimits = LIMITS): SendHttp =>
  async (request) => {
    try {
      const response = await fetch(request.url, {
        method: request.method,
        redirect: 'manual',
        signal: AbortSignal.timeout(limits.timeoutMs),
        ...(request.headers && { headers: request.headers }),
        ...(request.body !== undefined && { body: request.body }),
      });
      const text = await readText(response, limits.maxBytes);
      if (text === null) return { ok: false, why: `the answer is larger than ${limits.maxBytes} bytes` };
      return {
        ok: true,
        answer: { status: response.status, contentType: mediaTypeOf(response), text } satisfies HttpAnswer,
      };
    } catch (error) {
      return { ok: false, why: describe(error, limits) };
    }
  };

/** Stops reading as soon as the limit is passed; a 10 MB answer costs one megabyte. */
async function readText(response: Response, maxBytes: number): Promise<string | null> {
  if (!response.body) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const mediaTypeOf = (response: Response): string =>
  (response.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

/** The cause in a few English words: never the address with its secrets in it. */
function describe(error: unknown, { timeoutMs }: HttpLimits): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `no answer within ${timeoutMs / 1000} s`;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'ECONNREFUSED') return 'nothing answers at that address';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'the host name is not known';
  return `the connection broke off${code ? ` (${code})` : ''}`;
}
