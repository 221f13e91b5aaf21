import type { Channel } from '../channel.ts';

/** Frames and windows of their own. */
export const framingChannels: Record<string, Channel> = {
  'frame same': ({ element, here, subrun }) =>
    element('iframe', { src: subrun(here, 'fetch post') }),
  'frame cross': ({ element, subrun, writable }) =>
    element('iframe', { src: subrun(writable, 'fetch post') }),
  'frame cross beacon': ({ element, subrun, writable }) =>
    element('iframe', { src: subrun(writable, 'beacon') }),
  'frame cross form': ({ element, subrun, writable }) =>
    element('iframe', { src: subrun(writable, 'form self') }),
  'frame cross ws': ({ element, subrun, writable }) =>
    element('iframe', { src: subrun(writable, 'ws') }),
  'frame cross nested': ({ element, subrun, writable }) =>
    element('iframe', { src: subrun(writable, 'frame same') }),
  'frame cross worker': ({ element, subrun, writable }) =>
    element('iframe', { src: subrun(writable, 'worker post') }),
  'frame cross sw': ({ element, subrun, writable }) =>
    element('iframe', { src: subrun(writable, 'sw install') }),
  'frame srcdoc': ({ element, script }) =>
    element('iframe', { srcdoc: `<script>${script}</script>` }),
  'frame srcdoc sandbox': ({ element, script }) =>
    element('iframe', { sandbox: 'allow-scripts', srcdoc: `<script>${script}</script>` }),
  'frame sandbox cross': ({ element, here, subrun }) =>
    element('iframe', { sandbox: 'allow-scripts', src: subrun(here, 'fetch post') }),
  'frame blank': ({ body, element, url }) => {
    const f = element('iframe');
    void f.contentWindow!.fetch(url, { method: 'POST', mode: 'no-cors', body: body });
  },
  'frame data': ({ element, script }) =>
    element('iframe', {
      src: 'data:text/html,<script>' + encodeURIComponent(script) + '</script>',
    }),
  'frame blob': ({ element, script }) =>
    element('iframe', {
      src: URL.createObjectURL(new Blob([`<script>${script}</script>`], { type: 'text/html' })),
    }),
  'frame javascript': ({ element, script }) => element('iframe', { src: 'javascript:' + script }),
  'frame credentialless': ({ element, subrun, writable }) =>
    element('iframe', { credentialless: '', src: subrun(writable, 'fetch post') }),
  'frame fenced': ({ element, url }) => {
    const f = element('fencedframe');
    f.config = new FencedFrameConfig(url);
  },
  'frame removed': ({ body, element, url }) => {
    const f = element('iframe');
    const w = f.contentWindow!;
    w.navigator.sendBeacon(url, body);
    f.remove();
  },
  'popup blank': ({ body, url }) => {
    const w = window.open('about:blank')!;
    void w.fetch(url, { method: 'POST', mode: 'no-cors', body: body });
  },
  'popup same': ({ here, subrun }) => window.open(subrun(here, 'fetch post')),
  'popup noopener': ({ here, subrun }) =>
    window.open(subrun(here, 'fetch post'), '_blank', 'noopener'),
  'popup cross': ({ subrun, writable }) => window.open(subrun(writable, 'fetch post')),
  'popup ws': ({ subrun, writable }) => window.open(subrun(writable, 'ws')),
  'popup beacon close': ({ body, url }) => {
    const w = window.open('about:blank')!;
    w.navigator.sendBeacon(url, body);
    w.close();
  },
  'popup immediate close': ({ here, subrun }) => {
    const w = window.open(subrun(here, 'beacon'))!;
    setTimeout(() => w.close(), 60);
  },
};
