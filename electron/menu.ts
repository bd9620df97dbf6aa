import { Menu, type MenuItemConstructorOptions } from 'electron';

type Language = 'pl' | 'en';
type Role = NonNullable<MenuItemConstructorOptions['role']>;
type Item = readonly [role: Role, pl: string, en: string] | '-';

/** Electron's own menu links to its makers' pages; this one has what keyboard users need: editing, and zoom up to 200 %. */
const MENU: readonly (readonly [pl: string, en: string, items: readonly Item[]])[] = [
  [
    'Edycja',
    'Edit',
    [
      ['undo', 'Cofnij', 'Undo'],
      ['redo', 'Ponów', 'Redo'],
      '-',
      ['cut', 'Wytnij', 'Cut'],
      ['copy', 'Kopiuj', 'Copy'],
      ['paste', 'Wklej', 'Paste'],
      ['selectAll', 'Zaznacz wszystko', 'Select all'],
    ],
  ],
  [
    'Widok',
    'View',
    [
      ['zoomIn', 'Powiększ', 'Zoom in'],
      ['zoomOut', 'Pomniejsz', 'Zoom out'],
      ['resetZoom', 'Rozmiar rzeczywisty', 'Actual size'],
      '-',
      ['togglefullscreen', 'Pełny ekran', 'Full screen'],
      '-',
      ['reload', 'Odśwież', 'Reload'],
      ['toggleDevTools', 'Narzędzia programisty', 'Developer tools'],
    ],
  ],
];

export function showMenu(language: Language): void {
  const inLanguage = (pl: string, en: string): string => (language === 'pl' ? pl : en);
  const build = (item: Item): MenuItemConstructorOptions =>
    item === '-' ? { type: 'separator' } : { role: item[0], label: inLanguage(item[1], item[2]) };
  const menus = MENU.map(([pl, en, items]) => ({ label: inLanguage(pl, en), submenu: items.map(build) }));
  // macOS keeps "Quit" and "Hide" in a menu named after the program, which must come first.
  const own: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  Menu.setApplicationMenu(Menu.buildFromTemplate([...own, ...menus]));
}
