import type * as z from 'zod';
import type { Issuer } from '../issuer.ts';
import { findRefusalsNow } from '../students/eligibility-now.ts';
import type { Student } from '../students/students.ts';
import type { studentShape } from './shapes.ts';
import { writeRefusal } from './write-refusal.ts';

/** A student as the API shows them. SECURITY: no PESEL, even an invented one: nothing here needs it. */
export const writeStudent = (issuer: Issuer, student: Student): z.infer<typeof studentShape> => ({
  id: student.id,
  given_name: student.givenName,
  family_name: student.familyName,
  album_number: student.albumNumber,
  status: student.status,
  study_kind: student.studyKind,
  has_pesel: student.pesel !== null,
  has_photo: student.hasPhoto,
  has_els: student.hasEls,
  els_renewed_until: student.elsRenewedUntil,
  is_data_changed: student.isDataChanged,
  rights_until: student.rightsUntil,
  refusals: findRefusalsNow(issuer, student).map(writeRefusal),
});
