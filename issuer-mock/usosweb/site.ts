import type { Site } from '../student-pages/site.ts';
import { answerErrorPage } from './answer-page.ts';

export const USOSWEB: Site = {
  home: '/usosweb',
  firstPage: '/usosweb/studies',
  orderPage: '/usosweb/mlegitymacja',
  placePage: '/usosweb/mlegitymacja',
  answerError: answerErrorPage,
};
