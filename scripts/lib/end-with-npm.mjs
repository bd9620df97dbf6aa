const LOOK_EVERY_MS = 200;

/**
 * Ends this process as SIGTERM would when the shell that npm started it in is gone. `npm start` passes a signal on to that shell only,
 * and many shells die of it without telling the program they run, which would stay behind with its children.
 */
export function endWithNpm() {
  // On Windows a process keeps its parent's number after the parent's end; npm ends the whole tree there.
  if (process.env['npm_lifecycle_event'] === undefined || process.platform === 'win32') return;
  const shell = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_EVERY_MS);
  timer.unref();
}
