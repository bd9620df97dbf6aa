import * as z from 'zod';
import { ORDER_MOVES, type OrderState } from '../orders/order-states.ts';

/** The shapes the API speaks in, each under the name it has in the OpenAPI document. Strict: what is not described is not sent. */
export const SHAPES = z.registry<{ readonly id: string }>();

export const instant = z.iso.datetime({ offset: true }).describe('An instant, ISO 8601');
export const date = z.iso.date().describe('A date in Poland, ISO 8601');
export const orderState = z.enum(Object.keys(ORDER_MOVES) as [OrderState, ...OrderState[]]);

/** `limit` of a query. */
export const limitText = z
  .string()
  .regex(/^(1000|[1-9]\d{0,2})$/u, 'a number from 1 to 1000')
  .optional()
  .describe('At most so many, 1 to 1000; 100 where it is left out');

const refusalText = z.strictObject({ label: z.string(), why: z.string(), remedy: z.string() });
export const refusalShape = z
  .strictObject({
    id: z.string(),
    criterion: z.int().describe('Which of the seven criteria of the student instruction'),
    pl: refusalText,
    en: refusalText,
  })
  .register(SHAPES, { id: 'Refusal' });

export const problemShape = z
  .strictObject({
    error: z.string().describe('The name of what is wrong, for programs'),
    error_description: z.string().describe('The same for people'),
    from: z.string().optional().describe('With illegal moves: the state there is'),
    to: z.string().optional().describe('With illegal moves: the state that was asked for'),
    refusals: z.array(refusalShape).optional().describe('With not_eligible: everything that stands in the way'),
  })
  .register(SHAPES, { id: 'Problem' });

export const healthShape = z
  .strictObject({ status: z.literal('ok'), url: z.url(), now: instant.describe('By the clock of the mock') })
  .register(SHAPES, { id: 'Health' });

export const clockShape = z
  .strictObject({
    mode: z.enum(['running', 'frozen']),
    now: instant.describe('The time of the mock'),
    real_now: instant.describe('The time of the computer'),
    offset_ms: z.int().nullable().describe('How far a running clock is ahead; null while it is frozen'),
  })
  .register(SHAPES, { id: 'Clock' });

export const studentShape = z
  .strictObject({
    id: z.string(),
    given_name: z.string(),
    family_name: z.string(),
    album_number: z.string().nullable(),
    status: z.enum(['active', 'suspended', 'removed', 'graduated']),
    study_kind: z.enum(['first-cycle', 'second-cycle', 'long-cycle', 'doctoral', 'postgraduate']),
    has_pesel: z.boolean().describe('The number itself is nobody’s business here'),
    has_photo: z.boolean(),
    has_els: z.boolean(),
    els_renewed_until: date.nullable(),
    is_data_changed: z.boolean().describe('Since the ELS was issued'),
    rights_until: date.nullable().describe('The last day on which a graduate keeps a student’s rights'),
    refusals: z.array(refusalShape).describe('What stands against an order today; empty for those who may'),
  })
  .register(SHAPES, { id: 'Student' });

export const studentsShape = z
  .strictObject({
    students: z.array(studentShape),
    next: z.string().optional().describe('What `after` must be to get those that follow; absent where there are none'),
  })
  .register(SHAPES, { id: 'Students' });

export const orderShape = z
  .strictObject({
    id: z.string(),
    student: z.string(),
    state: orderState,
    placed_at: instant,
    ready_at: instant.describe('When it is, or was, due to become ready'),
    changed_at: instant,
    planned_valid_until: date,
    reason: z.string().optional().describe('Why it failed or was withdrawn'),
    qr: z.string().optional().describe('The text of the QR code; while the order can be redeemed'),
    activation_code: z.string().optional(),
    tries_left: z.int().optional(),
    expires_at: instant.optional(),
  })
  .register(SHAPES, { id: 'Order' });

export const ordersShape = z.strictObject({ orders: z.array(orderShape) }).register(SHAPES, { id: 'Orders' });
