import type { Channel } from '../channel.ts';

/** What a page shows. */
export const showingChannels: Record<string, Channel> = {
  img: ({ url }) => {
    new Image().src = url;
  },
  'css link': ({ element, url }) => element('link', { rel: 'stylesheet', href: url }),
  'css import': ({ html, url }) => html(`<style>@import url("${url}");</style>`),
  'css bg': ({ html, url }) =>
    html(`<p style="background:url('${url}');width:9px;height:9px">x</p>`),
  font: ({ html, url }) =>
    html(
      `<style>@font-face{font-family:z;src:url("${url}")}p.z{font-family:z}</style><p class=z>hello</p>`,
    ),
  script: ({ element, url }) => element('script', { src: url }),
  'module import': ({ url }) => import(url),
  video: ({ element, url }) => element('video', { src: url, preload: 'auto' }).load(),
  'svg use': ({ html, url }) => html(`<svg><image href="${url}" width=5 height=5 /></svg>`),
  track: ({ element, url }) => {
    const v = element('video', { crossorigin: '' });
    v.innerHTML = `<track default src="${url}">`;
    v.textTracks[0]!.mode = 'showing';
  },
};
