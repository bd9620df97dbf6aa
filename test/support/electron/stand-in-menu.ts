import type { World } from './world.ts';

export type MenuTemplate = readonly {
  readonly label?: string;
  readonly enabled?: boolean;
  readonly click?: () => void;
}[];

/** A menu at the pointer: the person's choice is made at once, and as in Electron a click comes before the menu is gone. */
export const createPopup =
  ({ record, screens }: World, template: MenuTemplate) =>
  ({ callback }: { readonly callback: () => void }): void => {
    const labels = template.flatMap(({ label, click }) => (label !== undefined && click ? [label] : []));
    record.popups.push(labels);
    const chosen = screens.choose(labels);
    template.find(({ label }) => chosen !== null && label === chosen)?.click?.();
    callback();
  };
