import { servePages } from '../harness/pages.ts';
import type { Pages } from '../harness/pages.ts';
import { htmlPage } from './site.ts';

/** The only one who may come in. */
export const clerk = { email: 'kim@mayfly.test', password: 'a locked drawer 9' } as const;

/** A small site with a sign-in form, a list behind it, and nothing else. */
export type DeskSite = Pick<Pages, 'origin' | 'asked'> & { stop: () => Promise<void> };

const signIn = htmlPage(
  'Desk',
  `<button onclick="document.querySelector('form').hidden = false">Open the desk</button>
  <form hidden action="/session" method="post">
    <p><label>Work email <input name="email"></label></p>
    <p><label>Password <input type="password" name="password"></label></p>
    <p><button>Sign in</button></p></form>`,
);

const letters = htmlPage(
  'Letters',
  `<p>Signed in as ${clerk.email}</p>
  <table><caption>Letters</caption><thead><tr><th>Number</th><th>From</th></tr></thead><tbody>
  <tr><td>7</td><td>Lindqvist AB</td></tr><tr><td>8</td><td>Hansen &amp; Sons</td></tr></tbody></table>
  <button onclick="this.replaceWith('No letter is older.')">Show older</button>`,
);

/** Starts it on a free port. Who sends another password comes back to the form. */
export const startDesk = async (): Promise<DeskSite> => {
  const pages = await servePages({ '/': signIn, '/letters': letters });
  pages.set('/session', (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const sent = new URLSearchParams(Buffer.concat(chunks).toString());
      const isKnown = sent.get('email') === clerk.email && sent.get('password') === clerk.password;
      response.writeHead(303, { location: isKnown ? '/letters' : '/' }).end();
    });
  });
  return { origin: pages.origin, asked: pages.asked, stop: () => pages[Symbol.asyncDispose]() };
};
