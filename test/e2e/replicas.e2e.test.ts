import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { freePort } from '@mayfly/cloud-runner/launcher/free-port.ts';
import type { RunId } from '@mayfly/shared/base/ids.ts';
import { device } from '../harness/device.ts';
import { readFigures, sumOf } from '../harness/figures.ts';
import { goTo, permit } from '../harness/permit.ts';
import { startBalancer, startReplica } from '../harness/replicas.ts';
import type { Balancer, Replica } from '../harness/replicas.ts';
import { evidenceOf } from '../harness/run-evidence.ts';
import { startStack } from '../harness/stack.ts';
import type { Stack } from '../harness/stack.ts';
import { until } from '../harness/until.ts';
import { close, htmlPage, listen } from '../sites/site.ts';

/** Long enough that runs go on while services are replaced. */
const answerMs = 700;
const batch = 8;

let visits = 0;
const site = createServer((request, response) => {
  if (request.url === '/work') visits += 1;
  const answer = () => response.setHeader('content-type', 'text/html').end(htmlPage('Done', ''));
  setTimeout(answer, answerMs);
});

let stack: Stack;
let balancer: Balancer;
let brokerFigures: string;
let replicas: Replica[] = [];
const retired: (number | null)[] = [];

beforeAll(async () => {
  const origin = `http://127.0.0.1:${await listen(site)}`;
  balancer = await startBalancer();
  const [servicePort, metricsPort] = [await freePort(), await freePort()];
  brokerFigures = `http://127.0.0.1:${metricsPort}`;
  stack = await startStack({
    settings: {
      servicePort,
      serviceUrl: balancer.url,
      privateOrigins: [origin],
      brokerMetricsUrl: brokerFigures,
    },
  });
  replicas = await Promise.all([1, 2].map(() => startReplica(stack)));
  balancer.ports.push(servicePort, ...replicas.map(({ port }) => port));
  await device.pair(stack.invitation, 'correct horse battery staple');
  ({ run: order } = await permit({
    steps: [goTo(`${origin}/work`)],
    origins: [origin],
    limits: { parallel: batch, perDay: 100 },
  }));
});

afterAll(async () => {
  for (const replica of replicas) replica.kill();
  await stack.remove();
  balancer.close();
  await close(site);
});

let order: () => Promise<RunId>;
const orders = (): Promise<RunId[]> => Promise.all(Array.from({ length: batch }, () => order()));

const released = async () =>
  sumOf(await readFigures(brokerFigures), 'mayfly_broker_releases_total');

/** All of them succeeded, each by one attempt that visited once. */
const isDoneOnce = async (runs: readonly RunId[], before: { visits: number; keys: number }) => {
  for (const run of runs) {
    const { report, proof } = await evidenceOf(run);
    expect([report.status, proof.proved]).toEqual(['succeeded', true]);
  }
  expect(visits - before.visits).toBe(batch);
  expect((await released()) - before.keys).toBe(batch);
};

/** A new one comes up before an old one is told to go. */
const replace = async (): Promise<void> => {
  const old = replicas.shift();
  const fresh = await startReplica(stack);
  balancer.ports.push(fresh.port);
  replicas.push(fresh);
  balancer.ports.splice(balancer.ports.indexOf(old?.port ?? 0), 1);
  retired.push((await old?.retire()) ?? null);
};

describe('three services on one database', () => {
  it('share runs out, and one of them follows the feed', async () => {
    const before = { visits, keys: await released() };
    await isDoneOnce(await orders(), before);
    const all = await Promise.all(replicas.map(({ metricsUrl }) => readFigures(metricsUrl)));
    // The third one started first, and so it keeps.
    expect(all.map((each) => sumOf(each, 'mayfly_keeper'))).toEqual([0, 0]);
    expect(all.map((each) => sumOf(each, 'mayfly_feed_entries_total'))).toEqual([0, 0]);
    expect(all.some((each) => sumOf(each, 'mayfly_claims_total') > 0)).toBe(true);
  });

  it('are replaced one after the other, there and back, while runs go on: none is lost, none is doubled', async () => {
    const before = { visits, keys: await released() };
    const runs = await orders();
    await until(() => visits > before.visits || undefined);
    // The one that keeps, by its signal: it comes up again by itself.
    const keeper = stack.parts.service.pid();
    process.kill(keeper ?? 0, 'SIGTERM');
    await replace();
    await replace();
    await isDoneOnce(runs, before);

    const again = { visits, keys: await released() };
    const more = await orders();
    await until(() => visits > again.visits || undefined);
    await replace();
    await replace();
    await isDoneOnce(more, again);
    expect(stack.parts.service.pid()).not.toBe(keeper);
    expect(retired).toEqual([0, 0, 0, 0]);
  });
});
