import { mount } from 'svelte';
import App from './App.svelte';
import { showTheme } from './state/appearance.ts';
import { createHttpBridge } from './state/http-bridge.ts';
import { createHostClient, linkDesktop } from './state/host-client.ts';
import { Router } from './state/router.svelte.ts';
import { Simulator } from './state/simulator.svelte.ts';
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
);
mount(App, { target: document.body, props: { simulator, router: new Router() } });
simulator.start();
