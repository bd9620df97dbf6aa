import type { NewEvent } from '../events/event-notes.ts';
import type { FaultKind, FaultTarget } from './fault-kinds.ts';

export interface FaultOrder {
  readonly target: FaultTarget;
  readonly kind: FaultKind;
  /** How many requests (of `qr`: how many orders) it is for; null until it is cleared. */
  readonly times: number | null;
  readonly status: number;
  readonly delayMs: number;
  readonly bytes: number;
  readonly mediaType: string;
}

export interface Fault extends FaultOrder {
  readonly id: number;
  readonly timesLeft: number | null;
}

/** What has been made to go wrong. In memory: a restart ends every fault, as a reset does. */
export interface FaultBook {
  /** In the order in which they were added, those used up left out. */
  readonly list: () => readonly Fault[];
  readonly add: (order: FaultOrder) => Fault;
  /** False where there is none of that number. */
  readonly clear: (id: number) => boolean;
  readonly clearAll: () => void;
  /** The oldest fault of a target, counted down by one; null where there is none. Nothing else runs in between, so the count is exact. */
  readonly take: (target: FaultTarget) => Fault | null;
  /** The fault of an order's QR, the same each time it is shown: picture, page and API agree, and each order counts once. */
  readonly takeForQr: (jti: string) => Fault | null;
}

/** `tell` learns of every fault that comes, happens or goes. */
export function createFaultBook(tell: (event: NewEvent) => void): FaultBook {
  let faults: readonly Fault[] = [];
  let qrFaults = new Map<string, Fault>();
  let nextId = 1;
  const forget = (id: number): void => {
    qrFaults = new Map([...qrFaults].filter(([, fault]) => fault.id !== id));
  };
  const take = (target: FaultTarget): Fault | null => {
    const fault = faults.find((each) => each.target === target);
    if (!fault) return null;
    const timesLeft = fault.timesLeft === null ? null : fault.timesLeft - 1;
    faults = faults.flatMap((each) => (each.id !== fault.id ? each : timesLeft === 0 ? [] : { ...each, timesLeft }));
    tell({ kind: 'fault-used', detail: { ...describe(fault), times_left: timesLeft } });
    return fault;
  };
  return {
    list: () => faults,
    add: (order) => {
      const fault = { ...order, id: nextId++, timesLeft: order.times };
      faults = [...faults, fault];
      tell({ kind: 'fault-added', detail: { ...describe(fault), times: fault.times } });
      return fault;
    },
    clear: (id) => {
      const known = faults.find((fault) => fault.id === id);
      faults = faults.filter((fault) => fault.id !== id);
      forget(id);
      if (known) tell({ kind: 'fault-cleared', detail: describe(known) });
      return known !== undefined;
    },
    clearAll: () => {
      for (const fault of faults) tell({ kind: 'fault-cleared', detail: describe(fault) });
      faults = [];
      qrFaults = new Map();
    },
    take,
    takeForQr: (jti) => {
      const known = qrFaults.get(jti);
      if (known) return known;
      const fault = take('qr');
      if (fault) qrFaults.set(jti, fault);
      return fault;
    },
  };
}

const describe = ({ id, target, kind }: Fault) => ({ fault: id, target, kind });
