import type { FenceRules } from '@mayfly/cloud-runner/pod/fence/rules.ts';
import type { Browser } from 'puppeteer-core';

import { makeAuthority } from '../harness/ca.ts';
import { watching } from '../harness/until.ts';
import { escapesOf, strayed } from './escapes.ts';
import { startGuarded } from './guarded-browser.ts';
import { startSink } from './sink/sink.ts';
import type { Guard, Round, Try } from './trial.ts';

const pagesAtOnce = 8;
const pageMs = 8_000;
/** How long a channel may take, how long its page is left alone after, and how long all that is late is waited for. */
const channelMs = 1_200;
const settleMs = 900;
const lateMs = 3_000;

/** Tries all `tries` in one browser. Runs in the world of the test, whose only names and addresses are the sink's. */
export async function tryAll(guard: Guard, tries: readonly Try[]): Promise<Round> {
  const authority = makeAuthority();
  const zones = ['evil', 'ro', 'app', 'rw'].map((zone) => `*.${zone}.test`);
  const sink = await startSink(authority.issue(...zones));
  const guarded = await startGuarded(guard, authority, rulesFor(tries.length));
  const isTried = new Map<Try, boolean>();
  const waiting = [...tries.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [number, each] = next;
      isTried.set(each, await tryOne(guarded.browser, each, number));
    }
  };
  await Promise.all(Array.from({ length: pagesAtOnce }, work));
  await watching(lateMs);
  const tried = [...tries.entries()].map(([number, each]) => ({
    ...each,
    arrived: escapesOf(each, number, sink.arrivals),
    isTried: isTried.get(each) ?? false,
  }));
  const datagrams = strayed(sink.arrivals).length;
  await guarded.close();
  sink.close();
  authority.remove();
  return { tried, datagrams };
}

function rulesFor(count: number): FenceRules {
  const numbers = Array.from({ length: count }, (_, number) => number);
  const at = (zone: string) =>
    numbers.flatMap((number) =>
      ['http', 'https'].map((scheme) => `${scheme}://m${number}.${zone}.test`),
    );
  const methods = ['POST', 'PUT', 'PATCH', 'DELETE', 'FROB', 'WEBSOCKET'];
  return {
    origins: [...at('app'), ...at('ro'), ...at('rw')],
    writes: at('rw').map((origin) => ({ origin, methods, path: '/', max: 1_000, reading: false })),
    passive: false,
  };
}

/** Opens the page that tries a channel, in a context of its own. Answers whether it came. */
async function tryOne(browser: Browser, { channel, target, scheme }: Try, number: number) {
  const origin = (zone: string) => `${scheme}://m${number}.${zone}.test`;
  const query = new URLSearchParams({
    ch: channel,
    m: `m${number}`,
    t: origin(target),
    rw: origin('rw'),
  });
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
  const went = page
    .goto(`${origin('app')}/run?${query}`, { waitUntil: 'domcontentloaded', timeout: pageMs })
    .then(
      () => true,
      () => false,
    );
  const isThere = await went;
  const over = page
    .waitForFunction('window.tried !== "begun"', { timeout: channelMs })
    .catch(() => undefined);
  await Promise.race([over, watching(channelMs)]);
  await watching(settleMs);
  await Promise.race([context.close().catch(() => undefined), watching(pageMs)]);
  return isThere;
}
