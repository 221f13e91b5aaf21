import type { ChildProcess } from 'node:child_process';
import { Readable, Writable } from 'node:stream';
import type { Browser } from 'puppeteer-core';
// Only the parts that speak CDP: all of puppeteer costs 90 ms more at the start of a pod. The version is pinned exactly.
import { _connectToCdpBrowser as connectToCdpBrowser } from 'puppeteer-core/internal/cdp/BrowserConnector.js';
import { PipeTransport } from 'puppeteer-core/internal/node/PipeTransport.js';
import type { Interception } from '../fence/interception.ts';

const silent = () => undefined;

/** The size in which pages are played, the same for every run. */
export const viewport = { width: 1_280, height: 800 };

/**
 * Speaks with a browser over its pipes 3 and 4; there is no debugging port. Network and issue events are left off, the
 * fence's log knows more: so `page.goto` answers null, and nothing waits for an idle network.
 */
export async function connectTo(
  child: ChildProcess,
  before: Interception = (inner) => inner,
): Promise<Browser> {
  const [, , , toBrowser, fromBrowser] = child.stdio;
  if (!(toBrowser instanceof Writable && fromBrowser instanceof Readable)) {
    throw new TypeError('the browser has no pipes');
  }
  const transport = before(new PipeTransport(toBrowser, fromBrowser, silent));
  const options = { defaultViewport: viewport, networkEnabled: false, issuesEnabled: false };
  const browser = await connectToCdpBrowser(transport, '', options, silent);
  // The same class; its public type is declared a second time in puppeteer's rolled-up types.
  return browser as unknown as Browser;
}
