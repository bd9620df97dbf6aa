import type { Page } from 'playwright-core';
import type { Events } from './events.ts';

/** What main asked of a window; `page` is the real Chromium page below it. */
export interface OpenedWindow {
  readonly options: WindowOptions;
  readonly page: Promise<Page>;
  readonly isShown: () => boolean;
  readonly focusCount: () => number;
  readonly close: () => void;
  /** Resolves when no navigation that main wanted is under way any more. */
  readonly settled: () => Promise<void>;
  /** To send what the page cannot be made to cause here. */
  readonly contentsEvents: Events;
}
export interface WindowOptions {
  readonly webPreferences: Readonly<Record<string, unknown>> & { readonly preload: string };
  readonly [name: string]: unknown;
}
