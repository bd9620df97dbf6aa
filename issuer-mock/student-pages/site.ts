import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Issuer } from '../issuer.ts';
import type { PageError } from './wording.ts';

/** One of the two sites of a student, USOSweb or Mobile USOS: what they do is the same, where it leads is not. */
export interface Site {
  /** Where its pages lie. */
  readonly home: string;
  /** Where a student comes to by logging in. */
  readonly firstPage: string;
  /** Where a student sees what became of an order. */
  readonly orderPage: string;
  /** Where an order is placed, and what stands against one is said. */
  readonly placePage: string;
  readonly answerError: (
    c: Context,
    issuer: Issuer,
    error: PageError,
    status: ContentfulStatusCode,
  ) => Promise<Response>;
}
