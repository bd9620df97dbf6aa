/// <reference lib="dom" />

/**
 * All the script the pages have. The mock serves this function's own text, so it must not use anything from outside itself but the browser.
 * Keeps the page's main part up to date while an order moves, and makes the copy buttons work.
 */
export function runInBrowser(): void {
  const POLL_MS = 1000;

  /** Fetches the page anew and exchanges what can have changed only, so that neither scrolling, nor focus, nor a projector's picture jumps. */
  async function refresh(): Promise<void> {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
    if (!answer.ok || answer.redirected) return location.reload();
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (!page.querySelector('main')) return location.reload();
    const focused = document.activeElement?.id;
    for (const old of document.querySelectorAll('main, [data-live]')) {
      const next = page.getElementById(old.id);
      if (next) old.replaceWith(document.adoptNode(next));
    }
    if (focused) document.getElementById(focused)?.focus();
    const announcement = document.getElementById('announcement');
    if (announcement) announcement.textContent = document.querySelector('[data-announced]')?.textContent.trim() ?? '';
    showCopyButtons();
  }

  async function watch(): Promise<void> {
    const { watch: address, state } = document.querySelector('main')?.dataset ?? {};
    if (address && !document.hidden) {
      try {
        const answer = await fetch(address);
        const current = answer.ok ? ((await answer.json()) as { state?: string }).state : undefined;
        if (!answer.ok || current !== state) await refresh();
      } catch {
        // The mock is being restarted, perhaps; the next round will tell.
      }
    }
    setTimeout(() => void watch(), POLL_MS);
  }

  function showCopyButtons(): void {
    for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) button.hidden = false;
  }

  async function copyFrom(button: HTMLButtonElement): Promise<void> {
    const source = document.getElementById(button.dataset['copy'] ?? '');
    const text = source instanceof HTMLTextAreaElement ? source.value : (source?.textContent ?? '');
    try {
      await navigator.clipboard.writeText(text.trim());
    } catch {
      // In a frame the clipboard may be closed to us; the old way needs a selection instead of a permission.
      const field = Object.assign(document.createElement('textarea'), { value: text.trim() });
      document.body.append(field);
      field.select();
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- there is no other way without the permission
      document.execCommand('copy');
      field.remove();
      button.focus();
    }
    const announcement = document.getElementById('announcement');
    if (announcement) announcement.textContent = button.dataset['copied'] ?? '';
    button.classList.add('copied');
  }

  /** The program that frames the page has changed its language: the page follows, and stays the page it is. */
  function followLanguage({ source, data }: MessageEvent): void {
    if (source !== window.parent) return;
    const { language } = (data ?? {}) as { language?: unknown };
    // Only a link the page itself offers is followed, whatever the message says.
    const links = [...document.querySelectorAll<HTMLAnchorElement>('.languages a[aria-current="false"]')];
    const link = links.find(({ hreflang }) => hreflang === language);
    if (link) location.replace(link.href + location.hash);
  }

  /** Without a script the menu is closed by its own button only. */
  function closeMenu({ key }: KeyboardEvent): void {
    const menu = document.querySelector<HTMLDetailsElement>('details.menu[open]');
    if (key !== 'Escape' || !menu) return;
    menu.open = false;
    menu.querySelector('summary')?.focus();
  }

  window.addEventListener('message', followLanguage);
  document.addEventListener('keydown', closeMenu);
  document.addEventListener('click', (event) => {
    const button =
      event.target instanceof Element ? event.target.closest<HTMLButtonElement>('button[data-copy]') : null;
    if (button) void copyFrom(button);
  });
  showCopyButtons();
  void watch();
}
