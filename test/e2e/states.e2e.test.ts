import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunId } from '@mayfly/shared/base/ids.ts';
import { certificate } from '@mayfly/shared/envelope/statement/certificate.ts';
import { read } from '@mayfly/shared/envelope/statement.ts';
import { signedFromJson } from '@mayfly/shared/api/signed-json.ts';
import type { RunLabel } from '@mayfly/shared/api/service-routes.ts';
import { device } from '../harness/device.ts';
import { clickOn, goTo, permit, readOf } from '../harness/permit.ts';
import { processesOfPod } from '../harness/pod-processes.ts';
import { evidenceOf, statementsOf } from '../harness/run-evidence.ts';
import { startStack } from '../harness/stack.ts';
import type { Stack } from '../harness/stack.ts';
import { until } from '../harness/until.ts';
import { close, htmlPage, listen } from '../sites/site.ts';

/** What the site holds back, and what was posted to it. */
const held: ServerResponse[] = [];
const posts: string[] = [];

const form = '<form method="post" action="/order"><button>Send</button></form>';

const site = createServer((request, response) => {
  const path = request.url ?? '';
  if (request.method === 'POST') posts.push(path);
  if (request.method === 'POST' || path === '/hold') return void held.push(response);
  response.setHeader('content-type', 'text/html');
  response.end(htmlPage('Page', `<p id="there">there</p>${form}`));
});

let stack: Stack;
let origin: string;

beforeAll(async () => {
  origin = `http://127.0.0.1:${await listen(site)}`;
  stack = await startStack({ settings: { privateOrigins: [origin], warmPods: 0 } });
  await device.pair(stack.invitation, 'correct horse battery staple');
});

afterAll(async () => {
  await stack.remove();
  for (const response of held) response.destroy();
  await close(site);
});

const labelOf = async (run: RunId): Promise<RunLabel> => {
  const runs = await device.listRuns(await device.connect());
  const found = runs.find((each) => each.run === run);
  if (!found) throw new Error('The service does not know the run');
  return found;
};

const becomes = (run: RunId, wanted: RunLabel['status']): Promise<RunLabel> =>
  until(async () => {
    const label = await labelOf(run);
    return label.status === wanted ? label : undefined;
  });

/** Waits until the site was asked something that it holds back. */
const heldBack = async (before: number): Promise<void> => {
  await until(() => (held.length > before ? true : undefined));
};

const uidOf = async (run: RunId): Promise<string> => {
  const { certificates } = (await statementsOf(run))!;
  return read(certificate, signedFromJson(certificates.at(-1)!)).uid;
};

/** Kills the first process of a pod: the kernel takes all others with it. */
const killPod = (uid: string): void => {
  const [first] = processesOfPod(uid);
  process.kill(first!.pid, 'SIGKILL');
};

/** As a machine does that is shut down or short of memory. Whoever shut the pod in lets the signal pass by. */
const askToGo = (uid: string): void => {
  const programs = processesOfPod(uid).filter(({ command }) => command.includes('pod.mjs'));
  for (const { pid } of programs) process.kill(pid, 'SIGTERM');
};

/** A page that never comes: the run goes on until something else happens. */
const waiting = (more: { deadlineMs?: number } = {}) =>
  permit({
    steps: [goTo(`${origin}/hold`)],
    origins: [origin],
    settings: { stepTimeoutMs: 55_000 },
    limits: more,
  });

const ordering = (stepTimeoutMs = 3_000) =>
  permit({
    steps: [goTo(`${origin}/`), clickOn('button')],
    origins: [origin],
    settings: { stepTimeoutMs, pictures: 'none' },
    limits: { writes: [{ origin, methods: ['POST'], path: '/order', max: 1 }] },
  });

describe('a run that is under way', () => {
  it('waits its turn, starts, runs, is stopped at once, and its report says so', async () => {
    const before = held.length;
    const { run } = await waiting();
    const first = await run();
    await heldBack(before);
    expect((await labelOf(first)).status).toBe('running');

    const second = await run();
    await until(async () => ((await labelOf(second)).attempt > 0 ? true : undefined));
    await becomes(second, 'queued');

    const stoppedAt = Date.now();
    await device.stopRun(await device.connect(), first);
    const { report, proof } = await evidenceOf(first);
    expect(Date.now() - stoppedAt).toBeLessThan(10_000);
    expect(report).toMatchObject({ status: 'canceled', step: 0 });
    expect(proof).toMatchObject({ proved: true, erased: 'node-verified' });
    expect((await labelOf(first)).status).toBe('canceled');

    await heldBack(before + 1);
    await device.stopRun(await device.connect(), second);
    await becomes(second, 'canceled');
  });

  it('is starting while its one-time browser is made', async () => {
    const { run } = await permit({ steps: [goTo(`${origin}/`)], origins: [origin] });
    const spawner = stack.parts.spawner.pid()!;
    process.kill(spawner, 'SIGSTOP');
    const started = await run();
    await becomes(started, 'starting').finally(() => process.kill(spawner, 'SIGCONT'));
    expect((await evidenceOf(started)).report.status).toBe('succeeded');
    expect(processesOfPod(await uidOf(started))).toEqual([]);
  });

  it('ends at its deadline, with a report', async () => {
    const { run } = await waiting({ deadlineMs: 10_000 });
    const { report, proof } = await evidenceOf(await run());
    expect(report).toMatchObject({ status: 'timed-out', step: 0 });
    expect(proof).toMatchObject({ proved: true, erased: 'node-verified' });
  });

  it('goes on after a step that failed, where it was told to', async () => {
    const { run } = await permit({
      steps: [goTo(`${origin}/`), { ...readOf('#nothing', 'a'), onError: 'continue' }, readOf('p')],
      origins: [origin],
      settings: { stepTimeoutMs: 500 },
    });
    const ordered = await run();
    const { report } = await evidenceOf(ordered);
    expect(report).toMatchObject({ status: 'finished-with-errors', step: 1 });
    expect(report.values.map(({ value }) => value)).toEqual(['there']);
    expect((await labelOf(ordered)).status).toBe('finished-with-errors');
  });
});

