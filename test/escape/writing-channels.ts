import type { Channel } from './channel.ts';

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
