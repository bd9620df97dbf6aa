import { spawn } from 'node:child_process';

const OPENERS: Readonly<Record<string, readonly [command: string, ...args: string[]]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Opens the person's browser where there is one. Nothing is reported: the address has been printed and can be opened by hand. */
export function openBrowser(address: string): void {
  const isHeadlessUnix = !(process.platform in OPENERS) && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'];
  if (isHeadlessUnix) return;
  const [command, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, address], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
