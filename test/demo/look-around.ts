import type { Browser } from 'puppeteer-core';

import { passphrase } from '../harness/person/connect.ts';
import type { Stack } from '../harness/stack.ts';
import { filesBelow, search } from '../leak/sinks.ts';
import { approved } from './ledger.ts';
import type { Ledger } from './ledger.ts';

/** What nobody between the person and the site may know: the sign-in, passwords, and what stands in the pages. */
const secretsOf = async (browser: Browser, { person, invoices }: Ledger): Promise<string[]> => {
  const cookies = await browser.cookies();
  const session = cookies.filter(({ name }) => name.startsWith('__Host-'));
  const [first] = invoices;
  return [
    passphrase,
    person.password,
    ...(first ? [first.customer] : []),
    ...session.map(({ value }) => value),
  ];
};

/** Looks for them, in every spelling, in every file that the runner keeps. Throws when one is found. */
export const searchFiles = async (
  { data }: Stack,
  browser: Browser,
  ledger: Ledger,
): Promise<{ files: number; secrets: number; spellings: number }> => {
  const files = filesBelow(data);
  const secrets = await secretsOf(browser, ledger);
  const { leaks, searched } = search(files, secrets);
  if (leaks.length > 0) {
    const places = leaks.map(({ sink, spelling }) => `${sink} (${spelling})`);
    throw new Error(`Something secret lies in the open: ${places.join(', ')}`);
  }
  const spellings = searched / files.length / secrets.length;
  return { files: files.length, secrets: secrets.length, spellings };
};

/** The pages that the run alone asked for. Throws unless the one change that was allowed happened, and no other. */
export const oneChange = ({ visits, invoices }: Ledger, visitsBefore: number): string[] => {
  const asked = visits.slice(visitsBefore);
  const changes = asked.filter((visit) => visit.endsWith('/approve'));
  const isDone = invoices.find(({ number }) => number === approved)?.state === 'approved';
  if (changes.length === 1 && isDone) return asked;
  throw new Error(`The application was asked for ${asked.join(', ')}.`);
};