describe('a browser that is killed', () => {
  it('before a change leaves nothing of itself, and another one begins anew', async () => {
    const before = held.length;
    const { run } = await waiting();
    const ordered = await run();
    await heldBack(before);
    const uid = await uidOf(ordered);
    killPod(uid);
    await heldBack(before + 1);
    expect(processesOfPod(uid)).toEqual([]);
    expect(await labelOf(ordered)).toMatchObject({ status: 'running', attempt: 2 });
    await device.stopRun(await device.connect(), ordered);
    const { statements } = await evidenceOf(ordered);
    expect(statements.gone).toHaveLength(2);
  });

  it('of which Chromium alone is killed ends its run as failed, with a report', async () => {
    const before = held.length;
    const { run } = await waiting();
    const ordered = await run();
    await heldBack(before);
    const chromium = processesOfPod(await uidOf(ordered)).find(({ command }) =>
      command.includes('--remote-debugging-pipe'),
    );
    process.kill(chromium!.pid, 'SIGKILL');
    const { report, proof } = await evidenceOf(ordered);
    expect(report).toMatchObject({ status: 'failed', code: 'page-crashed' });
    expect(proof).toMatchObject({ proved: true, erased: 'node-verified' });
  });

  it('after a change is not followed by another: a person is asked, and until then nothing runs', async () => {
    const [before, sent] = [held.length, posts.length];
    const { run } = await ordering(55_000);
    const ordered = await run();
    await heldBack(before);
    const uid = await uidOf(ordered);
    killPod(uid);
    await becomes(ordered, 'outcome-unknown');
    expect(processesOfPod(uid)).toEqual([]);
    expect(posts).toHaveLength(sent + 1);

    const next = await run();
    expect(await becomes(next, 'failed')).toMatchObject({ code: 'unsettled' });
    expect(posts).toHaveLength(sent + 1);

    await device.settleRun(await device.connect(), ordered, false);
    const again = await run();
    await heldBack(before + 1);
    expect(posts).toHaveLength(sent + 2);
    await device.stopRun(await device.connect(), again);
  });
});

describe('a machine that wants its pod gone', () => {
  it('before a change has the run played again elsewhere: nobody stopped it', async () => {
    const before = held.length;
    const { run } = await waiting();
    const ordered = await run();
    await heldBack(before);
    askToGo(await uidOf(ordered));
    await heldBack(before + 1);
    expect(await labelOf(ordered)).toMatchObject({ status: 'running', attempt: 2 });
    await device.stopRun(await device.connect(), ordered);
    expect((await evidenceOf(ordered)).report.status).toBe('canceled');
  });

  it('after a change has a person asked, with a report of what was done', async () => {
    const before = held.length;
    const { run } = await ordering(55_000);
    const ordered = await run();
    await heldBack(before);
    askToGo(await uidOf(ordered));
    const { report, proof } = await evidenceOf(ordered);
    expect(report).toMatchObject({ status: 'outcome-unknown', step: 1 });
    expect(proof).toMatchObject({ proved: true, erased: 'node-verified' });
    expect((await labelOf(ordered)).status).toBe('outcome-unknown');
  });
});

describe('a change whose answer never came', () => {
  it('is told as unknown, with a proved report, and a person is asked', async () => {
    const sent = posts.length;
    const { run } = await ordering();
    const ordered = await run();
    const { report, proof } = await evidenceOf(ordered);
    expect(posts).toHaveLength(sent + 1);
    expect(report).toMatchObject({ status: 'outcome-unknown', code: 'timed-out', step: 1 });
    expect(proof).toMatchObject({ proved: true, erased: 'node-verified' });
    expect((await labelOf(ordered)).status).toBe('outcome-unknown');
    expect(await becomes(await run(), 'failed')).toMatchObject({ code: 'unsettled' });
  });
});
