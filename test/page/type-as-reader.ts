import type { Page } from 'playwright-core';

export interface Typing {
  /** Milliseconds between two characters, by the keyboard's own clock. */
  readonly everyMs?: number;
  readonly endsWith?: 'Enter' | 'Tab' | null;
}

/**
 * Key presses as a handheld reader makes them: real ones, each dated by its keyboard, so that no test depends on how fast the machine is.
 * Typed to whatever has the focus.
 */
export async function typeAsReader(page: Page, text: string, { everyMs = 4, endsWith = 'Enter' }: Typing = {}) {
  const session = await page.context().newCDPSession(page);
  const startedAt = Date.now();
  const keys = [...text, ...(endsWith ? [endsWith] : [])];
  const sent = keys.flatMap((key, at) => {
    const timestamp = (startedAt + at * everyMs) / 1000;
    const typed = NAMED_KEYS[key] ?? keyOf(key);
    const down = session.send('Input.dispatchKeyEvent', { type: 'keyDown', key, timestamp, ...typed });
    // Of the others nobody asks when they come up.
    if (key !== ' ' && key !== 'Enter') return [down];
    return [down, session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, timestamp, code: typed.code })];
  });
  await Promise.all(sent);
  await session.detach();
}

const NAMED_KEYS: Readonly<Record<string, ReturnType<typeof keyOf>>> = {
  Enter: { text: '\r', code: 'Enter', windowsVirtualKeyCode: 13 },
  Tab: { text: '', code: 'Tab', windowsVirtualKeyCode: 9 },
};

const keyOf = (key: string) => ({
  text: key,
  code: key === ' ' ? 'Space' : '',
  windowsVirtualKeyCode: key === ' ' ? 32 : 0,
});
