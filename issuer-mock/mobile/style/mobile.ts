import { BASE_STYLE } from '../../student-pages/style/base.ts';
import { CODES_STYLE } from '../../student-pages/style/codes.ts';
import { PARTS_STYLE } from '../../student-pages/style/parts.ts';
import { BAR_STYLE } from './bar.ts';
import { ROWS_STYLE } from './rows.ts';

export const MOBILE_STYLE = BASE_STYLE + PARTS_STYLE + CODES_STYLE + BAR_STYLE + ROWS_STYLE;
