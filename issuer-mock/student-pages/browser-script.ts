/// <reference lib="dom" />

/**
 * All the script the pages have. The mock serves this function's own text, so it must not use anything from outside itself but the browser.
 * Keeps the page's main part up to date while an order moves, and makes the copy buttons work.
 */
export function runInBrowser(): void {
  const AGAIN_MS = 10_000;
  const PAUSE_MS = 200;

  /** Fetches the page anew and exchanges what can have changed only, so that neither scrolling, nor focus, nor a projector's picture jumps. */
  async function refresh(): Promise<void> {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
    if (isLeaving) return;
    if (!answer.ok || answer.redirected) return location.reload();
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const [shown, now] = [document.querySelector('main'), page.querySelector('main')];
    // Another page altogether where the one is kept and the other is not: somebody has logged out.
    if (!now || 'parts' in now.dataset !== (shown !== null && 'parts' in shown.dataset)) return location.reload();
    const focused = document.activeElement?.id;
    // Where only parts are live, what has been typed into the others stays.
    for (const old of document.querySelectorAll('main:not([data-parts]), [data-live]')) {
      const next = page.getElementById(old.id);
      if (!next) continue;
      for (const { id } of old.querySelectorAll('details[id][open]')) {
        next.querySelector(`#${CSS.escape(id)}`)?.setAttribute('open', '');
      }
      old.replaceWith(document.adoptNode(next));
    }
    if (focused) document.getElementById(focused)?.focus();
    const announcement = document.getElementById('announcement');
    if (announcement) announcement.textContent = document.querySelector('[data-announced]')?.textContent.trim() ?? '';
    showCopyButtons();
  }

  /** A form is on its way. What it does is told before its answer has come, and loading this page anew would lose that answer. */
  let isLeaving = false;

  let source: EventSource | null = null;
  let followed = '';
  let refreshing = Promise.resolve();
  let isAsked = false;

  /**
   * One after the other, so that an older page never takes the place of a newer one, and one for all that happens meanwhile. What fails is
   * tried again when the stream is back.
   */
  function refreshSoon(): void {
    if (isAsked) return;
    isAsked = true;
    refreshing = refreshing
      .then(() => {
        isAsked = false;
        return refresh();
      })
      .then(follow)
      .catch(() => undefined)
      .then(() => new Promise((resolve) => setTimeout(resolve, PAUSE_MS)));
  }

  /** Follows what the page shows while the page can be seen: a browser has only six connections to one address. */
  function follow(): void {
    const { watch = '', kinds = 'order-moved order-extended' } = document.querySelector('main')?.dataset ?? {};
    const address = document.hidden ? '' : watch;
    if (address === followed) return;
    source?.close();
    followed = address;
    if (address === '') return;
    const stream = new EventSource(address);
    source = stream;
    stream.addEventListener('state', ({ data }) => {
      const { state } = JSON.parse(String(data)) as { state: string };
      if (state !== document.querySelector('main')?.dataset['state']) refreshSoon();
    });
    for (const kind of kinds.split(' ')) stream.addEventListener(kind, refreshSoon);
    stream.addEventListener('error', () => {
      // The browser comes back by itself, unless it was refused: the session has ended, or as many follow as may.
      if (stream.readyState !== EventSource.CLOSED || stream !== source) return;
      void refresh().catch(() => undefined);
      setTimeout(() => {
        if (stream === source) followed = '';
        follow();
      }, AGAIN_MS);
    });
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

  let wallet: string | null = null;
  let linkForWallet: string | null = null;

  /** The program that frames the page says that it takes what links bring, and by that its origin. */
  function meetWallet({ source, origin, data }: MessageEvent): void {
    const { takesLinks } = (data ?? {}) as { takesLinks?: unknown };
    if (source !== window.parent || takesLinks !== true) return;
    wallet = origin;
    tellWallet();
  }

  /** SECURITY: to the origin that greeted only; whatever may be in the frame's place later gets nothing. */
  function tellWallet(): void {
    if (wallet === null || linkForWallet === null) return;
    window.parent.postMessage({ link: linkForWallet }, wallet);
    linkForWallet = null;
  }

  /** A frame cannot follow a link to a program: the program that frames it is told instead, as soon as it is known. */
  function followInFrame(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (window.parent === window || link?.protocol !== 'mleg-sim:') return;
    event.preventDefault();
    linkForWallet = link.href;
    tellWallet();
  }

  /** Without a script the menu is closed by its own button only. */
  function closeMenu({ key }: KeyboardEvent): void {
    const menu = document.querySelector<HTMLDetailsElement>('details.menu[open]');
    if (key !== 'Escape' || !menu) return;
    menu.open = false;
    menu.querySelector('summary')?.focus();
  }

  // What only leads out of the frame is not shown in one.
  if (window.parent !== window) document.documentElement.classList.add('framed');
  window.addEventListener('message', followLanguage);
  window.addEventListener('message', meetWallet);
  document.addEventListener('click', followInFrame);
  document.addEventListener('keydown', closeMenu);
  document.addEventListener('click', (event) => {
    const button =
      event.target instanceof Element ? event.target.closest<HTMLButtonElement>('button[data-copy]') : null;
    if (button) void copyFrom(button);
  });
  // At the window, after everybody who may have kept the form from being sent.
  window.addEventListener('submit', ({ defaultPrevented }) => (isLeaving ||= !defaultPrevented));
  // The way back leads to the same document.
  window.addEventListener('pageshow', () => (isLeaving = false));
  document.addEventListener('visibilitychange', follow);
  showCopyButtons();
  follow();
}
