import { BASE_STYLE } from '../../student-pages/style/base.ts';
import { CODES_STYLE } from '../../student-pages/style/codes.ts';
import { PARTS_STYLE } from '../../student-pages/style/parts.ts';
import { ADD_FRAME_STYLE } from './add-frame.ts';
import { API_DOCS_STYLE } from './api-docs.ts';
import { SHELL_STYLE } from './shell.ts';

export const USOSWEB_STYLE = BASE_STYLE + SHELL_STYLE + PARTS_STYLE + CODES_STYLE + ADD_FRAME_STYLE + API_DOCS_STYLE;
