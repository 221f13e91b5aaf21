import type { Channel } from '../channel.ts';

/** Ways of fetching. */
export const fetchingChannels: Record<string, Channel> = {
  'fetch get': ({ url }) => fetch(url, { mode: 'no-cors' }),
  'fetch post': ({ post }) => post(),
  'fetch put cors': ({ body, url }) => fetch(url, { method: 'PUT', body: body }),
  'fetch delete': ({ url }) => fetch(url, { method: 'DELETE' }),
  'fetch custom method': ({ url }) => fetch(url, { method: 'FROB' }),
  'fetch keepalive': ({ post }) => post({ keepalive: true }),
  'fetch keepalive close': ({ post }) => {
    addEventListener('pagehide', () => void post({ keepalive: true }));
    setTimeout(() => (location.href = 'about:blank'), 100);
  },
  'fetch stream': ({ body, url }) =>
    fetch(url, {
      method: 'POST',
      duplex: 'half',
      headers: { 'X-Stream': '1' },
      body: new ReadableStream({
        start(c) {
          c.enqueue(new TextEncoder().encode(body));
        },
      }),
    }),
  'fetch gql get override': ({ body, url }) =>
    fetch(url, { method: 'POST', headers: { 'X-HTTP-Method-Override': 'GET' }, body: body }),
  'fetch later': ({ body, url }) => {
    window.fetchLater(url, { method: 'POST', body: body, activateAfter: 200 });
  },
  'fetch later close': ({ body, url }) => {
    window.fetchLater(url, { method: 'POST', body: body });
    setTimeout(() => (location.href = 'about:blank'), 100);
  },
  'xhr post': ({ body, url }) => {
    const x = new XMLHttpRequest();
    x.open('POST', url);
    x.send(body);
  },
  'xhr sync': ({ body, url }) => {
    const x = new XMLHttpRequest();
    x.open('POST', url, false);
    x.send(body);
  },
  beacon: ({ body, url }) => navigator.sendBeacon(url, body),
  'beacon unload': ({ body, url }) => {
    addEventListener('unload', () => navigator.sendBeacon(url, body));
    addEventListener('pagehide', () => navigator.sendBeacon(url, body));
    setTimeout(() => (location.href = 'about:blank'), 100);
  },
  eventsource: ({ url }) => {
    new EventSource(url);
  },
};
