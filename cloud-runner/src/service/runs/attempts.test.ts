import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { randomId16 } from '@mayfly/shared/base/ids.ts';
import { signKeys } from '@mayfly/shared/envelope/keys.ts';
import { ask, openOffice, until } from '../testing/office.ts';
import { brokerOf, foundOrganization, orderRun } from '../testing/organization.ts';
import { asPod, podNamed, workOf } from '../testing/pod.ts';
import { inOrg } from '../store/database.ts';
import { findPod } from '../store/pods.ts';
import { lockRun, updateRun } from '../store/runs.ts';
import { losePod } from './loss.ts';
import { startingMs } from './assign.ts';
import { mostFailures } from './after-loss.ts';
import type { Code } from '@mayfly/shared/base/errors.ts';
import type { RunId } from '@mayfly/shared/base/ids.ts';
import type { Office } from '../testing/office.ts';
import type { Organization } from '../testing/organization.ts';

let office: Office;
let home: Organization;
beforeAll(async () => {
  office = await openOffice();
  home = await foundOrganization(office);
});
afterAll(() => office.close());

const show = async (run: RunId) =>
  (await ask(office, home.as, { method: 'GET', path: `/runs/${run}` })).json().run;
const becomes = (run: RunId, wanted: object) =>
  until(async () => expect(await show(run)).toMatchObject(wanted));

/** The pod of an attempt, once it has its work. */
async function podOf(run: RunId, attempt: number) {
  const name = `run-${run}-${attempt}`;
  await until(() => expect(office.engine.names()).toContain(name));
  const pod = podNamed(name);
  const as = asPod(pod, await workOf(office, pod));
  return { pod, as, broker: brokerOf(office, home, run, attempt) };
}

/** A pod says why it got no keys. */
const refuse = async (run: RunId, attempt: number, code: Code | 'nonsense') => {
  const { as, pod } = await podOf(run, attempt);
  const path = `/runs/${run}/attempts/${attempt}/refusal`;
  const answer = await ask(office, as, { method: 'POST', path, json: { code } });
  office.engine.vanish(pod.name);
  return answer;
};

describe('an attempt that is lost', () => {
  it('without keys, is followed by another', async () => {
    const run = await orderRun(office, home);
    const { pod } = await podOf(run, 1);
    await office.crash(pod.name);
    await podOf(run, 2);
    expect(await show(run)).toMatchObject({ status: 'starting', attempt: 2 });
  });

  it('while the clock was fast, is followed by another all the same', async () => {
    const run = await orderRun(office, home);
    await podOf(run, 1);
    const { deps } = office.service;
    const fast = { ...deps, now: () => deps.now() + 200_000 };
    await inOrg(deps.mail, home.org, (at) => losePod(fast, at, { run, attempt: 1 }));
    await podOf(run, 2);
  });

  it('after its end, is not asked for by name', async () => {
    const run = await orderRun(office, home);
    const { pod, broker } = await podOf(run, 1);
    broker.certify(pod.keys);
    broker.end(pod.keys, 'succeeded');
    await becomes(run, { status: 'succeeded' });
    const find = vi.spyOn(office.engine, 'find');
    await office.crash(pod.name);
    const { yard } = office.service.deps;
    await until(async () => expect(await findPod(yard, pod.name)).toBeUndefined());
    expect(find).not.toHaveBeenCalledWith(pod.name);
  });

  it('with keys, waits for the broker to see it gone', async () => {
    const run = await orderRun(office, home);
    const { pod, broker } = await podOf(run, 1);
    broker.certify(pod.keys);
    await office.caughtUp();
    await office.crash(pod.name);
    expect(await show(run)).toMatchObject({ status: 'running', attempt: 1 });
    broker.gone();
    await podOf(run, 2);
  });

  it('after a mark, is never followed by another: nobody knows what was done', async () => {
    const run = await orderRun(office, home);
    const { pod, broker } = await podOf(run, 1);
    broker.certify(pod.keys);
    broker.mark();
    office.engine.vanish(pod.name);
    broker.gone();
    await becomes(run, { status: 'outcome-unknown', code: 'node-lost', gone: 'node-verified' });
    expect(office.engine.names()).not.toContain(`run-${run}-2`);
  });

  it('again and again, is given up', async () => {
    const run = await orderRun(office, home);
    for (let attempt = 1; attempt <= mostFailures; attempt += 1) {
      const { pod, broker } = await podOf(run, attempt);
      broker.certify(pod.keys);
      broker.gone();
    }
    await becomes(run, { status: 'failed', code: 'node-lost', attempt: mostFailures });
  }, 60_000);

  it('because it took longer than it may, ends as timed out', async () => {
    const run = await orderRun(office, home);
    const { pod, broker } = await podOf(run, 1);
    broker.certify(pod.keys);
    await becomes(run, { status: 'running' });
    office.clock.forward(60_000 + 60_000);
    await until(() => expect(office.engine.names()).not.toContain(pod.name));
    broker.gone();
    await becomes(run, { status: 'timed-out', code: 'deadline' });
  });

  it('because it never got its keys, is ended and followed by another', async () => {
    const run = await orderRun(office, home);
    const { pod } = await podOf(run, 1);
    office.clock.forward(startingMs);
    await until(() => expect(office.engine.names()).not.toContain(pod.name));
    await podOf(run, 2);
  });

  it('because its engine could not make it, is followed by another', async () => {
    const run = randomId16();
    office.engine.failOnce(`run-${run}-1`);
    await orderRun(office, home, { run });
    await podOf(run, 2);
  });

  it('may end by its own word all the same, when the loss was an error: the first end wins', async () => {
    const run = await orderRun(office, home);
    const { pod, broker } = await podOf(run, 1);
    await office.crash(pod.name);
    await podOf(run, 2);
    broker.certify(pod.keys);
    broker.end(pod.keys, 'succeeded');
    brokerOf(office, home, run, 2).end(signKeys(), 'failed', 'check-failed');
    await office.caughtUp();
    expect(await show(run)).toMatchObject({ status: 'succeeded' });
  });
});

