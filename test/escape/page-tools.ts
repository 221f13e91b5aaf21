/** Where a channel tries to get. */
export type Where = {
  /** Marks the try, in every address: `m` and its number. */
  mark: string;
  /** Origin of the page. */
  here: string;
  /** Origin that is to be reached. */
  target: string;
  /** Origin where everything is granted. */
  writable: string;
};

/** What a channel has to work with, in a page. */
export type Tools = ReturnType<typeof pageTools>;

/** Makes the tools. It runs in a page as text, and so uses nothing but what a page has. */
export function pageTools({ mark, here, target, writable }: Where) {
  const url = `${target}/x?m=${mark}`;
  const body = `post-${mark}`;
  const targetHost = new URL(target).host;
  const zones: Record<string, number> = { evil: 1, ro: 2, app: 3, rw: 4 };
  const number = Number(mark.slice(1));
  const zone = zones[targetHost.split('.')[1] ?? ''] ?? 0;
  const also = `t=${encodeURIComponent(target)}&m=${mark}&rw=${encodeURIComponent(writable)}`;
  return {
    mark,
    here,
    target,
    writable,
    url,
    body,
    targetHost,
    /** The target for WebSockets. */
    socket: target.replace(/^http/, 'ws'),
    /** The address of the target's host. */
    address: `11.${zone}.${number >> 8}.${number & 255}`,
    post: (init: RequestInit = {}) =>
      fetch(url, { method: 'POST', mode: 'no-cors', body, ...init }),
    /** A script that posts. */
    script: `fetch(${JSON.stringify(url)},{method:'POST',mode:'no-cors',body:${JSON.stringify(body)}})`,
    /** Puts a text into the page, and answers what holds it. */
    html(text: string): HTMLElement {
      const holder = document.createElement('div');
      holder.innerHTML = text;
      document.body.append(holder);
      return holder;
    },
    element<Name extends keyof HTMLElementTagNameMap>(
      name: Name,
      attributes: Record<string, string> = {},
    ): HTMLElementTagNameMap[Name] {
      const made = document.createElement(name);
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      document.body.append(made);
      return made;
    },
    form: (attributes = '') =>
      `<form method=post enctype=text/plain action="${url}" ${attributes}><input name=a value="${body}"></form>`,
    /** The address of a page at `base` that tries another channel at the same target. */
    subrun: (base: string, channel: string) =>
      `${base}/run?ch=${encodeURIComponent(channel)}&${also}`,
    /** What tells a worker's script what to do. */
    workerQuery: (what: string) => `?what=${what}&${also}`,
    /** Waits until a service worker has this page. */
    async controlled(): Promise<void> {
      await navigator.serviceWorker.ready;
      if (navigator.serviceWorker.controller) return;
      await new Promise((had) => {
        navigator.serviceWorker.addEventListener('controllerchange', had, { once: true });
      });
    },
    /** What makes the sink answer with these headers. */
    headers: (...lines: string[]) => lines.map((line) => `&h=${encodeURIComponent(line)}`).join(''),
  };
}
