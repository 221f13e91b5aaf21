import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ask, openOffice, until } from '../testing/office.ts';
import { foundOrganization, orderRun } from '../testing/organization.ts';
import { podNamed, workOf } from '../testing/pod.ts';
import { inOrg } from '../store/database.ts';
import { findPod } from '../store/pods.ts';
import { updateRun } from '../store/runs.ts';
import { tell } from '../store/wake.ts';
import { mostFailures } from './after-loss.ts';
import { stuckMs, stuckWarmMs } from './stuck.ts';
import type { RunId } from '@mayfly/shared/base/ids.ts';
import type { EnginePod } from '../engines/engine.ts';
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
const look = () => tell(office.service.deps.yard, 'pods');
const rowOf = (name: string) => findPod(office.service.deps.yard, name);
const stuckSince = async (name: string) => (await rowOf(name))?.stuck_at ?? undefined;

/** The pod of an attempt, once it is there; it cannot start. */
async function stuckPod(run: RunId, attempt: number, stuck: NonNullable<EnginePod['stuck']>) {
  const name = `run-${run}-${attempt}`;
  await until(() => expect(office.engine.names()).toContain(name));
  office.engine.setFault(name, 'image-not-pulled');
  office.engine.setStuck(name, stuck);
  await look();
  return name;
}
const isEnded = (name: string) =>
  until(async () => {
    office.clock.forward(1_000);
    await look();
    expect(await rowOf(name)).toBeUndefined();
  });
/** Waits until it is known that a pod cannot start, and lets a time go by. */
async function waits(name: string, ms: number): Promise<void> {
  await until(async () => expect(await stuckSince(name)).toBeDefined());
  office.clock.forward(ms);
}
/** Waits until all pods were looked at once more. */
async function looked(): Promise<void> {
  const list = vi.spyOn(office.engine, 'list');
  await look();
  await until(() => expect(list.mock.calls.length).toBeGreaterThan(1));
  list.mockRestore();
}

describe('a run whose pod cannot start', () => {
  it('waits half a minute for what may pass, and then gets another pod', async () => {
    const run = await orderRun(office, home);
    const name = await stuckPod(run, 1, 'may-pass');
    await waits(name, stuckMs - 20_000);
    await looked();
    expect(office.engine.names()).toContain(name);
    expect(await show(run)).toMatchObject({ status: 'starting', attempt: 1 });
    const { uid } = (await rowOf(name)) ?? {};
    office.clock.forward(20_000);
    await isEnded(name);
    expect(office.engine.removed).toContain(uid);
    await until(() => expect(office.engine.names()).toContain(`run-${run}-2`));
  });

  it('goes on with it when it passes, and has its time anew', async () => {
    const run = await orderRun(office, home);
    const name = await stuckPod(run, 1, 'may-pass');
    await waits(name, stuckMs - 20_000);
    office.engine.setStuck(name);
    await look();
    await until(async () => expect(await stuckSince(name)).toBeUndefined());
    await stuckPod(run, 1, 'may-pass');
    await waits(name, stuckMs - 20_000);
    await looked();
    office.engine.setStuck(name);
    await workOf(office, podNamed(name));
    expect(await show(run)).toMatchObject({ status: 'starting', attempt: 1 });
  });

  it('is not ended by an old list: its pod may be at work', async () => {
    const run = await orderRun(office, home);
    const name = await stuckPod(run, 1, 'may-pass');
    const find = vi.spyOn(office.engine, 'find');
    const { uid } = await until(async () => {
      const found = await office.engine.list();
      return found.find((pod) => pod.name === name)!;
    });
    find.mockImplementation(async () => ({ uid, name, bornAt: 0 }));
    await waits(name, stuckMs);
    await until(() => expect(find).toHaveBeenCalledWith(name));
    expect(office.engine.names()).toContain(name);
    find.mockRestore();
  });

  it('does not wait for what never passes, and fails for it after the usual tries', async () => {
    const run = await orderRun(office, home);
    await isEnded(await stuckPod(run, 1, 'for-good'));
    const { mail } = office.service.deps;
    await inOrg(mail, home.org, (at) => updateRun(at, run, { failures: mostFailures - 1 }));
    await isEnded(await stuckPod(run, 2, 'for-good'));
    const code = 'image-not-pulled';
    await until(async () => expect(await show(run)).toMatchObject({ status: 'failed', code }));
  });
});

describe('a pool whose pods cannot start', () => {
  it('makes no other for two minutes, and slows no run', async () => {
    const pool = await openOffice({ warmPods: 1, mostWarmPods: 1 });
    try {
      const warm = () => pool.engine.names().filter((name) => name.startsWith('warm-'));
      await until(() => expect(warm()).toHaveLength(1));
      const [first = ''] = warm();
      pool.engine.setStuck(first, 'for-good');
      const { yard } = pool.service.deps;
      await tell(yard, 'pods');
      await until(async () => expect((await findPod(yard, first))?.stuck_at).toBeTruthy());
      pool.clock.forward(stuckWarmMs - 60_000);
      const people = await foundOrganization(pool);
      const run = await orderRun(pool, people);
      await until(() => expect(pool.engine.names()).toContain(`run-${run}-1`));
      expect(warm()).toEqual([first]);
      pool.clock.forward(60_000);
      await tell(yard, 'pods');
      await until(() => expect(warm()).not.toContain(first));
      await until(() => expect(warm()).toHaveLength(1));
    } finally {
      await pool.close();
    }
  });
});
