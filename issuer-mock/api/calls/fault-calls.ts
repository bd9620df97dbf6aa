import * as z from 'zod';
import { type Fault } from '../../faults/fault-book.ts';
import { canFail, FAULT_KINDS, FAULT_TARGETS } from '../../faults/fault-kinds.ts';
import { answerError, answerFresh } from '../../http/answers.ts';
import { type ApiRoute, routeWithBody } from '../route.ts';
import { SHAPES } from '../shapes.ts';

/** A wallet that reads all of it must have read too much; the mock must not run out of memory over it. */
const MAX_BYTES = 16 * 1024 * 1024;
const MAX_DELAY_MS = 60_000;

const members = {
  target: z.enum(FAULT_TARGETS).describe('Where'),
  kind: z.enum(FAULT_KINDS).describe('What goes wrong'),
  times: z
    .int()
    .min(1)
    .max(10_000)
    .nullable()
    .describe('The next so many requests, or orders of qr; null until cleared'),
  status: z.int().min(400).max(599).describe('With status'),
  delay_ms: z.int().min(0).max(MAX_DELAY_MS).describe('With delay; real time, whatever the clock of the mock says'),
  bytes: z.int().min(1024).max(MAX_BYTES).describe('With huge'),
  media_type: z
    .string()
    .regex(/^[\w.+-]{1,40}\/[\w.+-]{1,40}$/u)
    .describe('With content-type'),
};

const faultShape = z
  .strictObject({ id: z.int(), ...members, times_left: z.int().nullable() })
  .register(SHAPES, { id: 'Fault' });
export const faultsShape = z.strictObject({ faults: z.array(faultShape) }).register(SHAPES, { id: 'Faults' });
const newFault = z
  .strictObject({
    ...members,
    times: members.times.optional(),
    status: members.status.optional(),
    delay_ms: members.delay_ms.optional(),
    bytes: members.bytes.optional(),
    media_type: members.media_type.optional(),
  })
  .register(SHAPES, { id: 'NewFault' });

/** Faults: what wallets are to be tried with. */
export const FAULT_CALLS: readonly ApiRoute[] = [
  {
    ...{ id: 'listFaults', method: 'get', path: '/faults', topic: 'faults' },
    summary: {
      pl: 'Zamówione awarie i ile razy jeszcze wystąpią',
      en: 'The faults asked for, and how often each is still to come',
    },
    ...{ body: null, answers: { 200: faultsShape }, problems: {} },
    handle: async (c, { faults }) => answerFresh(c, { faults: faults.list().map(writeFault) }),
  },
  routeWithBody({
    ...{ id: 'addFault', method: 'post', path: '/faults', topic: 'faults' },
    summary: { pl: 'Awaria przy następnych żądaniach', en: 'Let the next requests go wrong' },
    ...{ body: newFault, example: { target: 'token', kind: 'status', status: 503, times: 2 } },
    ...{ answers: { 201: faultShape }, problems: { 422: ['not_applicable'] } },
    handle: async (c, { faults }, { target, kind, ...given }) => {
      if (!canFail(target, kind)) return answerError(c, 422, 'not_applicable', `${kind} cannot happen to ${target}`);
      const fault = faults.add({
        ...{ target, kind, times: given.times === undefined ? 1 : given.times },
        status: given.status ?? 500,
        delayMs: given.delay_ms ?? 2000,
        bytes: given.bytes ?? MAX_BYTES / 2,
        mediaType: given.media_type ?? 'text/html',
      });
      return answerFresh(c, writeFault(fault), 201);
    },
  }),
  {
    ...{ id: 'clearFault', method: 'delete', path: '/faults/{id}', topic: 'faults' },
    summary: { pl: 'Koniec jednej awarii', en: 'End one fault' },
    ...{ body: null, answers: { 204: null }, problems: { 404: ['fault_unknown'] } },
    handle: async (c, { faults }) =>
      faults.clear(Number(c.req.param('id')))
        ? c.body(null, 204)
        : answerError(c, 404, 'fault_unknown', 'there is no such fault, or it is used up'),
  },
  {
    ...{ id: 'clearFaults', method: 'delete', path: '/faults', topic: 'faults' },
    summary: { pl: 'Koniec wszystkich awarii', en: 'End all faults' },
    ...{ body: null, answers: { 204: null }, problems: {} },
    handle: async (c, { faults }) => {
      faults.clearAll();
      return c.body(null, 204);
    },
  },
];

const writeFault = (fault: Fault): z.infer<typeof faultShape> => ({
  id: fault.id,
  target: fault.target,
  kind: fault.kind,
  times: fault.times,
  times_left: fault.timesLeft,
  status: fault.status,
  delay_ms: fault.delayMs,
  bytes: fault.bytes,
  media_type: fault.mediaType,
});
