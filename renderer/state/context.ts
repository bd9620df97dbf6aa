import { createContext } from 'svelte';
import type { Router } from './router.svelte.ts';
import type { Simulator } from './simulator.svelte.ts';

export const [getSimulator, setSimulator] = createContext<Simulator>();
export const [getRouter, setRouter] = createContext<Router>();
