import type { Notice } from '../notices/notices.ts';

/** The form field that stands for a notice. */
export const nameNotice = ({ orderId, kind }: Notice): string => `notice:${orderId}:${kind}`;
