import { createSubscriber } from 'svelte/reactivity';

/** The time now in milliseconds, read again at each full second while something shows it. */
export class LiveClock {
  readonly #subscribe = createSubscriber((update) => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = (): void => {
      timer = setTimeout(
        () => {
          update();
          tick();
        },
        1000 - (Date.now() % 1000),
      );
    };
    tick();
    return () => clearTimeout(timer);
  });

  get now(): number {
    this.#subscribe();
    return Date.now();
  }
}
