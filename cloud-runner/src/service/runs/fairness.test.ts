import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ask, openOffice, until } from '../testing/office.ts';
import { brokerOf, foundOrganization, orderRun } from '../testing/organization.ts';
import { podNamed, workOf } from '../testing/pod.ts';
import { tell } from '../store/wake.ts';
import { poolSize } from './warm.ts';
import type { RunId } from '@mayfly/shared/base/ids.ts';
import type { Office } from '../testing/office.ts';
import type { Organization } from '../testing/organization.ts';

let office: Office;
const homes: Organization[] = [];
beforeAll(async () => {
  office = await openOffice({ mostRuns: 4, mostRunsOfOne: 3 });
});
afterAll(() => office.close());
beforeEach(async () => {
  homes.splice(0);
  homes.push(await foundOrganization(office), await foundOrganization(office));
});

const show = async (of: Organization, run: RunId) =>
  (await ask(office, of.as, { method: 'GET', path: `/runs/${run}` })).json().run;
const statuses = (of: Organization, runs: readonly RunId[]) =>
  Promise.all(runs.map(async (run) => (await show(of, run)).status));
const order = async (of: Organization, count: number) => {
  const runs: RunId[] = [];
  for (let n = 0; n < count; n += 1) runs.push(await orderRun(office, of));
  return runs;
};
const started = (all: readonly string[]) => all.filter((status) => status !== 'queued').length;
const hasStarted = (of: Organization, runs: readonly RunId[], count: number) =>
  until(async () => expect(started(await statuses(of, runs))).toBe(count));

/** Ends what runs, by the broker's word. */
async function end(of: Organization, run: RunId, attempt = 1): Promise<void> {
  const pod = podNamed(`run-${run}-${attempt}`);
  await workOf(office, pod);
  const broker = brokerOf(office, of, run, attempt);
  broker.certify(pod.keys);
  broker.end(pod.keys, 'succeeded');
  broker.gone();
  office.engine.vanish(pod.name);
}

async function endAll(of: Organization, runs: readonly RunId[]): Promise<void> {
  const open = new Set(runs);
  await until(async () => {
    for (const run of open) {
      const { status, attempt } = await show(of, run);
      if (status !== 'starting') continue;
      await end(of, run, attempt);
      open.delete(run);
    }
    expect(open.size).toBe(0);
  });
}

describe('places for runs', () => {
  it('are at most so many for one organization, and the rest waits', async () => {
    const [one] = homes as [Organization];
    const runs = await order(one, 5);
    await hasStarted(one, runs, 3);
    await endAll(one, runs);
  });

  it('go to whoever has the fewest', async () => {
    const [many, few] = homes as [Organization, Organization];
    const flood = await order(many, 6);
    await hasStarted(many, flood, 3);
    const late = await order(few, 2);
    await hasStarted(few, late, 1);
    // Two of the flood end: one place goes to the late one, which has fewer, before any other of the flood.
    const running = await statuses(many, flood);
    const first = flood.filter((_, n) => running[n] === 'starting').slice(0, 2);
    for (const run of first) await end(many, run);
    await hasStarted(few, late, 2);
    await endAll(few, late);
    await endAll(
      many,
      flood.filter((run) => !first.includes(run)),
    );
  }, 60_000);
});

describe('an engine without room', () => {
  it('is waited for: the attempt never was, and nothing failed', async () => {
    const [one] = homes as [Organization];
    const { deps } = office.service;
    const create = deps.engine.create.bind(deps.engine);
    let refusals = 0;
    office.engine.create = (pod) => {
      if (refusals < 7) office.engine.failOnce(pod.name, 'runner-full');
      refusals += 1;
      return create(pod);
    };
    const run = await orderRun(office, one);
    await vi.waitFor(() => expect(refusals).toBeGreaterThan(7), 30_000);
    await until(async () =>
      expect(await show(one, run)).toMatchObject({ status: 'starting', attempt: 1 }),
    );
    office.engine.create = create;
    await endAll(one, [run]);
  }, 60_000);

  it('that does not answer is asked again under the same name', async () => {
    const [one] = homes as [Organization];
    const { deps } = office.service;
    const create = deps.engine.create.bind(deps.engine);
    const asked: string[] = [];
    office.engine.create = (pod) => {
      if (asked.length < 3) office.engine.failOnce(pod.name, 'runner-unreachable');
      asked.push(pod.name);
      return create(pod);
    };
    const run = await orderRun(office, one);
    await until(() => {
      office.clock.forward(200);
      expect(office.engine.names()).toContain(`run-${run}-1`);
    });
    expect(new Set(asked).size).toBe(1);
    office.engine.create = create;
    await endAll(one, [run]);
  }, 60_000);

  it('that has made a pod but no place for it is waited for, longer than a pod may take to start', async () => {
    const [one] = homes as [Organization];
    const run = await orderRun(office, one);
    const name = `run-${run}-1`;
    await until(() => expect(office.engine.names()).toContain(name));
    office.engine.setWaiting(name, true);
    for (let minutes = 0; minutes < 6; minutes += 1) {
      office.clock.forward(60_000);
      // The second time, whatever the first look found is done.
      await keeperLooks();
      await keeperLooks();
    }
    expect(await show(one, run)).toMatchObject({ status: 'starting', attempt: 1 });
    expect(office.engine.names()).toContain(name);
    await endAll(one, [run]);
  }, 60_000);
});

/** The keeper has looked at all pods, since one that nobody owns is gone. */
async function keeperLooks(): Promise<void> {
  const name = `warm-${crypto.randomUUID()}`;
  await office.engine.create({ name, deadlineMs: 1_000 });
  await until(async () => {
    await tell(office.service.deps.yard, 'pods');
    expect(office.engine.names()).not.toContain(name);
  });
}

describe('a pod', () => {
  it('that a list overlooks though it lives is not given up', async () => {
    const [one] = homes as [Organization];
    const run = await orderRun(office, one);
    const name = `run-${run}-1`;
    await until(() => expect(office.engine.names()).toContain(name));
    await workOf(office, podNamed(name));
    office.engine.overlook(name);
    for (let looks = 0; looks < 3; looks += 1) {
      office.clock.forward(2_000);
      await keeperLooks();
    }
    expect(await show(one, run)).toMatchObject({ status: 'starting', attempt: 1 });
  }, 60_000);
});

describe('the size of the pool', () => {
  it('follows how many runs are started, between its bounds', () => {
    const bounds = { least: 1, most: 16 };
    expect(poolSize(0, bounds)).toBe(1);
    expect(poolSize(12, bounds)).toBe(2);
    expect(poolSize(60, bounds)).toBeGreaterThan(5);
    expect(poolSize(10_000, bounds)).toBe(16);
  });
});
