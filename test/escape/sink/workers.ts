/** The script of a worker, as text: does what its address says. It uses nothing but what a worker has. */
export function worker(): void {
  const query = new URL(self.location.href).searchParams;
  const target = query.get('t') ?? '';
  const url = `${target}/x?m=${query.get('m')}`;
  const body = `post-${query.get('m')}`;
  const socket = url.replace(/^http/, 'ws');
  const post = (address: string, init: RequestInit = {}) =>
    fetch(address, { method: 'POST', mode: 'no-cors', body, ...init }).catch(() => undefined);
  const again = (what: string) =>
    `${self.location.pathname}?what=${what}&t=${encodeURIComponent(target)}&m=${query.get('m')}`;
  const { importScripts } = self as unknown as { importScripts: (address: string) => void };
  const deeds: Record<string, () => unknown> = {
    post: () => post(url),
    get: () => fetch(url, { mode: 'no-cors' }).catch(() => undefined),
    keepalive: () => post(url, { keepalive: true }),
    xhr: () => {
      const request = new XMLHttpRequest();
      request.open('POST', url, false);
      request.send(body);
    },
    ws: () => new WebSocket(socket),
    es: () => new EventSource(url),
    import: () => importScripts(url),
    wt: () => new WebTransport(`https://${new URL(target).host}:443/x?m=${query.get('m')}`),
    nested: () => new Worker(again('post')),
    nestedws: () => new Worker(again('ws')),
    redir: () => post(`${query.get('rw')}/rd?c=307&to=${encodeURIComponent(url)}`),
  };
  deeds[query.get('what') ?? '']?.();
}

type Lasting = Event & { waitUntil: (work: Promise<unknown>) => void };
type Asking = Lasting & { request: Request; respondWith: (answer: Promise<Response>) => void };

/** The script of a service worker, as text. It uses nothing but what such a worker has. */
export function serviceWorker(): void {
  const scope = self as unknown as {
    skipWaiting: () => Promise<void>;
    clients: { claim: () => Promise<void> };
    registration: { navigationPreload: { enable: () => Promise<void> } };
    importScripts: (address: string) => void;
    addEventListener: (type: string, listener: (event: Asking) => void) => void;
  };
  const query = new URL(self.location.href).searchParams;
  const what = query.get('what');
  const target = query.get('t') ?? '';
  const url = `${target}/x?m=${query.get('m')}`;
  const post = () =>
    fetch(url, { method: 'POST', mode: 'no-cors', body: `post-${query.get('m')}` }).catch(
      () => undefined,
    );
  const later = () =>
    new Promise((resolve) => {
      setTimeout(() => resolve(post()), 500);
    });
  if (what === 'post') void post();
  if (what === 'ws') new WebSocket(url.replace(/^http/, 'ws'));
  if (what === 'wt') new WebTransport(`https://${new URL(target).host}:443/x?m=${query.get('m')}`);
  if (what === 'import') scope.importScripts(url);
  scope.addEventListener('install', (event) => {
    void scope.skipWaiting();
    if (what === 'post') event.waitUntil(post());
  });
  scope.addEventListener('activate', (event) => {
    event.waitUntil(scope.clients.claim());
    if (what === 'navpre') event.waitUntil(scope.registration.navigationPreload.enable());
    if (what === 'late') event.waitUntil(later());
  });
  scope.addEventListener('sync', (event) => event.waitUntil(post()));
  scope.addEventListener('fetch', (event) => {
    const relayed = () => post().then(() => new Response('x'));
    if (what === 'handler' && event.request.url.endsWith('/relay')) event.respondWith(relayed());
    if (what === 'navpre' && event.request.url.endsWith('/blank')) event.respondWith(relayed());
  });
}
