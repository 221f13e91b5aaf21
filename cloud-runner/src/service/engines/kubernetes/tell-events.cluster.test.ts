import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ready } from '@mayfly/shared/envelope/sodium.ts';
import { install } from '../../../../../k8s/testing/installation.ts';
import { accessAs } from '../../../../../test/harness/cluster-access.ts';
import { startTestPostgres } from '../../../../../test/harness/postgres.ts';
import { until } from '../../../../../test/harness/until.ts';
import { freePort } from '../../../launcher/free-port.ts';
import { toConfig } from '../../config.ts';
import { start } from '../../start.ts';
import { mostFailures } from '../../runs/after-loss.ts';
import { stuckMs } from '../../runs/stuck.ts';
import { inOrg } from '../../store/database.ts';
import { findPod } from '../../store/pods.ts';
import { showRun, updateRun } from '../../store/runs.ts';
import { fakeFeed } from '../../testing/fake-feed.ts';
import { foundOrganization, orderRun } from '../../testing/organization.ts';
import { kubernetesSchema } from './config.ts';
import { kubernetesEngine } from './kubernetes-engine.ts';
import type { Installation } from '../../../../../k8s/testing/installation.ts';
import type { TestPostgres } from '../../../../../test/harness/postgres.ts';
import type { Config } from '../../config.ts';
import type { Service } from '../../start.ts';
import type { FakeFeed } from '../../testing/fake-feed.ts';

const space = '/api/v1/namespaces/mayfly-system';
const noImage = `mayfly.local/run@sha256:${'9'.repeat(64)}`;

let home: Installation;
let postgres: TestPostgres;
let config: Config;
let removeAccess: (() => void) | undefined;
let service: Service | undefined;
let feed: FakeFeed;
let ahead = 0;
const forward = (ms: number) => void (ahead += ms);

beforeAll(async () => {
  await ready();
  home = await install();
  const { access, remove } = await accessAs(home.cluster, ['mayfly-system', 'mayfly-service']);
  removeAccess = remove;
  postgres = await startTestPostgres();
  const urls = await postgres.databases();
  const events = { namespace: 'mayfly-system', about: 'mayfly-service' };
  config = toConfig({
    listenUrl: `http://127.0.0.1:${await freePort()}`,
    databaseUrl: urls.service,
    workerDatabaseUrl: urls.worker,
    migrateDatabaseUrl: urls.owner,
    brokerUrl: 'http://127.0.0.1:9',
    feedToken: 'test',
    kubernetes: kubernetesSchema.parse({
      access,
      namespaces: ['runs-0'],
      image: home.image,
      events,
    }),
    warmPods: 1,
  });
});
afterEach(async () => {
  await service?.close();
  service = undefined;
  await home.cluster.api.call('DELETE', `${space}/events`);
  await home.clear();
});
afterAll(async () => {
  await quota('2500');
  await images(home.image);
  await postgres?.stop();
  removeAccess?.();
});

type Event = { reason: string; message: string; type: string; involvedObject: { name: string } };

const events = async (): Promise<Event[]> => {
  const { body } = await home.cluster.api.call('GET', `${space}/events`);
  const all = (body.items ?? []) as unknown as Event[];
  return all.filter(({ involvedObject }) => involvedObject.name === 'mayfly-service');
};
const eventOf = (reason: string) =>
  until(async () => (await events()).find((each) => each.reason === reason));

const patch = (path: string, change: object) =>
  home.cluster.api.call('PATCH', path, change, {
    contentType: 'application/merge-patch+json',
  });
const quota = (pods: string) =>
  patch('/api/v1/namespaces/runs-0/resourcequotas/runs', {
    spec: { hard: { 'count/pods': pods } },
  });
const images = (images: string) =>
  patch(`${space}/configmaps/run-pod-policy`, { data: { images } });

const begin = async (image: string) => {
  const kubernetes = { ...config.kubernetes!, image };
  feed = fakeFeed();
  const neighbours = { feed, now: () => Date.now() + ahead };
  service = await start({ ...config, kubernetes }, pino({ level: 'silent' }), neighbours);
};

describe('who runs a cluster sees among its events', () => {
  it('that pods are refused, and after a minute that no pod waits', async () => {
    await begin(noImage);
    const { type, message } = await eventOf('PodRefused');
    expect([type, message]).toEqual([
      'Warning',
      expect.stringMatching(/^warm-[0-9a-z]{26}: .*log/),
    ]);
    // Time goes fast from here on: the pool may be seen empty only after its pod was refused.
    const { message: empty } = await until(async () => {
      forward(1_000);
      return (await events()).find(({ reason }) => reason === 'PoolEmpty');
    });
    expect(empty).toContain('No pod waits');
  });

  it('that the quota is spent', async () => {
    await quota('0');
    await until(async () => {
      const { body } = await home.cluster.api.call(
        'GET',
        '/api/v1/namespaces/runs-0/resourcequotas/runs',
      );
      const { hard } = body.status as { hard?: Record<string, string> };
      return hard?.['count/pods'] === '0' || undefined;
    });
    await begin(home.image);
    expect((await eventOf('QuotaFull')).message).toMatch(/^warm-.*quota/);
    await quota('2500');
  });

  it('that an image is not there; a run does not wait for it for long, nor does the pool make one after the other', async () => {
    await images(`${home.image} ${noImage}`);
    await begin(noImage);
    expect((await eventOf('ImageMissing')).message).toMatch(/^warm-.*Bring it to the nodes/);
    const { app, deps } = service!;
    const desk = { service: { app }, feed, clock: { now: () => deps.now(), forward } };
    const people = await foundOrganization(desk);
    const run = await orderRun(desk, people);
    const isStuck = (kind: string) =>
      until(async () => {
        const pod = (await deps.engine.list()).find(({ name }) => name.startsWith(kind));
        const row = pod && (await findPod(deps.yard, pod.name));
        return pod?.stuck === 'may-pass' && row?.stuck_at ? pod : undefined;
      });
    const warm = await isStuck('warm-');
    await isStuck(`run-${run}-1`);
    await inOrg(deps.mail, people.org, (at) => updateRun(at, run, { failures: mostFailures - 1 }));
    forward(stuckMs);
    const left = await until(async () => {
      const names = (await deps.engine.list()).map(({ name }) => name);
      return names.includes(`run-${run}-1`) ? undefined : names;
    });
    expect(left).toEqual([warm.name]);
    // From here on time goes fast: that its pod is gone is known a second after it was seen to be.
    const ended = await until(async () => {
      forward(1_000);
      const known = await inOrg(deps.mail, people.org, (at) => showRun(at, run));
      return known?.status === 'failed' ? known : undefined;
    });
    expect(ended).toMatchObject({ code: 'image-not-pulled', attempt: 1 });
    await images(home.image);
  });

  it('never more than a few a minute', async () => {
    const engine = kubernetesEngine(config.kubernetes!);
    const notices = ['pod-unproved', 'runner-full', 'pod-refused', 'evicted', 'node-lost'] as const;
    for (let n = 0; n < 40; n += 1) engine.notice(notices[n % notices.length]!, `run-${n}`);
    await until(async () => ((await events()).length === 4 ? true : undefined));
    const told = await events();
    expect(new Set(told.map(({ reason }) => reason)).size).toBe(4);
    expect(told.find(({ reason }) => reason === 'PodUnproved')?.message).toMatch(/^run-0: .*node/);
    await engine.close();
  });
});
