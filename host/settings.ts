import { type SettingsView, settingsView } from '../shared/ipc/views.ts';
import { isJsonObject } from '../shared/protocol/json.ts';
import type { KeyValueStore } from './vault/vault.ts';

const MEMBER = 'settings';

/** The person's choices; those of a first start, or in place of ones that cannot be read, follow the system. */
export function readSettings(store: KeyValueStore, systemLanguage: SettingsView['language']): SettingsView {
  const first: SettingsView = { language: systemLanguage, theme: 'system', hasSound: true, allowsHttp: false };
  const saved = store.get(MEMBER);
  // Choices saved by an older program lack what has come since; the rest of them stands.
  return settingsView.parse({ ...first, ...(isJsonObject(saved) && saved) })?.value ?? first;
}

export const writeSettings = (store: KeyValueStore, settings: SettingsView): void => store.set(MEMBER, settings);
