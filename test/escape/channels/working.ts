import type { Channel } from '../channel.ts';

/** Workers of all kinds. */
export const workingChannels: Record<string, Channel> = {
  'worker post': ({ workerQuery }) => {
    new Worker('/w.js' + workerQuery('post'));
  },
  'worker get': ({ workerQuery }) => {
    new Worker('/w.js' + workerQuery('get'));
  },
  'worker xhr': ({ workerQuery }) => {
    new Worker('/w.js' + workerQuery('xhr'));
  },
  'worker ws': ({ workerQuery }) => {
    new Worker('/w.js' + workerQuery('ws'));
  },
  'worker es': ({ workerQuery }) => {
    new Worker('/w.js' + workerQuery('es'));
  },
  'worker import': ({ workerQuery }) => {
    new Worker('/w.js' + workerQuery('import'));
  },
  'worker nested': ({ workerQuery }) => {
    new Worker('/w.js' + workerQuery('nested'));
  },
  'worker wt': ({ workerQuery }) => {
    new Worker('/w.js' + workerQuery('wt'));
  },
  'worker blob': ({ script }) => {
    new Worker(URL.createObjectURL(new Blob([script])));
  },
  'worker data': ({ script }) => {
    new Worker('data:text/javascript,' + encodeURIComponent(script));
  },
  'worker terminate': ({ workerQuery }) => {
    const w = new Worker('/w.js' + workerQuery('keepalive'));
    setTimeout(() => w.terminate(), 100);
  },
  'shared post': ({ workerQuery }) => {
    new SharedWorker('/w.js' + workerQuery('post'));
  },
  'shared ws': ({ workerQuery }) => {
    new SharedWorker('/w.js' + workerQuery('ws'));
  },
  'shared wt': ({ workerQuery }) => {
    new SharedWorker('/w.js' + workerQuery('wt'));
  },
  'shared nested': ({ workerQuery }) => {
    new SharedWorker('/w.js' + workerQuery('nested'));
  },
  'shared nested ws': ({ workerQuery }) => {
    new SharedWorker('/w.js' + workerQuery('nestedws'));
  },
  'shared blob': ({ script }) => {
    new SharedWorker(URL.createObjectURL(new Blob([script])));
  },
  'shared data ws': ({ mark, socket }) => {
    new SharedWorker(
      'data:text/javascript,' +
        encodeURIComponent(`new WebSocket(${JSON.stringify(socket + '/x?m=' + mark)})`),
    );
  },
  'sw install': ({ workerQuery }) =>
    navigator.serviceWorker.register('/sw.js' + workerQuery('post')),
  'sw ws': ({ workerQuery }) => navigator.serviceWorker.register('/sw.js' + workerQuery('ws')),
  'sw import': ({ workerQuery }) =>
    navigator.serviceWorker.register('/sw.js' + workerQuery('import')),
  'sw wt': ({ workerQuery }) => navigator.serviceWorker.register('/sw.js' + workerQuery('wt')),
  'sw fetch handler': async ({ controlled, workerQuery }) => {
    await navigator.serviceWorker.register('/sw.js' + workerQuery('handler'));
    await controlled();
    void fetch('/relay');
  },
  'sw navpreload': async ({ controlled, element, workerQuery }) => {
    await navigator.serviceWorker.register('/sw.js' + workerQuery('navpre'));
    await controlled();
    element('iframe', { src: '/blank' });
  },
  'sw late page closed': async ({ workerQuery }) => {
    await navigator.serviceWorker.register('/sw.js' + workerQuery('late'));
    await navigator.serviceWorker.ready;
    location.href = 'about:blank';
  },
  'sw bgsync': async ({ workerQuery }) => {
    await navigator.serviceWorker.register('/sw.js' + workerQuery('sync'));
    const r = await navigator.serviceWorker.ready;
    await r.sync.register('s');
  },
  bgfetch: async ({ body, mark, url, workerQuery }) => {
    await navigator.serviceWorker.register('/sw.js' + workerQuery('none'));
    const r = await navigator.serviceWorker.ready;
    await r.backgroundFetch.fetch('f' + mark, [new Request(url, { method: 'POST', body: body })]);
  },
  'bgfetch get': async ({ mark, url, workerQuery }) => {
    await navigator.serviceWorker.register('/sw.js' + workerQuery('none'));
    const r = await navigator.serviceWorker.ready;
    await r.backgroundFetch.fetch('g' + mark, [url]);
  },
  'worklet audio': ({ url }) => new AudioContext().audioWorklet.addModule(url),
  'worklet paint': ({ url }) => CSS.paintWorklet.addModule(url),
  'worklet shared storage': ({ url }) => sharedStorage.worklet.addModule(url),
};
