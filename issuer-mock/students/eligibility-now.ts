import { findRefusals, type Refusal } from '../../shared/student/eligibility.ts';
import { polishDate } from '../calendar.ts';
import type { Issuer } from '../issuer.ts';
import type { Student } from './students.ts';

/** Everything that stands against an order of this student today, under the university's present rules. */
export const findRefusalsNow = ({ settings, now }: Issuer, student: Student): readonly Refusal[] =>
  findRefusals(student, settings.regime, polishDate(now()));
