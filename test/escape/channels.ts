/** Where a channel tries to get. It runs in a page of `here`, and may use nothing but this. */
export type Where = {
  /** Origin of the page. */
  here: string;
  /** Origin where everything is granted. */
  writable: string;
  /** The address to reach: of another origin, or of this one by something else than reading. */
  target: string;
  udp: number;
  tcp: number;
};

/** A way by which a page may send something out. What it answers is waited for. */
export type Channel = (where: Where) => unknown;

/** The ways that read: tried against an origin that is not granted. */
export const readingChannels: Record<string, Channel> = {
  fetch: ({ target }) => fetch(target, { mode: 'no-cors' }),
  'fetch, by another’s redirect': ({ here, target }) =>
    fetch(`${here}/go?to=${encodeURIComponent(target)}`, { mode: 'no-cors' }),
  XMLHttpRequest: ({ target }) => {
    const request = new XMLHttpRequest();
    request.open('GET', target, false);
    request.send();
  },
  EventSource: ({ target }) => new EventSource(target),
  image: ({ target }) => {
    new Image().src = target;
  },
  'image set': ({ target }) => {
    document.body.innerHTML = `<img srcset="${target} 2x, ${target} 1x">`;
  },
  style: ({ target }) => {
    document.body.innerHTML = `<link rel=stylesheet href="${target}">`;
  },
  'style import': ({ target }) => {
    document.body.innerHTML = `<style>@import "${target}";</style>`;
  },
  'style background': ({ target }) => {
    document.body.innerHTML = `<p style="background:url(${target})">x`;
  },
  font: ({ target }) => new FontFace('x', `url(${target})`).load(),
  script: ({ target }) => {
    document.body.append(Object.assign(document.createElement('script'), { src: target }));
  },
  'script import': ({ target }) => new Function('at', 'return import(at)')(target),
  preload: ({ target }) => {
    document.head.append(
      Object.assign(document.createElement('link'), { rel: 'preload', as: 'image', href: target }),
    );
  },
  prefetch: ({ target }) => {
    document.head.append(
      Object.assign(document.createElement('link'), { rel: 'prefetch', href: target }),
    );
  },
  'module preload': ({ target }) => {
    document.head.append(
      Object.assign(document.createElement('link'), { rel: 'modulepreload', href: target }),
    );
  },
  'preload by header': ({ here, target }) =>
    location.assign(
      `${here}/page?header=${encodeURIComponent(`link:<${target}>;rel=preload;as=image`)}`,
    ),
  speculation: ({ target }) => {
    const rules = { prefetch: [{ source: 'list', urls: [target] }] };
    document.head.append(
      Object.assign(document.createElement('script'), {
        type: 'speculationrules',
        textContent: JSON.stringify(rules),
      }),
    );
  },
  video: ({ target }) => {
    document.body.innerHTML = `<video src="${target}" poster="${target}" autoplay muted>`;
  },
  subtitles: ({ target }) => {
    document.body.innerHTML = `<video crossorigin muted><track src="${target}" default></video>`;
    const [track] = document.querySelector('video')!.textTracks;
    if (track) track.mode = 'showing';
  },
  frame: ({ target }) => {
    document.body.innerHTML = `<iframe src="${target}">`;
  },
  object: ({ target }) => {
    document.body.innerHTML = `<object data="${target}"></object><embed src="${target}">`;
  },
  'drawing in a drawing': ({ target }) => {
    document.body.innerHTML = `<svg><image href="${target}"/></svg>`;
  },
  navigation: ({ target }) => location.assign(target),
  'navigation by refresh': ({ target }) => {
    document.head.innerHTML = `<meta http-equiv=refresh content="0;url=${target}">`;
  },
  'new window': ({ target }) => window.open(target),
  'form that reads': ({ target }) => {
    document.body.innerHTML = `<form action="${target}"><input name=a value=b></form>`;
    document.forms[0]!.submit();
  },
  worker: ({ here, target }) =>
    new Worker(`${here}/script?text=${encodeURIComponent(`fetch('${target}',{mode:'no-cors'})`)}`),
  'worker import': ({ here, target }) =>
    new Worker(`${here}/script?text=${encodeURIComponent(`importScripts('${target}')`)}`),
  'shared worker': ({ here, target }) =>
    new SharedWorker(
      `${here}/script?text=${encodeURIComponent(`fetch('${target}',{mode:'no-cors'})`)}`,
    ),
  'service worker': ({ here, target }) =>
    navigator.serviceWorker.register(
      `${here}/script?text=${encodeURIComponent(`fetch('${target}',{mode:'no-cors'})`)}`,
    ),
  cache: async ({ target }) => {
    const cache = await caches.open('x');
    await cache.add(new Request(target, { mode: 'no-cors' }));
  },
  manifest: ({ target }) => {
    document.head.append(
      Object.assign(document.createElement('link'), { rel: 'manifest', href: target }),
    );
  },
  preconnect: ({ target }) => {
    document.head.append(
      Object.assign(document.createElement('link'), { rel: 'preconnect', href: target }),
    );
  },
  WebTransport: ({ target }) => new WebTransport(target.replace('http:', 'https:')).ready,
};

