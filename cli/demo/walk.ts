/** One step of the demonstration, as `demo --json` lists it. */
export interface WalkStep {
  readonly id: string;
  readonly ok: boolean;
  readonly ms: number;
  readonly detail: string;
}

/** The step could not be done; the steps after it are not tried. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed';
}

/** Runs steps one after the other, timing each; what a step answers is its value and a sentence about it. */
export class Walk {
  readonly steps: WalkStep[] = [];
  readonly #onStep: (step: WalkStep) => void;

  constructor(onStep: (step: WalkStep) => void) {
    this.#onStep = onStep;
  }

  async step<T>(id: string, run: () => Promise<readonly [value: T, detail: string]>): Promise<T> {
    const startedAt = performance.now();
    const note = (ok: boolean, detail: string): void => {
      const step = { id, ok, ms: Math.round((performance.now() - startedAt) * 10) / 10, detail };
      this.steps.push(step);
      this.#onStep(step);
    };
    try {
      const [value, detail] = await run();
      note(true, detail);
      return value;
    } catch (error) {
      note(false, error instanceof Error ? error.message : String(error));
      throw new StepFailed(id, { cause: error });
    }
  }
}
