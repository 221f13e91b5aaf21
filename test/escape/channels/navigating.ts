import type { Channel } from '../channel.ts';

/** Forms, navigations and redirects that carry a body on. */
export const navigatingChannels: Record<string, Channel> = {
  'form self': ({ form, html }) => html(form()).querySelector('form')!.submit(),
  'form iframe': ({ form, html }) => {
    const d = html('<iframe name=fr></iframe>' + form('target=fr'));
    d.querySelector('form')!.submit();
  },
  'form popup': ({ form, html }) => html(form('target=_blank')).querySelector('form')!.submit(),
  'form formaction': ({ body, html, url }) =>
    html(
      `<form method=post action=/ok><input name=a value=${body}><button id=b formaction="${url}">x</button></form>`,
    )
      .querySelector<HTMLElement>('#b')!
      .click(),
  'form sandbox srcdoc': ({ element, form }) =>
    element('iframe', {
      sandbox: 'allow-scripts allow-forms',
      srcdoc: form() + '<script>document.forms[0].submit()</script>',
    }),
  'nav href': ({ url }) => (location.href = url),
  'nav meta': ({ url }) =>
    document.head.append(
      Object.assign(document.createElement('meta'), {
        httpEquiv: 'refresh',
        content: '0;url=' + url,
      }),
    ),
  'nav anchor ping': ({ element, url }) => {
    const a = element('a', { href: '#x', ping: url });
    a.textContent = 'x';
    a.click();
  },
  'nav anchor download': ({ element, url }) => {
    const a = element('a', { href: url, download: 'f' });
    a.textContent = 'x';
    a.click();
  },
  'nav iframe': ({ element, url }) => element('iframe', { src: url }),
  'nav popup': ({ url }) => window.open(url),
  'nav popup noopener': ({ url }) => window.open(url, '_blank', 'noopener'),
  'nav object': ({ element, url }) => element('object', { data: url }),
  'nav embed': ({ element, url }) => element('embed', { src: url, type: 'text/html' }),
  'nav redirect 302': ({ here, url }) =>
    (location.href = here + '/rd?c=302&to=' + encodeURIComponent(url)),
  'nav refresh header': ({ headers, here, url }) =>
    (location.href = here + '/blank?' + headers('Refresh: 0;url=' + url)),
  'redir 307 fetch': ({ body, url, writable }) =>
    fetch(`${writable}/rd?c=307&to=${encodeURIComponent(url)}`, {
      method: 'POST',
      body: body,
      mode: 'no-cors',
    }),
  'redir 308 form': ({ form, html, url, writable }) =>
    html(form().replace(url, `${writable}/rd?c=308&to=${encodeURIComponent(url)}`))
      .querySelector('form')!
      .submit(),
  'redir 307 beacon': ({ body, url, writable }) =>
    navigator.sendBeacon(`${writable}/rd?c=307&to=${encodeURIComponent(url)}`, body),
  'redir 307 iframe form': ({ form, html, url, writable }) => {
    const d = html(
      '<iframe name=fr></iframe>' +
        form('target=fr').replace(url, `${writable}/rd?c=307&to=${encodeURIComponent(url)}`),
    );
    d.querySelector('form')!.submit();
  },
  'redir 307 worker': ({ workerQuery, writable }) => {
    new Worker('/w.js' + workerQuery('redir') + '&rw=' + encodeURIComponent(writable));
  },
  'redir 307 keepalive': ({ body, url, writable }) =>
    fetch(`${writable}/rd?c=307&to=${encodeURIComponent(url)}`, {
      method: 'POST',
      body: body,
      mode: 'no-cors',
      keepalive: true,
    }),
  'redir 302 get img': ({ here, url }) => {
    new Image().src = `${here}/rd?c=302&to=${encodeURIComponent(url)}`;
  },
};
