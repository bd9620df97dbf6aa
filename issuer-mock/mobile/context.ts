import type { Context } from 'hono';
import type { Issuer } from '../issuer.ts';
import { listNotices, type Notice } from '../notices/notices.ts';
import { findLatestOrder, type Order } from '../orders/order.ts';
import type { Language } from '../student-pages/language.ts';
import { createPageContext, type PageContext } from '../student-pages/page-context.ts';
import { findSession, type Session } from '../student-pages/session.ts';
import { ENGLISH } from './wording-en.ts';
import { POLISH } from './wording-pl.ts';
import type { MobileWording } from './wording.ts';

const WORDINGS: Readonly<Record<Language, MobileWording>> = { pl: POLISH, en: ENGLISH };

/** Every page shows whether there is something new, so every page knows the student's order and notices. */
export interface MobileContext extends PageContext<MobileWording> {
  /** The latest; null where there has been none, or nobody is logged in. */
  readonly order: Order | null;
  readonly notices: readonly Notice[];
}

/** What a page of a logged-in student knows. */
export interface StudentContext extends MobileContext {
  readonly session: Session;
}

export const createVisitorContext = (c: Context): MobileContext => ({
  ...createPageContext(c, null, WORDINGS),
  ...{ order: null, notices: [] },
});

export async function createStudentContext(c: Context, issuer: Issuer, session: Session): Promise<StudentContext> {
  const order = await findLatestOrder(issuer, session.student.id);
  const notices = await listNotices(issuer, session.student.id);
  return { ...createPageContext(c, session, WORDINGS), session, order, notices };
}

/** The context of whoever asks, logged in or not. */
export async function createContext(c: Context, issuer: Issuer): Promise<MobileContext | StudentContext> {
  const session = await findSession(c, issuer);
  return session ? createStudentContext(c, issuer, session) : createVisitorContext(c);
}
