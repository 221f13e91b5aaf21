import type { Page } from 'puppeteer-core';

import type { Pages } from '../harness/pages.ts';
import { servePages } from '../harness/pages.ts';
import { htmlPage } from './site.ts';

/** A ledger behind a sign-in, whose sessions can be ended from outside. */
export type Ledger = {
  readonly pages: Pages;
  readonly origin: string;
  /** Ends all sessions, as an administrator of the site would. */
  endSessions: () => void;
  /** Lets answers of `/slow` go. */
  letGo: () => void;
};

const signIn =
  '<form method="post" action="/in"><label>Password <input type="password" name="p"></label><button>Sign in</button></form>';

const rows = ['1041', '1042', '1043']
  .map((number) => `<tr><td>INV-${number}</td><td>Kestrel ${number}</td></tr>`)
  .join('');

const ledgerPage = `<label>Month <input name="month"></label>
  <button id="show" onclick="document.querySelector('table').hidden = false">Show all</button>
  <table hidden><caption>Invoices</caption><thead><tr><th>Number</th><th>Customer</th></tr></thead><tbody>${rows}</tbody></table>
  <form method="post" action="/approve"><button>Approve</button></form>`;

/** Starts it on a free port of loopback. `/` is the ledger; `/slow` answers when it is let go; `/approve` changes something. */
export const startLedger = async (): Promise<Ledger> => {
  let session = 1;
  const waiting: (() => void)[] = [];
  const isIn = (cookie = ''): boolean => cookie.includes(`sid=s${session}`);
  const html = { 'content-type': 'text/html; charset=utf-8' };
  const pages = await servePages({
    '/': ({ headers }, response) => {
      response.writeHead(200, html);
      response.end(htmlPage('Ledger', isIn(headers.cookie) ? ledgerPage : signIn));
    },
    '/in': (_, response) => {
      const cookies = [`sid=s${session}; HttpOnly`, 'csrf_token=t', 'theme=dark'];
      const age = 'Path=/; Max-Age=864000';
      const set = cookies.map((cookie) => `${cookie}; ${age}`);
      response.writeHead(303, { location: '/', 'set-cookie': set }).end();
    },
    '/slow': (_, response) => {
      waiting.push(() => response.writeHead(200, html).end(htmlPage('Slow', '<h1>At last</h1>')));
    },
    '/approve': (_, response) => {
      response.writeHead(200, html).end(htmlPage('Approved', '<h1>Approved</h1>'));
    },
  });
  return {
    pages,
    origin: pages.origin,
    endSessions: () => (session += 1),
    letGo: () => waiting.splice(0).forEach((answer) => answer()),
  };
};

/** By hand. */
export const signInAtLedger = async (page: Page): Promise<void> => {
  await page.bringToFront();
  await page.type('input[name=p]', 'open sesame');
  await Promise.all([page.waitForNavigation(), page.click('button')]);
  await page.waitForSelector('#show');
};
