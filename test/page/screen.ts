import type { Page } from 'playwright-core';
import type { Handlers } from '../../shared/ipc/contract.ts';
import type { AppView } from '../../shared/ipc/views.ts';

/** One screen as a person can come to see it. */
export interface Screen {
  readonly name: string;
  readonly route: string;
  readonly view?: Partial<AppView>;
  readonly handlers?: Partial<Handlers>;
  /** What getUserMedia does: ends in this error's name, never answers, or shows what the test paints. Left out where no camera is asked for. */
  readonly camera?: 'NotAllowedError' | 'NotFoundError' | 'NotReadableError' | 'pending' | 'painted';
  /** The same of getDisplayMedia. */
  readonly screen?: 'NotAllowedError';
  /** What the page's clock says; left out, it is the machine's. */
  readonly now?: number;
  /** Has the terms accepted in this tab. */
  readonly isOnTheWay?: boolean;
  /** The last steps to the screen. */
  readonly reach?: (page: Page) => Promise<void>;
}
