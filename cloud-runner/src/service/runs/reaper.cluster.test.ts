import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomId16 } from '@mayfly/shared/base/ids.ts';
import { ready } from '@mayfly/shared/envelope/sodium.ts';
import { install } from '../../../../k8s/testing/installation.ts';
import { accessAs } from '../../../../test/harness/cluster-access.ts';
import { startTestPostgres } from '../../../../test/harness/postgres.ts';
import { until } from '../../../../test/harness/until.ts';
import { freePort } from '../../launcher/free-port.ts';
import { toConfig } from '../config.ts';
import { kubernetesSchema } from '../engines/kubernetes/config.ts';
import { kubernetesEngine } from '../engines/kubernetes/kubernetes-engine.ts';
import { start } from '../start.ts';
import { connect } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { insertPod } from '../store/pods.ts';
import { takeLease } from '../store/worker.ts';
import { fakeFeed } from '../testing/fake-feed.ts';
import type { Installation } from '../../../../k8s/testing/installation.ts';
import type { TestPostgres } from '../../../../test/harness/postgres.ts';
import type { Config } from '../config.ts';
import type { Engine } from '../engines/engine.ts';
import type { Service } from '../start.ts';

let home: Installation;
let postgres: TestPostgres;
let config: Config;
let engine: Engine;
const services: Service[] = [];
const endings: (() => unknown)[] = [];
beforeAll(async () => {
  await ready();
  home = await install();
  const { access, remove } = await accessAs(home.cluster, ['mayfly-system', 'mayfly-service']);
  postgres = await startTestPostgres();
  const urls = await postgres.databases();
  config = toConfig({
    listenUrl: `http://127.0.0.1:${await freePort()}`,
    databaseUrl: urls.service,
    workerDatabaseUrl: urls.worker,
    migrateDatabaseUrl: urls.owner,
    brokerUrl: 'http://127.0.0.1:9',
    feedToken: 'test',
    kubernetes: kubernetesSchema.parse({ access, namespaces: ['runs-0'], image: home.image }),
    warmPods: 0,
  });
  engine = kubernetesEngine(config.kubernetes!);
  endings.push(remove, engine.close);
});
afterAll(async () => {
  for (const service of services) await service.close();
  await postgres?.stop();
  await home?.clear();
  for (const end of endings) await end();
});

const isThere = async (name: string) => (await engine.find(name)) !== undefined;
const fresh = () => `run-${randomId16()}-1`;

describe('a replica that starts after another was killed', () => {
  it('takes over when its lease has lapsed, and ends on the cluster what the dead one left', async () => {
    await migrate(config);
    const yard = connect(config.workerDatabaseUrl, 1);
    const now = Date.now();
    await takeLease(yard, {
      name: 'keeper',
      holder: 'a replica that is dead',
      now,
      until: now + 4_000,
    });
    const [orphan, overdue] = [fresh(), fresh()];
    const deadlineMs = 600_000;
    await engine.create({ name: orphan, deadlineMs });
    const { uid } = await engine.create({ name: overdue, deadlineMs });
    const times = { born_at: now, deadline_ms: deadlineMs, delete_at: now };
    await insertPod(yard, { name: overdue, kind: 'warm', uid, ...times });
    await yard.destroy();

    const service = await start(config, pino({ level: 'silent' }), { feed: fakeFeed() });
    services.push(service);
    expect(service.keeper.isKeeping()).toBe(false);
    expect([await isThere(orphan), await isThere(overdue)]).toEqual([true, true]);
    await until(() => {
      service.keeper.poke();
      return service.keeper.isKeeping() || undefined;
    });
    await until(async () =>
      (await isThere(orphan)) || (await isThere(overdue)) ? undefined : true,
    );
  });

  it('keeps a warm pod on the cluster that nobody made before, one for all replicas', async () => {
    for (const service of services.splice(0)) await service.close();
    const warm = { ...config, warmPods: 1, mostWarmPods: 1 };
    for (const listenUrl of [config.listenUrl, `http://127.0.0.1:${await freePort()}`]) {
      const log = pino({ level: 'silent' });
      services.push(await start({ ...warm, listenUrl }, log, { feed: fakeFeed() }));
    }
    await until(async () => ((await engine.list()).length === 1 ? true : undefined));
    const [pod] = await engine.list();
    expect(pod?.name).toMatch(/^warm-[0-9a-z]{26}$/);
    expect(services.map(({ keeper }) => keeper.isKeeping())).toEqual([true, false]);
  });
});