describe('an attempt that is refused its keys', () => {
  it('because another run is in the way, waits, and it is nobody’s failure', async () => {
    const run = await orderRun(office, home);
    expect((await refuse(run, 1, 'still-running')).statusCode).toBe(202);
    expect(await show(run)).toMatchObject({ status: 'queued', attempt: 1, place: 1 });
    await podOf(run, 2);
  });

  it('for good, ends the run with that code', async () => {
    const run = await orderRun(office, home);
    await refuse(run, 1, 'grant-not-in-force');
    expect(await show(run)).toMatchObject({ status: 'failed', code: 'grant-not-in-force' });
  });

  it('because it was stopped, ends the run as canceled', async () => {
    const run = await orderRun(office, home);
    await refuse(run, 1, 'stopped');
    expect((await show(run)).status).toBe('canceled');
  });

  it('because it has written before, ends it as unknown', async () => {
    const run = await orderRun(office, home);
    await refuse(run, 1, 'marked');
    expect((await show(run)).status).toBe('outcome-unknown');
  });

  it('in passing, is followed by another', async () => {
    const run = await orderRun(office, home);
    await refuse(run, 1, 'fence-not-proved');
    await podOf(run, 2);
  });

  it('in passing, and is then gone as well, has failed once: the last try is not lost by it', async () => {
    const run = await orderRun(office, home);
    const { mail, yard } = office.service.deps;
    const { pod, as } = await podOf(run, 1);
    await inOrg(mail, home.org, (at) => updateRun(at, run, { failures: mostFailures - 2 }));
    const path = `/runs/${run}/attempts/1/refusal`;
    await ask(office, as, { method: 'POST', path, json: { code: 'start-failed' } });
    office.engine.vanish(pod.name);
    await until(async () => expect(await findPod(yard, `run-${run}-1`)).toBeUndefined());
    const row = await inOrg(mail, home.org, (at) => lockRun(at, run));
    expect(row).toMatchObject({ status: 'queued', failures: mostFailures - 1 });
  });

  it('says so in a code of the table, itself, and before it has keys', async () => {
    const run = await orderRun(office, home);
    const { pod, as, broker } = await podOf(run, 1);
    const path = `/runs/${run}/attempts/1/refusal`;
    const say = (code: string, by = as) =>
      ask(office, by, { method: 'POST', path, json: { code } });
    expect((await say('nonsense')).json().code).toBe('bad-request');
    expect((await say('stopped', home.as)).json().code).toBe('not-allowed');
    broker.certify(pod.keys);
    await office.caughtUp();
    await say('stopped');
    expect((await show(run)).status).toBe('running');
  });
});

describe('a run in the queue', () => {
  it('whose order is over ends as failed', async () => {
    const notAfter = office.clock.now() + 2_000;
    const run = randomId16();
    office.engine.failOnce(`run-${run}-1`);
    await orderRun(office, home, { run, notAfter });
    await becomes(run, { status: 'queued', attempt: 1 });
    office.clock.forward(3_000);
    await becomes(run, { status: 'failed', code: 'order-expired' });
  });
});

describe('a pod that seems late to start', () => {
  it('is not ended where the feed is behind: it may have its keys, and a silent broker proves nothing', async () => {
    const run = await orderRun(office, home);
    const { pod, broker } = await podOf(run, 1);
    office.feed.silence(true);
    office.clock.forward(startingMs);
    const list = vi.spyOn(office.engine, 'list');
    await until(() => expect(list.mock.calls.length).toBeGreaterThan(2));
    expect(office.engine.names()).toContain(pod.name);
    broker.certify(pod.keys);
    office.feed.silence(false);
    await becomes(run, { status: 'running', attempt: 1 });
    expect(office.engine.names()).toContain(pod.name);
  });
});
