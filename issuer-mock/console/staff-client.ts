import type * as z from 'zod';
import { createUniversityRoutes } from '../api/university-routes.ts';
import type { Issuer } from '../issuer.ts';

/** A call of the staff API, below `/api`. */
export interface StaffCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: object;
}

export interface StaffClient {
  /** The name of the error it was answered with; null where it was done. */
  readonly act: (call: StaffCall) => Promise<string | null>;
  readonly read: <Shape extends z.ZodType>(path: string, shape: Shape) => Promise<z.infer<Shape>>;
}

/** A client of the staff API in its own process: the console does what the API does, by the API's rules, and has none of its own. */
export function createStaffClient(issuer: Issuer): StaffClient {
  const routes = createUniversityRoutes(issuer);
  // Goes on to whoever answers the page.
  routes.onError((error) => {
    throw error;
  });
  const send = async ({ method, path, body }: StaffCall): Promise<Response> =>
    routes.request(path, {
      method,
      headers: { Authorization: `Bearer ${issuer.staffToken}`, 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
  return {
    act: async (call) => {
      const answer = await send(call);
      return answer.ok ? null : ((await answer.json()) as { error: string }).error;
    },
    read: async (path, shape) => shape.parse(await (await send({ method: 'GET', path })).json()),
  };
}
