import type { Route } from 'playwright-core';
import type { World } from './world.ts';

/** Answers a page's request for app://… with what main's handler says. */
export async function answerFromScheme({ addresses, protocol }: World, route: Route): Promise<void> {
  const asked = route.request();
  const request = new Request(addresses.toElectron(asked.url()), { method: asked.method() });
  const response = await protocol.answer(request);
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}
