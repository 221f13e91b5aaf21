import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, openOffice, until } from '../testing/office.ts';
import { foundOrganization, orderOf } from '../testing/organization.ts';
import { podNamed, workOf } from '../testing/pod.ts';
import { allPods } from '../store/pods.ts';
import type { RunId } from '@mayfly/shared/base/ids.ts';
import type { Office } from '../testing/office.ts';
import type { Organization } from '../testing/organization.ts';

let office: Office;
let home: Organization;
beforeAll(async () => {
  office = await openOffice({ warmPods: 1, mostWarmPods: 1 });
  home = await foundOrganization(office);
});
afterAll(() => office.close());

const order = async () => {
  const { body } = orderOf(office, home);
  const asked = { method: 'POST', path: '/runs', json: body } as const;
  return (await ask(office, home.as, asked)).json();
};
const turnsOf = async (run: RunId) => {
  const turns = sql`select 1 from pgboss.job_common where data->>'run' = ${run}`;
  return (await turns.execute(office.service.deps.yard)).rows.length;
};
const podsOf = async (run: RunId) =>
  (await allPods(office.service.deps.yard)).filter((pod) => pod.run === run);

describe('an order where a browser is kept warm', () => {
  it('is answered with the run at its start, which waits for no turn', async () => {
    const { yard } = office.service.deps;
    const name = await until(async () => {
      const warm = (await allPods(yard)).find(({ uid }) => uid !== null);
      expect(warm).toBeDefined();
      return warm?.name ?? '';
    });
    const work = workOf(office, podNamed(name));
    await until(async () => expect((await allPods(yard))[0]?.asked_at).toBeTruthy());
    const { run, status, attempt } = await order();
    expect([status, attempt]).toEqual(['starting', 1]);
    expect((await work).run).toBe(run);
    expect(await turnsOf(run)).toBe(0);
  });

  it('gets a pod of its own where none waits', async () => {
    const { run } = await order();
    await until(() => expect(office.engine.names()).toContain(`run-${run}-1`));
  });

  it('waits in the queue where others are being taken', async () => {
    const { orders } = office.service.deps;
    orders.atOnce += 2;
    const { run, status } = await order();
    orders.atOnce -= 2;
    expect(status).toBe('queued');
    await until(() => expect(office.engine.names()).toContain(`run-${run}-1`));
  });

  it('gets one pod, however many are ordered together', async () => {
    const runs = await Promise.all(Array.from({ length: 8 }, order));
    await until(async () => {
      for (const { run } of runs) expect(await podsOf(run)).toHaveLength(1);
    });
  });

  it('waits in the queue where there is no room', async () => {
    const { config } = office.service.deps;
    const before = config.mostRuns;
    config.mostRuns = 0;
    const { run, status } = await order();
    expect(status).toBe('queued');
    expect(await turnsOf(run)).toBe(1);
    config.mostRuns = before;
  });
});
