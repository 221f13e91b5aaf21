import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { escaped } from '../sites/site.ts';

/** A site that tells everything it learns, everywhere that a page can tell it; and changes its cookie on every page. */
export type EchoSite = { readonly server: Server; readonly rotated: readonly string[] };

/** Makes it. `rotation` gives the next value of the session's cookie. */
export function echoSite(rotation: () => string): EchoSite {
  const rotated: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const path = request.url ?? '/';
      const told = [request.headers.cookie ?? '', decodeURIComponent(body), path].join(' ');
      const next = rotation();
      rotated.push(next);
      response.setHeader('set-cookie', `sid=${next}; Path=/; HttpOnly; Max-Age=86400`);
      response.setHeader('x-echo', encodeURIComponent(told).slice(0, 2_000));
      if (request.method === 'POST') {
        response.writeHead(303, { location: `/sent?told=${encodeURIComponent(told)}` });
        return response.end();
      }
      response.setHeader('content-type', 'text/html');
      return response.end(pageOf(told));
    });
  });
  return { server, rotated };
}

function pageOf(told: string): string {
  const text = escaped(told);
  const encoded = Buffer.from(told).toString('base64');
  return `<!doctype html><meta charset="utf-8"><title>${text}</title>
<h1 id="told" aria-label="${text}" data-told="${text}">${text}</h1>
<p id="encoded">${encoded}</p><p id="hex">${Buffer.from(told).toString('hex')}</p>
<p id="storage"></p><img alt="${text}" src="data:,">
<form method="post" action="/send"><label>Code <input type="password" name="code"></label>
<label>Note <input name="note"></label><button>Send</button></form>
<script>
  document.querySelector('#storage').textContent = JSON.stringify({ ...localStorage });
  console.error(document.title, JSON.stringify({ ...localStorage }));
  setTimeout(() => { throw new Error(document.title); });
</script>`;
}
