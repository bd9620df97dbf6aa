import type { Verdict } from '../../shared/protocol/codes.ts';

/** One note of a tone: when it begins, how high it is and how long it sounds. Seconds, hertz. */
interface Note {
  readonly at: number;
  readonly hz: number;
  readonly lasts: number;
}

/** Two notes, rising: a code was read. */
const READ: readonly Note[] = [
  { at: 0, hz: 659, lasts: 0.08 },
  { at: 0.08, hz: 988, lasts: 0.14 },
];

/** Two even, quiet taps: this card was here already. Nobody takes it for the next person's good news. */
const REPEAT: readonly Note[] = [
  { at: 0, hz: 330, lasts: 0.07 },
  { at: 0.11, hz: 330, lasts: 0.07 },
];

const high: Note = { at: 0, hz: 1047, lasts: 0.1 };
const low = { hz: 196, lasts: 0.22 };

/**
 * A verdict by ear alone. Good rises (a third note where it was confirmed live), caution is the same note twice, bad falls deep, and what
 * cannot be told goes up and comes back, as a question does.
 */
const VERDICT_TONES: Readonly<Record<Verdict, readonly Note[]>> = {
  VALID: [
    { at: 0, hz: 523, lasts: 0.1 },
    { at: 0.1, hz: 784, lasts: 0.1 },
    { ...high, at: 0.2, lasts: 0.2 },
  ],
  VALID_UNCHALLENGED: [
    { at: 0, hz: 523, lasts: 0.1 },
    { at: 0.1, hz: 784, lasts: 0.2 },
  ],
  EXPIRED: [
    { at: 0, hz: 440, lasts: 0.14 },
    { at: 0.22, hz: 440, lasts: 0.14 },
  ],
  SUSPENDED: [
    { at: 0, hz: 440, lasts: 0.14 },
    { at: 0.22, hz: 440, lasts: 0.14 },
  ],
  REVOKED: [
    { at: 0, hz: 294, lasts: 0.16 },
    { at: 0.18, ...low },
  ],
  INVALID: [
    { at: 0, hz: 294, lasts: 0.16 },
    { at: 0.18, ...low },
    { at: 0.44, ...low },
  ],
  INDETERMINATE: [
    { at: 0, hz: 440, lasts: 0.12 },
    { at: 0.14, hz: 587, lasts: 0.12 },
    { at: 0.28, hz: 440, lasts: 0.2 },
  ],
};

export const playReadTone = (): void => play(READ);
export const playRepeatTone = (): void => play(REPEAT);
export const playVerdictTone = (verdict: Verdict): void => play(VERDICT_TONES[verdict]);

/** Silent where the browser plays nothing before a first click. */
function play(notes: readonly Note[]): void {
  const context = new AudioContext();
  if (context.state === 'suspended') return void context.close();
  let last: OscillatorNode | null = null;
  for (const { at, hz, lasts } of notes) {
    const startsAt = context.currentTime + at;
    const gain = context.createGain();
    gain.gain.setValueAtTime(0.0001, startsAt);
    gain.gain.exponentialRampToValueAtTime(0.12, startsAt + 0.015);
    gain.gain.exponentialRampToValueAtTime(0.0001, startsAt + lasts);
    gain.connect(context.destination);
    last = context.createOscillator();
    last.frequency.setValueAtTime(hz, startsAt);
    last.connect(gain);
    last.start(startsAt);
    last.stop(startsAt + lasts + 0.02);
  }
  if (last) last.onended = () => void context.close();
}
