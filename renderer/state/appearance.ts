import type { SettingsView } from '../../shared/ipc/views.ts';

const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');
const prefersContrast = window.matchMedia('(prefers-contrast: more)');

let chosen: SettingsView['theme'] = 'system';

/** Puts the theme on the root element; `system` follows the system's wish for darkness and for contrast as they change. */
export function showTheme(theme: SettingsView['theme']): void {
  chosen = theme;
  document.documentElement.dataset['theme'] = theme === 'system' ? readSystemTheme() : theme;
}

function readSystemTheme(): 'light' | 'dark' | 'contrast' {
  if (prefersContrast.matches) return 'contrast';
  return prefersDark.matches ? 'dark' : 'light';
}

for (const query of [prefersDark, prefersContrast]) query.addEventListener('change', () => showTheme(chosen));
