/**
 * Copies a text; true where it is now in the clipboard. Where the clipboard is closed to the page, what `shown` shows (the same text) is
 * selected and copied as by Ctrl+C; failing that, it is selected and ready for it.
 */
export async function copyText(text: string, shown: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    window.getSelection()?.selectAllChildren(shown);
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- old, and the only way where the clipboard is denied
    return document.execCommand('copy');
  }
}
