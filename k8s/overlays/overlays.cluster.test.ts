import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openCluster } from '@mayfly/test/harness/cluster.ts';
import { startTestPostgres } from '@mayfly/test/harness/postgres.ts';
import { until } from '@mayfly/test/harness/until.ts';
import { provideImage } from '../image/provide-image.ts';
import { prepare } from '../prepare/prepare.ts';
import type { Cluster, ClusterNode } from '@mayfly/test/harness/cluster.ts';
import type { TestPostgres } from '@mayfly/test/harness/postgres.ts';

const overlay = (name: string) => join(import.meta.dirname, name);
const closing: (() => unknown)[] = [];
const digests = { run: '', service: '', broker: '' };

let cluster: Cluster;
let node: ClusterNode;
let postgres: TestPostgres;

beforeAll(async () => {
  cluster = await openCluster();
  if (!cluster.node) throw new Error('This installs at the node of k8s/cluster: unset KUBECONFIG');
  node = cluster.node;
  postgres = await startTestPostgres();
  closing.push(() => postgres.stop());
  const exposed = await node.expose('10.88.77.1:5432', Number(new URL(postgres.url('x')).port));
  closing.push(exposed.close);
  for (const name of ['run', 'service', 'broker'] as const) {
    const image = await provideImage(name);
    digests[name] = image.digest;
    await node.importImage(image.archive);
  }
}, 600_000);

afterAll(async () => {
  for (const close of closing.toReversed()) await close();
});

/** Prepares an overlay for the database of this test. */
const ready = (name: string) =>
  prepare({
    overlay: overlay(name),
    digests,
    database: postgres.url('postgres'),
    brokerDatabase: postgres.url('postgres'),
    databaseHost: '10.88.77.1:5432',
  });

describe('an installation', () => {
  it.each(['kind', 'k3s', 'test'])(
    '%s: is made of one folder, by digest everywhere',
    async (name) => {
      const before = existsSync(overlay(`${name}/generated`));
      await ready(name);
      if (!before) closing.push(() => rmSync(overlay(`${name}/generated`), { recursive: true }));
      const text = await cluster.kubectl(['kustomize', overlay(name)]);
      const images = [...text.matchAll(/^\s*(?:- )?image: (.*)$/gm)].map(([, image]) => image);
      expect(images.length).toBeGreaterThan(2);
      expect(images.filter((each) => !/@sha256:[0-9a-f]{64}$/.test(each ?? ''))).toEqual([]);
      expect(text).toContain(`images: mayfly.local/run@${digests.run}`);
      await cluster.kubectl(['apply', '--dry-run=client', '-f', '-'], text);
    },
  );

  it('comes up: both doors answer, the broker invites, and the anchor of the pods is the broker’s', async () => {
    await cluster.kubectl([
      'delete',
      'service',
      '-n',
      'mayfly-system',
      '--all',
      '--ignore-not-found',
    ]);
    await cluster.kubectl([
      'delete',
      'service',
      '-n',
      'mayfly-broker',
      '--all',
      '--ignore-not-found',
    ]);
    await cluster.kubectl(['apply', '-k', overlay('test')]);
    closing.push(() => cluster.kubectl(['delete', 'deployments', '-n', 'mayfly-system', '--all']));
    closing.push(() => cluster.kubectl(['delete', 'deployments', '-n', 'mayfly-broker', '--all']));
    const rolled = async (name: string, namespace: string) =>
      cluster.kubectl([
        '-n',
        namespace,
        'rollout',
        'status',
        `deployment/${name}`,
        '--timeout=90s',
      ]);
    await rolled('mayfly-broker', 'mayfly-broker');
    await rolled('mayfly-service', 'mayfly-system');
    for (const address of ['10.96.77.10:4710', '10.96.77.11:4711']) {
      const { port, close } = await node.forward(address);
      const { status } = await fetch(`http://127.0.0.1:${port}/healthz`);
      close();
      expect({ address, status }).toEqual({ address, status: 200 });
    }
    const logs = ['-n', 'mayfly-broker', 'logs', 'deployment/mayfly-broker'];
    expect(
      await until(async () => /mayfly1\.\S+/.exec(await cluster.kubectl(logs))?.[0]),
    ).toBeTruthy();
  }, 240_000);

  it('keeps a warm pod: made by the service under the policies, shut in, and asking for its work', async () => {
    // The first key that asks under a pod's name is written down: a pod asks once its fence is proved, within and without.
    const { Client } = pg;
    const database = new Client({ connectionString: postgres.url('service') });
    await database.connect();
    closing.push(() => database.end());
    const asking = `select name from worker.pods where kind = 'warm' and pod_sign is not null`;
    const { name } = await until(
      async () => (await database.query<{ name: string }>(asking)).rows[0],
      120_000,
    );
    const { body } = await cluster.api.call('GET', `/api/v1/namespaces/runs-0/pods/${name}`);
    const reference = `mayfly.local/run@${digests.run}`;
    expect(body.status).toMatchObject({
      phase: 'Running',
      containerStatuses: [{ imageID: reference, restartCount: 0 }],
    });
  }, 150_000);
});
