import { type SettingsView, settingsView } from '../shared/ipc/views.ts';
import type { KeyValueStore } from './vault/vault.ts';

const MEMBER = 'settings';

/** The person's choices; those of a first start, or in place of ones that cannot be read, follow the system. */
export function readSettings(store: KeyValueStore, systemLanguage: SettingsView['language']): SettingsView {
  const saved = settingsView.parse(store.get(MEMBER));
  return saved?.value ?? { language: systemLanguage, theme: 'system', hasSound: true };
}

export const writeSettings = (store: KeyValueStore, settings: SettingsView): void => store.set(MEMBER, settings);
