import type * as z from 'zod';
import { criterionOf, type Refusal } from '../../shared/student/eligibility.ts';
import { REFUSAL_TEXTS } from '../../shared/student/refusal-texts.ts';
import type { refusalShape } from './shapes.ts';

/** One reason against an order, with its texts and the number of the student instruction's criterion. */
export const writeRefusal = (refusal: Refusal): z.infer<typeof refusalShape> => ({
  id: refusal,
  criterion: criterionOf(refusal),
  pl: REFUSAL_TEXTS.pl[refusal],
  en: REFUSAL_TEXTS.en[refusal],
});
