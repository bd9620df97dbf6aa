import type { Site } from '../student-pages/site.ts';
import { answerErrorPage } from './answer-page.ts';

export const MOBILE_USOS: Site = {
  home: '/mobile',
  firstPage: '/mobile',
  orderPage: '/mobile/mlegitymacja/my',
  placePage: '/mobile/mlegitymacja/order',
  answerError: answerErrorPage,
};
