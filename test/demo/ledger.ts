import type { Page } from 'puppeteer-core';

import { press, says } from '../harness/person/screen.ts';
import { startOidcSites } from '../sites/oidc/start.ts';
import type { OidcSites } from '../sites/oidc/start.ts';
import type { Invoice } from '../sites/oidc/invoices.ts';

/** The application of the demo: people sign in at a provider, read invoices and approve them. */
export type Ledger = Pick<OidcSites, 'hosts' | 'authority' | 'person' | 'stop'> & {
  url: string;
  /** The origins of application and provider. */
  origins: readonly string[];
  /** What it holds now. */
  invoices: readonly Invoice[];
  /** Takes back every approval. */
  reopen: () => void;
  /** Addresses of the pages that were asked for so far. */
  visits: readonly string[];
};

/** The invoice that is approved. */
export const approved = 'INV-2041';

const invoice = (number: string, customer: string, amount: string): Invoice => ({
  number,
  customer,
  amount,
  state: 'open',
});

const month = (): Invoice[] => [
  invoice(approved, 'Hansen & Sons', '1,240.00'),
  invoice('INV-2042', 'Kestrel Freight', '86.50'),
  invoice('INV-2043', 'Lindqvist AB', '9,004.10'),
  invoice('INV-2044', 'Weber GmbH', '310.00'),
  invoice('INV-2045', 'Halden Papir', '2,718.28'),
  invoice('INV-2046', 'Okonkwo Foods', '455.90'),
  invoice('INV-2047', 'Tanaka Optics', '12,050.00'),
  { ...invoice('INV-2048', 'Marais & Fils', '77.00'), state: 'approved' },
];

/** Starts it, on https, with a provider beside it. */
export const startLedger = async (): Promise<Ledger> => {
  const { application, provider, ...sites } = await startOidcSites();
  const reopen = (): void => {
    application.invoices.splice(0, application.invoices.length, ...month());
  };
  reopen();
  return {
    ...sites,
    url: application.url,
    origins: [application.url, provider.url],
    invoices: application.invoices,
    reopen,
    visits: application.visits,
  };
};

/** Signs in by hand, as a person does before recording anything. */
export const signIn = async (page: Page, { url, person }: Ledger): Promise<void> => {
  await page.goto(url);
  await press(page, 'Sign in');
  await page.locator('[name=email]').fill(person.email);
  await page.locator('[name=password]').fill(person.password);
  await page.locator('button').click();
  await says(page, `Signed in as ${person.name}`);
};
