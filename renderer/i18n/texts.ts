import type { Language } from '../../shared/ipc/views.ts';
import { english } from './en.ts';
import { polish, type Texts } from './pl.ts';

export const TEXTS: Readonly<Record<Language, Texts>> = { pl: polish, en: english };
