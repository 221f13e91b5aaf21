import type { Channel } from '../channel.ts';

/** What pages do that a channel opened. */
export const consequences: Record<string, Channel> = {
  xslt: ({ headers, here }) =>
    (location.href = here + '/xml.js?' + headers('Content-Type: text/xml')),
  'csp violate': () => {
    new Image().src = '/nothere.png';
  },
  deprecate: () => {
    const x = new XMLHttpRequest();
    x.open('GET', '/ok', false);
    x.send();
    addEventListener('unload', () => 1);
    void document.domain;
    navigator.webkitGetUserMedia?.(
      {},
      () => 1,
      () => 1,
    );
  },
  'coop open': ({ writable }) => {
    window.open(writable + '/blank');
  },
  'coep do': ({ element, writable }) => element('iframe', { src: writable + '/blank' }),
  integ: ({ element }) => element('script', { src: '/none.js' }),
  ppr: () =>
    navigator.geolocation.getCurrentPosition(
      () => 1,
      () => 1,
    ),
  ttr: () => {
    document.body.innerHTML = 'x';
  },
};
