// Loaded into a program before anything else (node --import): counts every step by which it writes below KILL_FOLDER, and kills it at step
// KILL_AT, before that step happens; a step that writes bytes counts twice, the second time with half of them written.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import process from 'node:process';

const folder = path.resolve(process.env.KILL_FOLDER ?? '/nowhere');
const killAt = Number(process.env.KILL_AT ?? 0);
const own = new Set();
let steps = 0;

const step = () => {
  steps += 1;
  if (steps === killAt) process.kill(process.pid, 'SIGKILL');
};
const isOurs = (target) => typeof target === 'string' && path.resolve(target).startsWith(folder);

const { openSync, writeSync, closeSync } = fs;
fs.openSync = (target, flags, ...rest) => {
  const writes = isOurs(target) && flags !== undefined && flags !== 'r';
  if (writes) step();
  const fd = openSync(target, flags, ...rest);
  if (writes) own.add(fd);
  return fd;
};
fs.closeSync = (fd) => {
  own.delete(fd);
  return closeSync(fd);
};
fs.writeSync = (fd, data, ...rest) => {
  if (!own.has(fd)) return writeSync(fd, data, ...rest);
  step();
  if (steps + 1 === killAt) writeSync(fd, data.slice(0, Math.floor(data.length / 2)));
  step();
  return writeSync(fd, data, ...rest);
};
for (const name of ['writeFileSync', 'renameSync', 'linkSync', 'copyFileSync', 'rmSync', 'unlinkSync', 'mkdirSync']) {
  const original = fs[name];
  fs[name] = (target, ...rest) => {
    if (isOurs(target)) {
      step();
      if (name === 'writeFileSync') {
        if (steps + 1 === killAt) original(target, rest[0].slice(0, Math.floor(rest[0].length / 2)));
        step();
      }
    }
    return original(target, ...rest);
  };
}
syncBuiltinESMExports();
