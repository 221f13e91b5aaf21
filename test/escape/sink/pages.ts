import type { ServerResponse } from 'node:http';

import { runnable } from '../channels/index.ts';
import { pageTools, type Where } from '../page-tools.ts';
import { serviceWorker, worker } from './workers.ts';

const head = '<!doctype html><meta charset=utf-8><link rel=icon href="data:,">';

/**
 * `/run?ch=` is a page that tries a channel, `/w.js` and `/sw.js` are scripts of workers, `/rd?c=&to=` leads on, `/403` is
 * one; all else is a small page that anybody may read. `h=Name: value` adds a header, `early=` says one ahead.
 */
export function answer(url: URL, host: string, scheme: string, response: ServerResponse): void {
  const { pathname, searchParams: query } = url;
  const early = query.get('early');
  if (early) response.writeEarlyHints({ link: early });
  const common = {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': '*, PUT, DELETE, FROB',
    'access-control-allow-headers': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'no-store',
    'service-worker-allowed': '/',
    'supports-loading-mode': 'credentialed-prerender, fenced-frame',
    'content-type': typeOf(pathname),
  };
  for (const [name, value] of Object.entries(common)) response.setHeader(name, value);
  for (const line of query.getAll('h')) {
    const [name = '', ...value] = line.split(':');
    response.appendHeader(name, value.join(':').trim());
  }
  if (pathname === '/rd') {
    response.statusCode = Number(query.get('c') ?? 302);
    response.setHeader('location', query.get('to') ?? '/');
  }
  if (pathname === '/403') response.statusCode = 403;
  const here = `${scheme}//${host}`;
  const body = bodyOf(pathname, query, here);
  // What was said ahead is followed before the page is there.
  if (early) setTimeout(() => response.end(body), 50);
  else response.end(body);
}

function typeOf(path: string): string {
  if (path.endsWith('.js')) return 'text/javascript';
  return path.endsWith('.css') ? 'text/css' : 'text/html';
}

function bodyOf(path: string, query: URLSearchParams, here: string): string {
  if (path === '/w.js') return `(${worker.toString()})()`;
  if (path === '/sw.js') return `(${serviceWorker.toString()})()`;
  if (path === '/run') return `${head}<body>x<script>${runScript(query, here)}</script>`;
  return path.endsWith('.js') ? '' : `${head}ok`;
}

function runScript(query: URLSearchParams, here: string): string {
  const where: Where = {
    mark: query.get('m') ?? 'm0',
    here,
    target: query.get('t') ?? here,
    writable: query.get('rw') ?? here,
  };
  const channel = runnable[query.get('ch') ?? ''];
  if (!channel) return '';
  const script = `
    window.tried = 'begun';
    try {
      Promise.resolve((${channel.toString()})((${pageTools.toString()})(${JSON.stringify(where)})))
        .then(() => { window.tried = 'done' }, (error) => { window.tried = 'failed ' + error });
    } catch (error) { window.tried = 'failed ' + error }`;
  return script.replaceAll('</script', String.raw`<\/script`);
}
