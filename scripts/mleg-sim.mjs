#!/usr/bin/env node
// The command line of the simulator. Everything said before the program itself runs goes to standard error.
import { pathToFileURL } from 'node:url';
import { endWithNpm } from './lib/end-with-npm.mjs';
import { ensureBuilt } from './lib/ensure-built.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { inRoot } from './lib/project.mjs';
import { runMain } from './lib/stop.mjs';

await runMain(async () => {
  endWithNpm();
  await ensureInstalled();
  await ensureBuilt();
  await import(pathToFileURL(inRoot('dist', 'node', 'cli.js')).href);
});
