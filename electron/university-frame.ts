import type { AnyPush } from '../shared/ipc/contract.ts';

/** Where the mock is, as the host's pushes tell. */
export interface UniversityFrame {
  /** The mock's origin while it runs. */
  readonly origin: () => string | null;
  readonly note: (push: AnyPush) => void;
}

/** `onMoved` hears when the mock first answers or answers at another address: the page's CSP is then out of date. */
export function trackUniversity(onMoved: () => void): UniversityFrame {
  let origin: string | null = null;
  return {
    origin: () => origin,
    note: (push) => {
      if (push.name !== 'university.changed' || push.value.url === null) return;
      const moved = new URL(push.value.url).origin;
      if (moved === origin) return;
      origin = moved;
      onMoved();
    },
  };
}
