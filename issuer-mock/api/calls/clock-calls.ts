import type { Context } from 'hono';
import * as z from 'zod';
import { parseDuration } from '../../clock/duration.ts';
import { type ClockState, setTo, stepBy } from '../../clock/test-clock.ts';
import { answerError, answerFresh } from '../../http/answers.ts';
import type { Issuer } from '../../issuer.ts';
import { type ApiRoute, routeWithBody } from '../route.ts';
import { clockShape, instant, SHAPES } from '../shapes.ts';

const change = z
  .strictObject({
    mode: z.enum(['running', 'frozen']).optional().describe('Left out: as it is'),
    now: instant.optional().describe('Left out: the time stays what it is'),
    offset_ms: z.int().optional().describe('Instead of now: run so far ahead of the real time; 0 is the real time'),
  })
  .refine(({ mode, now, offset_ms: offset }) => mode !== undefined || now !== undefined || offset !== undefined, {
    message: 'mode, now or offset_ms is needed',
  })
  .refine(({ mode, now, offset_ms: offset }) => offset === undefined || (now === undefined && mode !== 'frozen'), {
    message: 'offset_ms goes neither with now nor with a frozen clock',
  })
  .register(SHAPES, { id: 'ClockChange' });

const step = z
  .strictObject({
    by: z
      .string()
      .refine((text) => parseDuration(text) !== null, 'an ISO 8601 duration of weeks to seconds is needed, like P30D')
      .describe('An ISO 8601 duration, weeks to seconds: P30D, PT5M; -PT1H goes back'),
  })
  .register(SHAPES, { id: 'ClockStep' });

const OUT_OF_RANGE = { 422: ['out_of_range'] };

/** The mock's one clock: read, freeze, set, step, run. */
export const CLOCK_CALLS: readonly ApiRoute[] = [
  {
    ...{ id: 'readClock', method: 'get', path: '/clock', topic: 'clock' },
    summary: { pl: 'Która jest godzina w symulatorze', en: 'What time it is in the mock' },
    ...{ body: null, answers: { 200: clockShape }, problems: {} },
    handle: async (c, issuer) => answerClock(c, issuer),
  },
  routeWithBody({
    ...{ id: 'changeClock', method: 'put', path: '/clock', topic: 'clock' },
    summary: {
      pl: 'Zatrzymanie, uruchomienie lub ustawienie zegara',
      en: 'Freeze the clock, let it run, or set it',
    },
    ...{ body: change, example: { mode: 'frozen', now: '2027-03-31T21:59:00Z' } },
    ...{ answers: { 200: clockShape }, problems: OUT_OF_RANGE },
    handle: (c, issuer, body) =>
      answerChange(c, issuer, (state) => decideChange(state, body, issuer.now(), issuer.clock.realNow())),
  }),
  routeWithBody({
    ...{ id: 'stepClock', method: 'post', path: '/clock/step', topic: 'clock' },
    summary: { pl: 'Przesunięcie zegara o podany czas', en: 'Step the clock by a duration' },
    ...{ body: step, example: { by: 'P30D' }, answers: { 200: clockShape }, problems: OUT_OF_RANGE },
    handle: (c, issuer, { by }) => answerChange(c, issuer, (state) => stepBy(state, parseDuration(by) ?? 0)),
  }),
];

function decideChange(state: ClockState, asked: z.infer<typeof change>, now: number, realNow: number): ClockState {
  if (asked.offset_ms !== undefined) return { mode: 'running', offsetMs: asked.offset_ms };
  const at = asked.now === undefined ? now : Date.parse(asked.now);
  return setTo(asked.mode ?? state.mode, at, realNow);
}

async function answerChange(c: Context, issuer: Issuer, decide: (state: ClockState) => ClockState): Promise<Response> {
  if (!(await issuer.clock.change(decide)))
    return answerError(c, 422, 'out_of_range', 'the clock goes from the year 2000 to 2099');
  issuer.notes.note({ kind: 'clock-changed', detail: { mode: issuer.clock.read().mode } });
  return answerClock(c, issuer);
}

function answerClock(c: Context, { clock, now }: Issuer): Response {
  const state = clock.read();
  return answerFresh(c, {
    mode: state.mode,
    now: new Date(now()).toISOString(),
    real_now: new Date(clock.realNow()).toISOString(),
    offset_ms: state.mode === 'running' ? state.offsetMs : null,
  });
}
