import type { Channel } from '../channel.ts';

/** Hints, and what a browser fetches by itself. */
export const hintingChannels: Record<string, Channel> = {
  'link prefetch': ({ element, url }) => element('link', { rel: 'prefetch', href: url }),
  'link prefetch doc': ({ element, url }) =>
    element('link', { rel: 'prefetch', as: 'document', href: url }),
  'link preload fetch': ({ element, url }) =>
    element('link', { rel: 'preload', as: 'fetch', crossorigin: '', href: url }),
  'link modulepreload': ({ element, url }) => element('link', { rel: 'modulepreload', href: url }),
  'link dns': ({ element, target }) => element('link', { rel: 'dns-prefetch', href: target }),
  'link preconnect': ({ element, target }) => element('link', { rel: 'preconnect', href: target }),
  'link manifest': ({ element, url }) => element('link', { rel: 'manifest', href: url }),
  'link icon': ({ element, url }) => {
    document.querySelector<HTMLLinkElement>('link[rel=icon]')!.href = url;
    element('link', { rel: 'icon', href: url });
  },
  'link dictionary': ({ element, url }) =>
    element('link', { rel: 'compression-dictionary', href: url }),
  'hdr preload': ({ element, headers, here, url }) =>
    element('iframe', { src: here + '/blank?' + headers(`Link: <${url}>; rel=preload; as=image`) }),
  'hdr early': ({ here, url }) =>
    (location.href =
      here + '/blank?early=' + encodeURIComponent(`<${url}>; rel=preload; as=image`)),
  'hdr early preconnect': ({ here, target }) =>
    (location.href = here + '/blank?early=' + encodeURIComponent(`<${target}>; rel=preconnect`)),
  'spec prefetch': ({ url }) => {
    const s = document.createElement('script');
    s.type = 'speculationrules';
    s.textContent = JSON.stringify({
      prefetch: [{ source: 'list', urls: [url], eagerness: 'immediate' }],
    });
    document.body.append(s);
  },
  'spec prefetch anon': ({ url }) => {
    const s = document.createElement('script');
    s.type = 'speculationrules';
    s.textContent = JSON.stringify({
      prefetch: [
        {
          source: 'list',
          urls: [url],
          eagerness: 'immediate',
          requires: ['anonymous-client-ip-when-cross-origin'],
        },
      ],
    });
    document.body.append(s);
  },
  'spec prerender': ({ url }) => {
    const s = document.createElement('script');
    s.type = 'speculationrules';
    s.textContent = JSON.stringify({
      prerender: [{ source: 'list', urls: [url], eagerness: 'immediate' }],
    });
    document.body.append(s);
  },
  'spec prerender post': ({ here, subrun }) => {
    const s = document.createElement('script');
    s.type = 'speculationrules';
    s.textContent = JSON.stringify({
      prerender: [{ source: 'list', urls: [subrun(here, 'fetch post')], eagerness: 'immediate' }],
    });
    document.body.append(s);
  },
};
