import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { freePort } from '@mayfly/cloud-runner/launcher/free-port.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { goneGrades, runStatuses } from '@mayfly/shared/api/run-state.ts';
import { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import { errors } from '@mayfly/shared/base/errors.ts';
import { namesOfDashboard, namesOfRules } from '@mayfly/k8s/operations/named-figures.ts';
import { device } from '../harness/device.ts';
import { readFigures, sumOf } from '../harness/figures.ts';
import { clickOn, goTo, permit } from '../harness/permit.ts';
import { evidenceOf } from '../harness/run-evidence.ts';
import { startStack } from '../harness/stack.ts';
import type { Stack } from '../harness/stack.ts';
import { startTraceReceiver } from '../harness/trace-receiver.ts';
import type { ReceivedSpan, TraceReceiver } from '../harness/trace-receiver.ts';
import { until } from '../harness/until.ts';
import { close, htmlPage, listen } from '../sites/site.ts';

const canary = 'swordfish-4714-canary';
const page = htmlPage(canary, `<form method="post" action="/${canary}"><button>Go</button></form>`);
const site = createServer((_, response) => {
  response.setHeader('content-type', 'text/html').end(page);
});

let stack: Stack;
let origin: string;
let receiver: TraceReceiver;
let urls: { service: string; broker: string };

beforeAll(async () => {
  origin = `http://127.0.0.1:${await listen(site)}`;
  urls = {
    service: `http://127.0.0.1:${await freePort()}`,
    broker: `http://127.0.0.1:${await freePort()}`,
  };
  receiver = await startTraceReceiver();
  stack = await startStack({
    settings: {
      privateOrigins: [origin],
      serviceMetricsUrl: urls.service,
      brokerMetricsUrl: urls.broker,
      tracesUrl: receiver.url,
    },
  });
  await device.pair(stack.invitation, 'correct horse battery staple');
});

afterAll(async () => {
  await stack.remove();
  await close(site);
  await receiver.close();
});

const words =
  '/healthz /readyz /metrics /openapi.json * none unknown GET PUT POST OPTIONS HEAD DELETE PATCH warm cold yes no used ' +
  'idle waiting mail yard broker due pods tidy';

/** Every text that may stand in a label of ours: our own routes, codes, states and kinds. */
const ours = new Set([
  ...[serviceRoutes, brokerRoutes].flatMap((routes) => Object.values(routes).map((of) => of.path)),
  ...Object.keys(errors),
  ...runStatuses,
  ...goneGrades,
  ...words.split(' '),
]);

const oneOf = (of: readonly string[]) => new RegExp(`^(${of.join('|')})$`);

/** Every attribute of a span, and what it may say. */
const shapes: Readonly<Record<string, RegExp>> = {
  'mayfly.run': /^[0-9a-z]{26}$/,
  'mayfly.attempt': /^\d+$/,
  'mayfly.step': /^\d+$/,
  'mayfly.uid': /^[0-9a-z-]{20,52}$/,
  'mayfly.pod': oneOf(['warm', 'cold']),
  'mayfly.status': oneOf(runStatuses),
  'mayfly.code': oneOf(['none', 'unknown', ...Object.keys(errors)]),
  'mayfly.grade': oneOf(goneGrades),
};

describe('what an operator is told of runs', () => {
  it('is every figure that rules and dashboard name, and no label that names anybody or comes from a page', async () => {
    const { run } = await permit({ steps: [goTo(`${origin}/${canary}`)], origins: [origin] });
    const good = await run();
    expect((await evidenceOf(good)).report.status).toBe('succeeded');
    const writing = await permit({
      steps: [goTo(`${origin}/${canary}`), clickOn('button')],
      origins: [origin],
    });
    const bad = await writing.run();
    expect((await evidenceOf(bad)).report.code).toBe('write-refused');
    await fetch(`${stack.serviceUrl}/runs/${canary}?${canary}`, { headers: { a: canary } });
    await fetch(`${stack.brokerUrl}/${canary}`, { method: 'POST', body: canary });

    const [service, broker] = await until(async () => {
      const all = [await readFigures(urls.service), await readFigures(urls.broker)] as const;
      const [service, broker] = all;
      const isTold = sumOf(service, 'mayfly_pods_gone_total') === 2;
      return isTold && sumOf(broker, 'mayfly_broker_gone_seconds_count') === 2 ? all : undefined;
    });
    const ended = 'mayfly_runs_ended_total';
    expect(sumOf(service, ended, { status: 'succeeded', code: 'none' })).toBe(1);
    expect(sumOf(service, ended, { status: 'failed', code: 'write-refused' })).toBe(1);
    expect(sumOf(service, 'mayfly_claims_total')).toBe(2);
    expect(sumOf(service, 'mayfly_start_seconds_count')).toBe(2);
    expect(sumOf(service, 'mayfly_wait_seconds_count')).toBe(2);
    expect(sumOf(service, 'mayfly_keeper')).toBe(1);
    expect(sumOf(service, 'mayfly_warm_pods_wanted')).toBeGreaterThan(0);
    expect(sumOf(service, 'mayfly_pods_gone_total', { grade: 'unproved' })).toBe(0);
    expect(sumOf(broker, 'mayfly_broker_releases_total')).toBe(2);
    expect(sumOf(broker, 'mayfly_broker_gone_seconds_count', { grade: 'node-verified' })).toBe(2);
    expect(sumOf(broker, 'mayfly_refusals_total', { code: 'not-found' })).toBe(1);

    const labels = [...service.samples, ...broker.samples]
      .filter(({ name }) => name.startsWith('mayfly_'))
      .flatMap(({ name, labels }) => Object.entries(labels).map((each) => [name, ...each]));
    const isNumber = (label = '', text = '') =>
      (label === 'le' || label === 'status') && /^(\+Inf|[\d.]+)$/.test(text);
    expect(labels.length).toBeGreaterThan(100);
    expect(
      labels.filter(([, label, text = '']) => !isNumber(label, text) && !ours.has(text)),
    ).toEqual([]);
    const everything = JSON.stringify([...service.samples, ...broker.samples]);
    for (const secret of [canary, good, bad, origin]) expect(everything).not.toContain(secret);

    const told = new Set([...service.names, ...broker.names, 'up', 'ALERTS']);
    const named = [...namesOfRules(), ...namesOfDashboard()];
    expect(named.length).toBeGreaterThan(25);
    expect(named.filter((name) => !told.has(name))).toEqual([]);
  });

  it('is one trace a run, of ids and words of our own alone', async () => {
    const traces = await until(() => {
      const all = Map.groupBy(receiver.spans, ({ traceId }) => traceId);
      const isWhole = (spans: readonly ReceivedSpan[]) => spans.some(({ name }) => name === 'gone');
      return all.size === 2 && [...all.values()].every(isWhole) ? [...all.values()] : undefined;
    });
    for (const spans of traces) {
      const by = new Map(spans.map((span) => [span.name, span]));
      const isCold = by.get('claim')?.attributes['mayfly.pod'] === 'cold';
      const usual = ['claim', 'enqueue', 'first-step', 'gone', 'play', 'proof', 'release', 'run'];
      expect([...by.keys()].toSorted()).toEqual(
        [...usual, ...(isCold ? ['pod-start'] : [])].toSorted(),
      );
      const root = by.get('run');
      for (const span of spans.filter(({ name }) => name !== 'run')) {
        expect(span.parentSpanId).toBe(root?.spanId);
        expect(span.from >= (root?.from ?? 0n) && span.to >= span.from).toBe(true);
      }
      const [claim, proof, release, play] = ['claim', 'proof', 'release', 'play'].map((name) =>
        by.get(name),
      );
      expect(claim?.to).toBe(proof?.from);
      expect(proof?.to).toBe(release?.from);
      expect(release?.to).toBe(play?.from);
      expect(by.get('gone')?.attributes['mayfly.grade']).toBe('node-verified');
    }
    const facts = receiver.spans.flatMap(({ attributes }) => Object.entries(attributes));
    expect(facts.filter(([key, value]) => !shapes[key]?.test(value))).toEqual([]);
    expect(new Set(facts.map(([key]) => key)).size).toBe(Object.keys(shapes).length);
    const everything = receiver.texts.join('');
    for (const secret of [canary, origin, 'Planned']) expect(everything).not.toContain(secret);
  });

  it('is told by a listener that knows nothing else, and not at the doors', async () => {
    const statusOf = async (url: string) => (await fetch(url)).status;
    expect(await statusOf(`${urls.broker}/feed`)).toBe(404);
    expect(await statusOf(`${urls.service}/runs`)).toBe(404);
    expect(await statusOf(`${stack.brokerUrl}/metrics`)).toBe(404);
  });
});
