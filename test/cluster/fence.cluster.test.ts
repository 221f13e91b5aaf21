import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { RunLabel } from '@mayfly/shared/api/service-routes.ts';
import type { RunId } from '@mayfly/shared/base/ids.ts';
import { installOnCluster } from '../harness/cluster-installation.ts';
import type { ClusterInstallation } from '../harness/cluster-installation.ts';
import { device } from '../harness/device.ts';
import { servePages } from '../harness/pages.ts';
import type { Pages } from '../harness/pages.ts';
import { clickOn, goTo, permit } from '../harness/permit.ts';
import type { Permit } from '../harness/permit.ts';
import { evidenceOf, statementsOf } from '../harness/run-evidence.ts';
import { until, watching } from '../harness/until.ts';
import { htmlPage } from '../sites/site.ts';
import { dropPolicies } from './policies.ts';

const form = htmlPage('Order', '<form method="post" action="/order"><button>Send</button></form>');

/** A run on a busy machine takes its time. */
const slowMs = 120_000;

let whole: ClusterInstallation;
let pages: Pages;
let origin: string;
let ordering: Permit;
/** Answers that the site holds back. */
const held: ServerResponse[] = [];

beforeAll(async () => {
  pages = await servePages({
    '/': (_, response) => void held.push(response),
    '/order': htmlPage('Done', 'Done'),
  });
  whole = await installOnCluster({ settings: { warmPods: 0 } });
  origin = await whole.outside(Number(new URL(pages.origin).port));
  await device.pair(whole.invitation, 'correct horse battery staple');
  ordering = await permit({
    steps: [goTo(`${origin}/`), clickOn('button')],
    origins: [origin],
    settings: { stepTimeoutMs: 20_000, pictures: 'none' },
    limits: { writes: [{ origin, methods: ['POST'], path: '/order', max: 1 }] },
  });
}, 600_000);

afterAll(async () => {
  await whole.remove();
  await pages[Symbol.asyncDispose]();
});

/** Waits until an attempt of a run was lost, and another one begun. */
const triedAgain = (run: RunId): Promise<RunLabel> =>
  until(async () => {
    const runs = await device.listRuns(await device.connect());
    return runs.find((each) => each.run === run && each.attempt > 1);
  }, slowMs);

/** Answers what the site holds back. */
const letGo = async (): Promise<void> => {
  const response = await until(() => held.shift(), slowMs);
  response.setHeader('content-type', 'text/html').end(form);
};

const posts = () => pages.asked.filter((each) => each === 'POST /order').length;

describe('a cluster whose network policies hold no longer', () => {
  it('has pods that ask for no key; once they hold again the same run goes through', async () => {
    const { hold } = await dropPolicies(whole.node);
    const run = await ordering.run();
    try {
      await triedAgain(run);
      expect(await statementsOf(run)).toBeUndefined();
      expect(held).toEqual([]);
    } finally {
      await hold();
    }
    await letGo();
    const { report, proof, statements } = await evidenceOf(run, slowMs);
    expect(report.status).toBe('succeeded');
    expect(statements.mark).toBeDefined();
    expect(posts()).toBe(1);
    expect(proof).toMatchObject({ proved: true, erased: 'node-verified' });
  }, 300_000);

  it('in the middle of a run has it write nothing: no mark is asked for', async () => {
    const run = await ordering.run();
    await until(() => held.length > 0 || undefined, slowMs);
    const { hold } = await dropPolicies(whole.node);
    try {
      // The pod tries ten times a second whether it reaches what it must not.
      await watching(1_000);
      await letGo();
      const { report, statements } = await evidenceOf(run, slowMs);
      expect(report).toMatchObject({ status: 'failed', code: 'mark-refused', step: 1 });
      expect(statements.mark).toBeUndefined();
      expect(posts()).toBe(1);
    } finally {
      await hold();
    }
  }, 300_000);
});
