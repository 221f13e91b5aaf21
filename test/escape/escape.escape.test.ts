import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type StartedBrowser, startBrowser } from '@mayfly/cloud-runner/pod/browser.ts';
import { type Fence, startFence } from '@mayfly/cloud-runner/pod/fence/fence.ts';
import type { FenceRules } from '@mayfly/cloud-runner/pod/fence/rules.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { type Authority, makeAuthority } from '../harness/ca.ts';
import { watching } from '../harness/until.ts';
import type { Channel, Where } from './channel.ts';
import { otherChannels } from './other-channels.ts';
import { readingChannels } from './reading-channels.ts';
import { silentChannels } from './silent-channels.ts';
import { writingChannels } from './writing-channels.ts';
import { type Arrival, type Sink, startSink } from './sink.ts';

const uid = process.getuid?.() === 0 ? 21_000 : undefined;
const names = ['app.test', 'evil.test', 'writable.test'] as const;
const channels = { ...readingChannels, ...writingChannels, ...otherChannels };
const pagesAtOnce = 8;
/** How long a page is left alone after its channel has begun. */
const settleMs = 1_000;

let dir: string;
let authority: Authority;
let sink: Sink;
let fence: Fence;
let started: StartedBrowser;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'mayfly-escape-'));
  if (uid) await chown(dir, uid, uid);
  authority = makeAuthority();
  sink = await startSink(authority.issue(...names));
});

afterEach(async () => {
  await started.close();
  fence.close();
  sink.close();
  authority.remove();
  await rm(dir, { recursive: true });
});

type Scheme = 'http' | 'https';

const originOf = (name: string, scheme: Scheme) => `${scheme}://${name}:${sink[scheme]}`;

async function open(rules: Partial<FenceRules>): Promise<void> {
  const schemes = ['http', 'https'] as const;
  fence = startFence({
    privateOrigins: names.flatMap((name) => schemes.map((scheme) => originOf(name, scheme))),
    hosts: Object.fromEntries(names.map((name) => [name, '127.0.0.1'])),
    caBundle: authority.pem,
  });
  fence.grant({ origins: [], writes: [], passive: false, ...rules }, async () => {});
  started = await startBrowser({ dir, uid, fence });
}

const anyWrite = (origin: string) => ({
  origin,
  methods: ['POST', 'PUT', 'PATCH', 'DELETE', 'FROB', 'WEBSOCKET'],
  path: '/',
  max: 1_000,
  reading: false,
});

type Try = { name: string; channel: Channel; id: string; where: Where };

/** Tries each channel in a page of its own, and answers what arrived at its address. */
async function tryAll(scheme: Scheme, victim: string, tried: Record<string, Channel>) {
  const tries = Object.entries(tried).map(([name, channel], index): Try => {
    const id = `${victim}-${scheme}-${index}`;
    const target = `${originOf(victim, scheme)}/reached/${id}`;
    const here = originOf('app.test', scheme);
    const writable = originOf('writable.test', scheme);
    return { name, channel, id, where: { here, writable, target, udp: sink.udp, tcp: sink.tcp } };
  });
  const waiting = [...tries];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await tryOne(next);
  };
  await Promise.all(Array.from({ length: pagesAtOnce }, work));
  return tries.map(({ name, id }) => ({
    name,
    arrived: sink.arrivals.filter(({ path }) => path.split('?')[0] === `/reached/${id}`),
  }));
}

async function tryOne({ channel, where }: Try): Promise<void> {
  const context = await started.browser.createBrowserContext();
  const page = await context.newPage();
  await page.goto(`${where.here}/page`);
  const run = async (code: string, at: Where) => {
    const channel = new Function('where', `return (${code})(where)`) as (where: Where) => unknown;
    await channel(at);
  };
  // A page that leaves takes its answer with it, and some channels never answer.
  const begun = page.evaluate(run, channel.toString(), where).catch(() => undefined);
  await Promise.race([begun, watching(2 * settleMs)]);
  await watching(settleMs);
  await context.close();
}

const changes = ({ method }: Arrival) => !['GET', 'HEAD', 'OPTIONS'].includes(method);

const escaped = (results: { name: string; arrived: Arrival[] }[]) =>
  results.filter(({ arrived }) => arrived.length > 0).map(({ name }) => name);

describe.each(['http', 'https'] as const)('over %s', (scheme) => {
  test('nothing reaches an origin that is not granted', async () => {
    const writable = originOf('writable.test', scheme);
    await open({
      origins: [originOf('app.test', scheme), writable],
      writes: [anyWrite(writable)],
    });
    expect(escaped(await tryAll(scheme, 'evil.test', channels))).toEqual([]);
    expect(sink.arrivals.filter(({ host }) => host === 'evil.test')).toEqual([]);
    expect(sink.arrivals.filter(({ method }) => ['UDP', 'TCP'].includes(method))).toEqual([]);
  });

  test('nothing is changed at an origin that may be read', async () => {
    const writable = originOf('writable.test', scheme);
    await open({
      origins: [originOf('app.test', scheme), writable],
      writes: [anyWrite(writable)],
    });
    await tryAll(scheme, 'app.test', writingChannels);
    expect(sink.arrivals.filter((each) => each.host === 'app.test' && changes(each))).toEqual([]);
  });

  test('the channels are real: where all is granted, they reach', async () => {
    const origins = names.map((name) => originOf(name, scheme));
    await open({ origins, writes: origins.map(anyWrite) });
    const ways = { ...readingChannels, ...writingChannels };
    const results = await tryAll(scheme, 'evil.test', ways);
    const silent = results.filter(({ arrived }) => arrived.length === 0).map(({ name }) => name);
    expect(silent.filter((name) => !silentChannels[scheme].includes(name))).toEqual([]);
  });
});
