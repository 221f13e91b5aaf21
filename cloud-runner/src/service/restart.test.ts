import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, openOffice, until } from './testing/office.ts';
import { brokerOf, foundOrganization, orderOf, orderRun } from './testing/organization.ts';
import { podNamed, workOf } from './testing/pod.ts';
import { randomId16 } from '@mayfly/shared/base/ids.ts';
import { assign } from './runs/assign.ts';
import { inOrg } from './store/database.ts';
import { insertPod } from './store/pods.ts';
import { queueRun } from './runs/life.ts';
import { takeUpForgotten } from './runs/sweep.ts';
import type { RunId } from '@mayfly/shared/base/ids.ts';
import type { Service } from './start.ts';
import type { Office } from './testing/office.ts';
import type { Organization } from './testing/organization.ts';

let office: Office;
let home: Organization;
beforeAll(async () => {
  office = await openOffice();
  home = await foundOrganization(office);
});
afterAll(() => office.close());

const show = async (run: RunId) =>
  (await ask(office, home.as, { method: 'GET', path: `/runs/${run}` })).json().run;
const lives = (name: string) => until(() => expect(office.engine.names()).toContain(name));

describe('a service that starts again', () => {
  it('goes on with a run whose pod was starting, and with the feed where it was left', async () => {
    const run = await orderRun(office, home);
    await lives(`run-${run}-1`);
    const pod = podNamed(`run-${run}-1`);
    await office.restart();
    expect((await workOf(office, pod)).run).toBe(run);
    const broker = brokerOf(office, home, run);
    broker.certify(pod.keys);
    await office.restart();
    broker.end(pod.keys, 'succeeded');
    await until(async () => expect((await show(run)).status).toBe('succeeded'));
  });

  it('learns what happened while it was away', async () => {
    const run = await orderRun(office, home);
    await lives(`run-${run}-1`);
    const pod = podNamed(`run-${run}-1`);
    await workOf(office, pod);
    const broker = brokerOf(office, home, run);
    await office.service.close();
    broker.certify(pod.keys);
    broker.mark();
    office.engine.vanish(pod.name);
    broker.gone();
    await office.begin();
    await until(async () => expect((await show(run)).status).toBe('outcome-unknown'));
  });

  it('makes the pod that was to be made when it was killed', async () => {
    const { deps } = office.service;
    const order = orderOf(office, home);
    const made = await inOrg(deps.mail, home.org, async (at) => {
      const now = deps.now();
      const times = { deadline_ms: 60_000, ready_at: now, not_after: now + 60_000 };
      const never = { ...deps, queue: { ...deps.queue, add: async () => undefined } };
      await queueRun(never, at, { run: order.run, ...times });
      return assign(deps, at, order.run);
    });
    expect(office.engine.names()).not.toContain(made?.name);
    office.clock.forward(6_000);
    await office.restart();
    await lives(`run-${order.run}-1`);
  });

  it('takes up a run whose turn was lost', async () => {
    const { deps } = office.service;
    const { run } = orderOf(office, home);
    await inOrg(deps.mail, home.org, async (at) => {
      const now = deps.now();
      const times = { deadline_ms: 60_000, ready_at: now, not_after: now + 600_000 };
      const never = { ...deps, queue: { ...deps.queue, add: async () => undefined } };
      await queueRun(never, at, { run, ...times });
    });
    office.clock.forward(61_000);
    await office.restart();
    await lives(`run-${run}-1`);
  });

  /** Queues a run that is ready, and whose turn comes only after a while. */
  const queueLate = async (lateMs = 10_000) => {
    const { deps } = office.service;
    const { run } = orderOf(office, home);
    const now = deps.now();
    await inOrg(deps.mail, home.org, async (at) => {
      const times = { deadline_ms: 60_000, ready_at: now, not_after: now + 600_000 };
      const late = (...[, , ms]: Parameters<typeof deps.queue.add>) =>
        deps.queue.add(at, run, ms + lateMs);
      await queueRun({ ...deps, queue: { ...deps.queue, add: late } }, at, { run, ...times });
    });
    return run;
  };

  const turnsOf = async (run: RunId) => {
    const turns = sql`select 1 from pgboss.job_common where data->>'run' = ${run}`;
    return (await turns.execute(office.service.deps.yard)).rows;
  };

  it('leaves a run alone that was queued while it looked', async () => {
    const { deps } = office.service;
    const late: RunId[] = [];
    const waiting = async (withinMs: number) => {
      const turns = await deps.queue.waiting(withinMs);
      late.push(await queueLate());
      office.clock.forward(61_000);
      return turns;
    };
    await takeUpForgotten({ ...deps, queue: { ...deps.queue, waiting } });
    expect(late).toHaveLength(1);
    for (const run of late) expect(await turnsOf(run)).toHaveLength(1);
  });

  it('leaves a run alone whose turn is only late', async () => {
    const { deps } = office.service;
    const run = await queueLate();
    office.clock.forward(61_000);
    await takeUpForgotten(deps);
    await office.restart();
    expect((await show(run)).status).toBe('queued');
    expect(await turnsOf(run)).toHaveLength(1);
  });

  it('takes up a run whose turn was put off while the clock was wrong', async () => {
    const run = await queueLate(200_000);
    office.clock.forward(16_000);
    await takeUpForgotten(office.service.deps);
    await lives(`run-${run}-1`);
  });

  it('ends pods that nobody owns', async () => {
    await office.engine.create({ name: 'run-nobody-1', deadlineMs: 60_000 });
    await until(() => expect(office.engine.names()).not.toContain('run-nobody-1'));
  });

  it('forgets a warm pod that was never made', async () => {
    const now = office.clock.now();
    const times = { born_at: now - 10_000, deadline_ms: 60_000, delete_at: now + 60_000 };
    await insertPod(office.service.deps.yard, { name: 'warm-never', kind: 'warm', ...times });
    await until(async () => {
      const { yard } = office.service.deps;
      const rows = await yard.selectFrom('worker.pods').select('name').execute();
      expect(rows.map(({ name }) => name)).not.toContain('warm-never');
    });
  });
});

