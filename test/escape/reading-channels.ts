import type { Channel } from './channel.ts';

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
