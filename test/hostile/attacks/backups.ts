import pg from 'pg';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { device } from '../../harness/device.ts';
import { deviceOf, foundTestOrg } from '../../harness/broker/test-device.ts';
import { testPod, workOf } from '../../harness/broker/test-pod.ts';
import { permit } from '../../harness/permit.ts';
import { until } from '../../harness/until.ts';
import { refused } from '../refused.ts';
import { reading } from '../service/lies.ts';
import type { ServiceWorld } from '../service/world.ts';
import type { Worlds } from '../worlds.ts';
import type { Attack } from '../threat.ts';

/** A backup of the service's database, from before a revocation, is restored. */
export const serviceBackup: readonly Attack[] = [
  {
    title:
      'restored, brings back what was revoked and deleted, and the runs that wait: none of them gets a key',
    play: async (worlds) => {
      const world = await worlds.service();
      const connection = await device.connect();
      const { run, grant } = await permit(reading(world));
      const { charter } = await device.syncCharter(connection);
      const [subject] = [...charter.heads].find(([, { id }]) => id === grant) ?? [];
      const restore = await backUp(world);
      await device.revokeSignIn(connection, subject!);
      await restore();
      const before = world.asked.length;
      const ordered = await run();
      const ended = await until(async () => {
        const runs = await device.listRuns(await device.connect());
        return runs.find((each) => each.run === ordered && each.endedAt !== undefined);
      });
      expect(ended).toMatchObject({ status: 'failed', code: 'grant-not-in-force' });
      expect(world.asked).toHaveLength(before);
    },
  },
];

/** Copies every table of an organization and the feed's place; gives what puts all of it back. */
async function backUp({ stack }: ServiceWorld): Promise<() => Promise<void>> {
  const config = readFileSync(join(stack.folders.config, 'service.json'), 'utf8');
  const { migrateDatabaseUrl } = JSON.parse(config) as { migrateDatabaseUrl: string };
  const client = new pg.Client({ connectionString: migrateDatabaseUrl });
  await client.connect();
  const { org } = await device.connect();
  await client.query(`select set_config('mayfly.org', $1, false)`, [org]);
  const tables = ['devices', 'envelopes', 'heads', 'runs', 'attempts', 'events'];
  for (const table of tables)
    await client.query(`create temp table kept_${table} as select * from ${table}`);
  return async () => {
    for (const table of tables) {
      await client.query(`insert into ${table} select * from kept_${table} on conflict do nothing`);
    }
    await client.end();
  };
}

/** A broker with a permission that was revoked, put back to before that; `old` is the device as it was then. */
async function restoredBroker(worlds: Worlds) {
  const { start } = await worlds.brokers();
  const first = await start();
  const founder = await foundTestOrg(first);
  const { id, subject } = await founder.confirm();
  const copy = await first.backup();
  const later = await first.restart();
  const then = { ...founder.org };
  await deviceOf(later, founder.org, founder.keys).append([{ act: 'revoke', subject }]);
  const restored = await later.restart(copy);
  return {
    restored,
    founder: { keys: founder.keys, grant: id },
    grant: id,
    aware: deviceOf(restored, founder.org, founder.keys),
    unaware: deviceOf(restored, then, founder.keys),
  };
}

/** A backup of the broker's database, from before a revocation, is restored. */
export const brokerBackup: readonly Attack[] = [
  {
    title: 'restored, is found out by every device that saw more, at its next sign of life or link',
    play: async (worlds) => {
      const { aware } = await restoredBroker(worlds);
      expect(await refused(aware.beat())).toBe('history-forked');
      expect(await refused(aware.confirm())).toBe('charter-moved');
    },
  },
  {
    title: 'restored, gives no key and no mark until an admin’s device signs its challenge',
    play: async (worlds) => {
      const { restored, grant, unaware } = await restoredBroker(worlds);
      const pod = testPod(restored, workOf(unaware.order(grant)));
      expect(await refused(pod.ask())).toBe('runner-restored');
      const asked = await unaware.restored();
      expect(asked).toBeDefined();
      await unaware.open(asked!);
      expect(await refused(testPod(restored, workOf(unaware.order(grant))).ask())).toBe('taken');
    },
  },
  {
    title: 'restored, gives no key by an order of before, also once it is opened',
    play: async (worlds) => {
      const { restored, grant, unaware } = await restoredBroker(worlds);
      const old = unaware.order(grant);
      restored.wall += 1_000;
      await unaware.open((await unaware.restored())!);
      expect(await refused(testPod(restored, workOf(old)).ask())).toBe('void-since-restore');
    },
  },
  {
    title: 'restored, is not opened by the answer to an earlier challenge',
    play: async (worlds) => {
      const { restored, unaware, founder } = await restoredBroker(worlds);
      const asked = (await unaware.restored())!;
      const copy = await restored.backup();
      const opened = deviceOf(await restored.restart(), { ...unaware.org }, founder.keys);
      await opened.open(asked);
      await opened.confirm();
      const again = await restored.restart(copy);
      const device = deviceOf(again, unaware.org, founder.keys);
      expect(await refused(device.open(asked))).toBe('challenge-differs');
      expect(await refused(testPod(again, workOf(device.order(founder.grant))).ask())).toBe(
        'runner-restored',
      );
    },
  },
  {
    title: 'restored without what is kept beside its keys, waits to be opened too',
    play: async (worlds) => {
      const { restored, grant, unaware, founder } = await restoredBroker(worlds);
      await unaware.open((await unaware.restored())!);
      rmSync(restored.watermarkFile);
      const again = await restored.restart();
      const device = deviceOf(again, unaware.org, founder.keys);
      expect(await refused(testPod(again, workOf(device.order(grant))).ask())).toBe(
        'runner-restored',
      );
    },
  },
];