describe('a warm pod that somebody else asks to end', () => {
  it('is forgotten while it waits, so that no run is given to it', async () => {
    const { yard } = office.service.deps;
    const now = office.clock.now();
    const times = { born_at: now, deadline_ms: 600_000, delete_at: now + 600_000 };
    const names = ['warm-leaving', 'warm-staying'];
    for (const name of names) {
      await insertPod(yard, { name, kind: 'warm', ...times });
      await office.engine.create({ name, deadlineMs: 600_000 });
    }
    office.engine.setEnding('warm-leaving');
    await until(async () => {
      const rows = await yard.selectFrom('worker.pods').select('name').execute();
      expect(rows.filter(({ name }) => names.includes(name))).toEqual([{ name: 'warm-staying' }]);
    });
  });
});

describe('several services on one database', () => {
  let second: Service;

  it('one of them keeps; when it closes the other takes over at once', async () => {
    const first = office.service;
    second = await office.another();
    expect([first.keeper.isKeeping(), second.keeper.isKeeping()]).toEqual([true, false]);
    await first.keeper.close();
    await until(() => expect(second.keeper.isKeeping()).toBe(true));
    const run = await orderRun(office, home);
    await lives(`run-${run}-1`);
  });

  it('queue a slot once, though the one that follows the feed changes while it is told again', async () => {
    const third = await office.another();
    const news = {
      org: home.org,
      grantSubject: randomId16(),
      run: randomId16(),
      slot: office.clock.now(),
      graceMs: 60_000,
      deadlineMs: 60_000,
    };
    office.feed.push(home.org, 'due', news);
    await lives(`run-${news.run}-1`);
    expect([second.keeper.isKeeping(), third.keeper.isKeeping()]).toEqual([true, false]);
    await second.keeper.close();
    await until(() => {
      third.keeper.poke();
      expect(third.keeper.isKeeping()).toBe(true);
    });
    office.feed.push(home.org, 'due', news);
    await office.caughtUp();
    const starts = office.engine.names().filter((name) => name.includes(news.run));
    expect(starts).toEqual([`run-${news.run}-1`]);
    expect(await show(news.run)).toMatchObject({ slot: news.slot, attempt: 1 });
  });
});