/** The ways that change or open something: tried against an origin that may be read alone, and one not granted. */
export const writingChannels: Record<string, Channel> = {
  post: ({ target }) => fetch(target, { method: 'POST', mode: 'no-cors', body: 'x' }),
  put: ({ target }) => fetch(target, { method: 'PUT', body: 'x' }),
  patch: ({ target }) => fetch(target, { method: 'PATCH', body: 'x' }),
  delete: ({ target }) => fetch(target, { method: 'DELETE' }),
  'method of one’s own': ({ target }) => fetch(target, { method: 'FROB' }),
  'post that outlives its page': ({ target }) => {
    void fetch(target, { method: 'POST', mode: 'no-cors', body: 'x', keepalive: true });
    location.assign('about:blank');
  },
  'post on leaving': ({ target }) => {
    addEventListener('pagehide', () => {
      void fetch(target, { method: 'POST', mode: 'no-cors', body: 'x', keepalive: true });
    });
    location.assign('about:blank');
  },
  beacon: ({ target }) => navigator.sendBeacon(target, 'x'),
  'beacon on leaving': ({ target }) => {
    addEventListener('pagehide', () => navigator.sendBeacon(target, 'x'));
    location.assign('about:blank');
  },
  'post later': ({ target }) =>
    new Function('at', "return fetchLater(at, { method: 'POST', activateAfter: 100, body: 'x' })")(
      target,
    ),
  'post, by a writable site’s redirect': ({ writable, target }) =>
    fetch(`${writable}/go?code=307&to=${encodeURIComponent(target)}`, {
      method: 'POST',
      mode: 'no-cors',
      body: 'x',
    }),
  'XMLHttpRequest post': ({ target }) => {
    const request = new XMLHttpRequest();
    request.open('POST', target, false);
    request.send('x');
  },
  form: ({ target }) => {
    document.body.innerHTML = `<form method=post action="${target}"><input name=a value=b></form>`;
    document.forms[0]!.submit();
  },
  'form in a frame': ({ target }) => {
    document.body.innerHTML = `<iframe name=f></iframe><form method=post target=f action="${target}"></form>`;
    document.forms[0]!.submit();
  },
  'form in a new window': ({ target }) => {
    document.body.innerHTML = `<form method=post target=_blank action="${target}"></form>`;
    document.forms[0]!.submit();
  },
  ping: ({ here, target }) => {
    document.body.innerHTML = `<a href="${here}/page" ping="${target}">x</a>`;
    document.querySelector('a')!.click();
  },
  'report of a broken policy': ({ here, target }) => {
    const policy = `content-security-policy:img-src 'none'; report-uri ${target}`;
    document.body.innerHTML = `<iframe src="${here}/page?header=${encodeURIComponent(policy)}">`;
  },
  'worker post': ({ here, target }) => {
    const text = `fetch('${target}',{method:'POST',mode:'no-cors',body:'x'})`;
    return new Worker(`${here}/script?text=${encodeURIComponent(text)}`);
  },
  'shared worker post': ({ here, target }) => {
    const text = `fetch('${target}',{method:'POST',mode:'no-cors',body:'x'})`;
    return new SharedWorker(`${here}/script?text=${encodeURIComponent(text)}`);
  },
  'service worker post': ({ here, target }) => {
    const text = `fetch('${target}',{method:'POST',mode:'no-cors',body:'x'})`;
    return navigator.serviceWorker.register(`${here}/script?text=${encodeURIComponent(text)}`);
  },
  'post from a frame of its own text': ({ target }) => {
    const script = `fetch('${target}',{method:'POST',mode:'no-cors',body:'x'})`;
    document.body.innerHTML = `<iframe srcdoc="<script>${script}</script>">`;
  },
  'post from a sandboxed frame': ({ target }) => {
    const script = `fetch('${target}',{method:'POST',mode:'no-cors',body:'x'})`;
    document.body.innerHTML = `<iframe sandbox=allow-scripts srcdoc="<script>${script}</script>">`;
  },
  'post from a blob': ({ target }) => {
    const script = `fetch('${target}',{method:'POST',mode:'no-cors',body:'x'})`;
    return new Worker(URL.createObjectURL(new Blob([script])));
  },
  WebSocket: ({ target }) => new WebSocket(target.replace(/^http/, 'ws')),
  'WebSocket in a worker': ({ here, target }) => {
    const text = `new WebSocket('${target.replace(/^http/, 'ws')}')`;
    return new Worker(`${here}/script?text=${encodeURIComponent(text)}`);
  },
  'WebSocket stream': ({ target }) =>
    new Function('at', 'return new WebSocketStream(at).opened')(target.replace(/^http/, 'ws')),
};

/** The ways past http: they name no address but a port, at which nothing may arrive. */
export const otherChannels: Record<string, Channel> = {
  STUN: async ({ udp }) => {
    const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${udp}` }] });
    peer.createDataChannel('x');
    await peer.setLocalDescription();
  },
  'TURN over UDP': async ({ udp }) => {
    const server = { urls: `turn:127.0.0.1:${udp}`, username: 'x', credential: 'x' };
    const peer = new RTCPeerConnection({ iceServers: [server] });
    peer.createDataChannel('x');
    await peer.setLocalDescription();
  },
  'TURN over TCP': async ({ tcp }) => {
    const urls = `turn:127.0.0.1:${tcp}?transport=tcp`;
    const server = { urls, username: 'x', credential: 'x' };
    const peer = new RTCPeerConnection({ iceServers: [server] });
    peer.createDataChannel('x');
    await peer.setLocalDescription();
  },
  QUIC: ({ udp }) => new WebTransport(`https://127.0.0.1:${udp}/`).ready,
};

/** Channels that reach nobody even where all is granted, and why: they prove nothing, and wait for a Chromium that differs. */
export const silentChannels: Readonly<Record<'http' | 'https', readonly string[]>> = {
  // On plain http, what asks for a secure context does not exist.
  http: [
    'speculation',
    'manifest',
    'preconnect',
    'WebTransport',
    'service worker',
    'service worker post',
    'cache',
    'post later',
  ],
  // Prefetching needs a private proxy or no cookies; a manifest a window; preconnecting sends nothing; QUIC has no way.
  https: ['speculation', 'manifest', 'preconnect', 'WebTransport'],
};
