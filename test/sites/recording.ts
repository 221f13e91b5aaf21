import { createServer } from 'node:http';
import { close, htmlPage, listen } from './site.ts';

/** A small site under two names, which are two sites to a browser. */
export type RecordingSite = {
  /** Where recording begins, with a slash at the end. */
  url: string;
  /** The same under another name. */
  otherUrl: string;
  stop: () => Promise<void>;
};

const signIn = `<form action="/session" method="post">
  <label>Work email <input name="email"></label>
  <label>Password <input type="password" name="password"></label>
  <button>Sign in</button></form>`;

const home = (other: string): string => `
  <a href="/invoices">Invoices</a> <a href="/invoices" target="_blank">Invoices in a tab</a>
  <a href="${other}away">Elsewhere</a> <button>Show all</button>
  <button onclick="history.pushState({}, '', '/filtered')">Filter</button>
  <label>Only open <input type="checkbox"></label>
  <iframe title="Inner" src="/frame"></iframe><iframe title="Strange" src="${other}frame"></iframe>`;

const invoices = `<table><caption>Open invoices</caption><thead><tr><th>Number<th>Due</tr></thead><tbody>
  <tr><td>101<td>May</tr><tr><td>102<td>June</tr><tr><td>103<td>July</tr></tbody></table>
  <dl><dt>Total</dt><dd id="total">42</dd></dl>`;

/** Starts the site on a free port. */
export async function startRecordingSite(): Promise<RecordingSite> {
  const server = createServer((request, response) => {
    const { port } = server.address() as { port: number };
    const path = request.url?.split('?')[0] ?? '/';
    const pages: Record<string, string> = {
      '/': htmlPage('Home', home(`http://localhost:${port}/`)),
      '/sign-in': htmlPage('Sign in', signIn),
      '/invoices': htmlPage('Invoices', invoices),
      '/frame': htmlPage('Frame', '<button>Inside</button>'),
      '/away': htmlPage('Away', `<a href="http://127.0.0.1:${port}/invoices">Back again</a>`),
    };
    response.setHeader('content-type', 'text/html');
    if (path === '/bound') response.setHeader('Secure-Session-Registration', '(ES256);path="/r"');
    if (path === '/session') response.writeHead(303, { location: '/' });
    response.end(pages[path] ?? htmlPage(path, '<p>Nothing else</p>'));
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}/`,
    otherUrl: `http://localhost:${port}/`,
    stop: () => close(server),
  };
}
