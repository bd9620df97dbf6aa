import { mount } from 'svelte';
import App from './App.svelte';
import { Reading } from './scan/reading.svelte.ts';
import { showTheme } from './state/appearance.ts';
import { LINK_ROUTE } from './state/hand-over.svelte.ts';
import { createHttpBridge } from './state/http-bridge.ts';
import { createHostClient, linkDesktop } from './state/host-client.ts';
import { Router } from './state/router.svelte.ts';
import { Simulator } from './state/simulator.svelte.ts';
import { joinTabs } from './state/tab-relay.ts';
import { takeToken } from './state/token.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';

const token = takeToken(window.location, window.history, window.sessionStorage);
const desktop = window.mlegHost;
const bridge = desktop ? linkDesktop(desktop) : createHttpBridge({ token, send: (path, init) => fetch(path, init) });

showTheme('system');
const simulator = new Simulator(
  createHostClient(bridge),
  window.sessionStorage,
  navigator.language.startsWith('pl') ? 'pl' : 'en',
  new Reading(window.localStorage),
);
const takeHandOver = (): void => simulator.handOver.takeFromAddress(window.location, window.history);
takeHandOver();
// Before the router hears of it: what a link carries is no route.
window.addEventListener('hashchange', takeHandOver);
const router = new Router();
simulator.onHandOver = () => router.go(LINK_ROUTE);
mount(App, { target: document.body, props: { simulator, router } });
const relay = joinTabs({
  channel: new BroadcastChannel('mleg.hand-over'),
  tab: crypto.randomUUID(),
  waiting: () => (simulator.link === 'refused' ? simulator.handOver.text : null),
  isAtHome: () => simulator.link === 'up',
  onGiven: () => simulator.handOver.passOn(),
  onTaken: (text) => simulator.showHandOver(text),
});
simulator.onLinkChange = relay.tell;
simulator.start();
