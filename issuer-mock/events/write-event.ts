import * as z from 'zod';
import { instant, SHAPES } from '../api/shapes.ts';
import type { HappenedEvent } from './event-book.ts';
import { EVENT_KINDS } from './event-kinds.ts';

export const eventShape = z
  .strictObject({
    id: z.int().describe('Counts up, over resets too'),
    kind: z.enum(EVENT_KINDS),
    student: z.string().nullable(),
    at: instant.nullable().describe('By the clock of the mock'),
    detail: z.record(z.string(), z.unknown()).describe('What else is to be said; never a code or another secret'),
  })
  .register(SHAPES, { id: 'Event' });

export const writeEvent = ({ at, ...event }: HappenedEvent): z.infer<typeof eventShape> => ({
  ...event,
  at: at === null ? null : new Date(at).toISOString(),
});
