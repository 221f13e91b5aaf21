import { ask, until } from '@mayfly/cloud-runner/service/testing/office.ts';
import { workOf } from '@mayfly/cloud-runner/service/testing/pod.ts';
import { signedToJson } from '@mayfly/shared/api/signed-json.ts';
import { randomId16 } from '@mayfly/shared/base/ids.ts';
import { signKeys } from '@mayfly/shared/envelope/keys.ts';
import { expect } from 'vitest';
import { rowsOf } from '../tenants/rows.ts';
import { tryRoutes } from '../tenants/routes-tried.ts';
import type { RunId } from '@mayfly/shared/base/ids.ts';
import type { Tenant, Tenants } from '../tenants/world.ts';
import type { Attack } from '../threat.ts';

/** What another organization of the same runner tries. */
export const anotherTenant: readonly Attack[] = [
  {
    title:
      'asks every route of both doors for everything of ours, as a device, a pod, nobody, and in our name: no answer differs from “not there”, and nothing of ours changes',
    play: async (worlds) => {
      const world = await worlds.tenants();
      const before = await rowsOf(world, world.home.ids.org);
      const trials = await tryRoutes(world);
      expect(trials.filter(({ there, nowhere }) => there !== nowhere)).toEqual([]);
      expect(trials.length).toBeGreaterThan(300);
      expect(await rowsOf(world, world.home.ids.org)).toEqual(before);
      await world.home.pod.mark();
    },
  },
  {
    title:
      'orders a run under a number that we shall use: ours starts all the same, with a pod of its own',
    play: async (worlds) => {
      const world = await worlds.tenants();
      const { home, stranger, office } = world;
      const run = randomId16();
      const theirs = await podOf(world, () => orderAs(world, stranger, run));
      const ours = await podOf(world, () => orderAs(world, home, run));
      expect(ours).not.toBe(theirs);
      const work = await workOf(office, { name: ours, keys: signKeys() });
      expect(work).toMatchObject({ org: home.ids.org, run });
    },
  },
];

function orderAs({ office }: Tenants, { device, as, ids }: Tenant, run: RunId) {
  const order = signedToJson(device.order(ids.grant, { run }));
  return ask(office, as, { method: 'POST', path: '/runs', json: { order, deadlineMs: 60_000 } });
}

/** The name of the pod that comes of it. */
async function podOf({ office }: Tenants, order: () => Promise<unknown>): Promise<string> {
  const before = office.engine.names();
  await order();
  return until(() => {
    const made = office.engine.names().find((name) => !before.includes(name));
    if (!made) throw new Error('No pod was made yet');
    return made;
  });
}
