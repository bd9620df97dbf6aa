import { afterEach, describe, expect, it } from 'vitest';
import { openWorld, type World } from './world.ts';

let world: World;
afterEach(() => world.stop());

const PUBLIC = 'https://uni.example';

/** Logging in by a form that says it comes from `Origin`, to the mock under the name `Host`. */
const logIn = async (Origin: string, Host: string, path = '/usosweb/login'): Promise<number> =>
  (await world.post(path, new URLSearchParams({ student: 'zofia' }), { Origin, Host })).status;

describe('forms of a mock that is reached by https under a public name', () => {
  it('are taken from its own pages, by whichever of its names', async () => {
    world = await openWorld({ publicUrl: PUBLIC });
    const local = new URL(world.address).host;
    expect(await logIn(PUBLIC, 'uni.example')).toBe(303);
    expect(await logIn(PUBLIC, 'uni.example', '/mobile/login')).toBe(303);
    // A proxy that passes requests on under the address it knows.
    expect(await logIn(PUBLIC, local)).toBe(303);
    expect(await logIn(world.address, local)).toBe(303);
  });

  it('are refused from anywhere else, the same name without https included', async () => {
    world = await openWorld({ publicUrl: PUBLIC });
    const local = new URL(world.address).host;
    for (const origin of ['http://uni.example', 'https://evil.example', 'null', `https://${local}`]) {
      expect([origin, await logIn(origin, 'uni.example')]).toEqual([origin, 403]);
    }
    expect(await logIn(`https://${local}`, local)).toBe(403);
    expect(await logIn(world.address, 'uni.example')).toBe(403);
  });
});

describe('forms of a mock that is only reached on this machine', () => {
  it('are taken from the name they were asked for under', async () => {
    world = await openWorld();
    const { port } = new URL(world.url);
    expect(await logIn(`http://localhost:${port}`, `localhost:${port}`)).toBe(303);
    expect(await logIn(world.url, `127.0.0.1:${port}`)).toBe(303);
    expect(await logIn(`http://localhost:${Number(port) - 1}`, `localhost:${port}`)).toBe(403);
    expect(await logIn(`http://localhost:${port}`, `127.0.0.1:${port}`)).toBe(403);
  });
});
