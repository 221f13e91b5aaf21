import { randomBytes } from 'node:crypto';
import { createServer } from 'node:https';

import express from 'express';
import type { NextFunction, Request, Response } from 'express';
import openid from 'express-openid-connect';

import type { Authority } from '../../harness/ca.ts';
import { close, escaped, htmlPage, listen } from '../site.ts';
import type { Site } from '../site.ts';
import { application } from './accounts.ts';
import { fetchByHosts } from './fetch-by-hosts.ts';
import { freshInvoices } from './invoices.ts';
import type { Invoice } from './invoices.ts';

const { auth, requiresAuth } = openid;

/** An application on https with `__Host-` cookies, where people sign in at the provider. */
export type ApplicationSite = Site & {
  /** What it holds now. */
  invoices: Invoice[];
  /** Addresses of the pages that were asked for, in order. */
  visits: string[];
};

const invoicesPage = (shown: readonly Invoice[], token: string): string => {
  const approve = ({ number, state }: Invoice) =>
    state === 'open'
      ? `<form method="post" action="/invoices/${number}/approve">
          <input type="hidden" name="token" value="${token}">
          <button type="submit" aria-label="Approve ${number}">Approve</button></form>`
      : '';
  const rows = shown.map(
    (invoice) => `<tr><td>${invoice.number}</td><td>${escaped(invoice.customer)}</td>
      <td>${invoice.amount}</td><td>${invoice.state}</td><td>${approve(invoice)}</td></tr>`,
  );
  return htmlPage(
    'Invoices',
    `<form><label>State <select name="state" onchange="this.form.submit()">
      <option value="">All</option><option value="open">Open</option>
      <option value="approved">Approved</option></select></label></form>
    <table><thead><tr><th>Number</th><th>Customer</th><th>Amount</th><th>State</th><th></th></tr></thead>
    <tbody>${rows.join('')}</tbody></table>`,
  );
};

/** The cookie that changes at every visit. */
const visit = {
  name: '__Host-visit',
  options: { path: '/', secure: true, httpOnly: true, sameSite: 'lax' },
} as const;

/** Asks the provider at every visit whether it still knows the person; else they sign in there again. */
const askProvider = async (request: Request, response: Response, next: NextFunction) => {
  const isKnown = await request.oidc.fetchUserInfo().then(
    () => true,
    () => false,
  );
  if (isKnown) next();
  else await response.oidc.login({ returnTo: request.originalUrl });
};

/**
 * Gives a new `__Host-visit` at every page and, when asked to be strict, signs out who comes with an older one:
 * who keeps a copy of the cookies must keep the last.
 */
const rotating = (isStrict: boolean) => {
  let current: string | undefined;
  return (request: Request, response: Response, next: NextFunction) => {
    const held = /(?:^|; )__Host-visit=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
    if (isStrict && current && held && held !== current) {
      response.clearCookie(visit.name, visit.options);
      return response.redirect('/logout');
    }
    current = randomBytes(16).toString('hex');
    response.cookie(visit.name, current, { ...visit.options, maxAge: 86_400_000 });
    next();
  };
};

/** Starts the application. `isStrict`: it refuses a session of which it gave out a newer one. */
export const startApplication = async (options: {
  host: string;
  authority: Authority;
  provider: Pick<Site, 'url' | 'hosts'>;
  isStrict?: boolean;
}): Promise<ApplicationSite> => {
  const { host, authority, provider, isStrict = false } = options;
  const app = express();
  const server = createServer(authority.issue(host), app);
  const url = `https://${host}:${await listen(server)}`;
  const invoices = freshInvoices();
  const visits: string[] = [];
  const token = randomBytes(16).toString('hex');

  app.use(
    auth({
      issuerBaseURL: provider.url,
      baseURL: url,
      clientID: application.id,
      clientSecret: application.secret,
      secret: randomBytes(32).toString('hex'),
      authRequired: false,
      idpLogout: false,
      enableTelemetry: false,
      customFetch: fetchByHosts(provider.hosts),
      authorizationParams: { response_type: 'code', scope: 'openid profile email' },
      session: {
        name: '__Host-session',
        rolling: true,
        cookie: { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' },
      },
    }),
  );
  app.use((request, _, next) => {
    visits.push(request.originalUrl);
    next();
  });
  app.get('/', (request, response) => {
    const who = request.oidc.user?.['name'] as string | undefined;
    const greeting = who
      ? `<p>Signed in as ${escaped(who)}</p><p><a href="/invoices">Invoices</a></p>`
      : '<p><a href="/login">Sign in</a></p>';
    response.send(htmlPage('Ledger', greeting));
  });
  app.get('/invoices', requiresAuth(), askProvider, rotating(isStrict), (request, response) => {
    const { state } = request.query;
    const shown = invoices.filter((invoice) => !state || invoice.state === state);
    response.send(invoicesPage(shown, token));
  });
  app.post(
    '/invoices/:number/approve',
    requiresAuth(),
    express.urlencoded({ extended: false }),
    (request, response) => {
      const found = invoices.find(({ number }) => number === request.params['number']);
      if (!found) return void response.status(404).send(htmlPage('Not found', ''));
      if ((request.body as { token?: string }).token !== token)
        return void response.status(403).end();
      found.state = 'approved';
      response.redirect(303, '/invoices');
    },
  );
  return { url, hosts: { [host]: '127.0.0.1' }, invoices, visits, stop: () => close(server) };
};
