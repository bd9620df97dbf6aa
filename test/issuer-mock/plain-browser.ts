import { type EventClient, listen } from './event-client.ts';
import type { Answer, World } from './world.ts';

/** A browser without JavaScript: cookies, links and forms, nothing else. */
export class PlainBrowser {
  readonly #world: () => World;
  readonly #cookies = new Map<string, string>();

  constructor(world: () => World) {
    this.#world = world;
  }

  async open(path: string): Promise<Answer> {
    return this.#follow(await this.#world().get(path, this.#headers()));
  }

  async submit(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
    const all = { ...this.#headers(), Origin: this.#world().url, ...headers };
    return this.#follow(await this.#world().post(path, new URLSearchParams(fields), all));
  }

  /** Presses the form's button as it stands on the page. */
  press(page: Answer, action: string): Promise<Answer> {
    const form = new RegExp(`<form[^>]*action="${action}"[^>]*>(.*?)</form>`, 'su').exec(page.text)?.[1];
    if (form === undefined) throw new Error(`there is no form to ${action}`);
    const fields = [...form.matchAll(/<input\s+type="hidden"\s+name="([^"]+)"\s+value="([^"]+)"/gu)];
    return this.submit(action, Object.fromEntries(fields.map(([, name, value]) => [name ?? '', value ?? ''])));
  }

  logIn(student: string, site: '/usosweb' | '/mobile' = '/usosweb'): Promise<Answer> {
    return this.submit(`${site}/login`, { student });
  }

  /** Listens to a stream, as a page of this browser would. */
  listen(path: string): Promise<EventClient> {
    return listen(this.#world().url + path, this.#headers());
  }

  #headers(): Record<string, string> {
    return { Cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  }

  async #follow(answer: Answer): Promise<Answer> {
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(cookie) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    const next = answer.headers.get('Location');
    return next === null ? answer : this.open(next);
  }
}

/** What a person reads on the page. */
export const readText = (page: Answer): string =>
  page.text
    .replace(/<head>.*<\/head>/su, '')
    .replace(/<[^>]+>/gu, ' ')
    .replace(/&#39;/gu, "'")
    .replace(/\s+/gu, ' ');
