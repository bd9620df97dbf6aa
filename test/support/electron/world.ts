import type { Browser } from 'playwright-core';
import type { Addresses } from './addresses.ts';
import type { StandInApp } from './stand-in-app.ts';
import type { StandInIpcMain } from './stand-in-ipc-main.ts';
import type { StandInProtocol } from './stand-in-protocol.ts';
import type { StandInSession } from './stand-in-session.ts';
import type { ForkedProcess } from './stand-in-utility-process.ts';
import type { OpenedWindow } from './opened-window.ts';

/** One running desktop program, seen from outside: what main has set up, and what it has done. */
export interface World {
  readonly browser: Browser;
  readonly addresses: Addresses;
  readonly app: StandInApp;
  readonly ipcMain: StandInIpcMain;
  readonly protocol: StandInProtocol;
  readonly session: StandInSession;
  readonly windows: Set<OpenedWindow>;
  readonly forked: readonly ForkedProcess[];
  readonly record: Recorded;
  /** What there is to be looked at, and which of the menu's lines the person clicks; null closes it. */
  readonly screens: { readonly names: readonly string[]; choose: (labels: readonly string[]) => string | null };
}

export interface Recorded {
  /** Names that the preload script put into the page. */
  readonly exposedNames: string[];
  /** Addresses handed to the user's own browser. */
  readonly externalLinks: string[];
  readonly errorBoxes: { readonly title: string; readonly content: string }[];
  readonly menus: unknown[];
  /** Lines of the menus that opened at the pointer. */
  readonly popups: (readonly string[])[];
}
