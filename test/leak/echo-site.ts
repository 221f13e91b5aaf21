import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { escaped } from '../sites/site.ts';

/** A site that tells everything it learns, everywhere that a page can tell it; and changes its cookie on every page. */
export type EchoSite = {
  readonly server: Server;
  readonly rotated: readonly string[];
  /** Who is to be told when something is being typed; the page is kept waiting until it is done. */
  onTyping: () => Promise<void>;
};

/** The colour in which it shows what it tells, and nothing else. */
export const toldColour = '#f0f';

/** Makes it. `rotation` gives the next value of the session's cookie. */
export function echoSite(rotation: () => string): EchoSite {
  const rotated: string[] = [];
  const heard = new Set<string>();
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const path = request.url ?? '/';
      if (path === '/typing') return void site.onTyping().then(() => response.end());
      for (const part of [request.headers.cookie ?? '', decodeURIComponent(body)]) heard.add(part);
      const told = [...heard, path].join(' ');
      const next = rotation();
      rotated.push(next);
      response.setHeader('set-cookie', `sid=${next}; Path=/; HttpOnly; Max-Age=86400`);
      response.setHeader('x-echo', encodeURIComponent(told).slice(0, 2_000));
      if (request.method === 'POST') {
        const location = `/sent?told=${encodeURIComponent(told.slice(0, 4_000))}`;
        response.writeHead(303, { location });
        return void response.end();
      }
      if (path.startsWith('/file')) {
        const name = encodeURIComponent(told.slice(0, 1_000));
        response.setHeader('content-disposition', `attachment; filename*=UTF-8''${name}.txt`);
        return void response.end(told);
      }
      response.setHeader('content-type', 'text/html');
      return void response.end(pageOf(told));
    });
  });
  const site: EchoSite = { server, rotated, onTyping: () => Promise.resolve() };
  return site;
}

function pageOf(told: string): string {
  const text = escaped(told);
  const encoded = Buffer.from(told).toString('base64');
  return `<!doctype html><meta charset="utf-8"><title>${text}</title>
<style>body { color: ${toldColour} } label, button, a { color: #000 }</style>
<form method="post" action="/send"><label>Code <input type="password" name="code"></label>
<label>Pin <input type="password" name="pin"></label>
<label>Note <input name="note"></label><label>Street <input name="street"></label>
<button>Send</button></form><a id="file" href="/file">File</a>
<h1 id="told" aria-label="${text}" data-told="${text}">${text}</h1>
<p id="encoded">${encoded}</p><p id="hex">${Buffer.from(told).toString('hex')}</p>
<p id="reversed">${escaped([...told].toReversed().join(''))}</p>
<p id="storage"></p><img id="picture" alt="${text}" src="data:,">
<script>
  document.querySelector('#storage').textContent = JSON.stringify({ ...localStorage });
  console.error(document.title, JSON.stringify({ ...localStorage }));
  document.querySelector('input').addEventListener('input', () => fetch('/typing'), { once: true });
  setTimeout(() => { throw new Error(document.title); });
</script>`;
}
