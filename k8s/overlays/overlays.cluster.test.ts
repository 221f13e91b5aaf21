import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openCluster } from '@mayfly/test/harness/cluster.ts';
import { startTestPostgres } from '@mayfly/test/harness/postgres.ts';
import { prepare } from '../prepare/prepare.ts';
import type { Cluster } from '@mayfly/test/harness/cluster.ts';
import type { TestPostgres } from '@mayfly/test/harness/postgres.ts';

const overlay = (name: string) => join(import.meta.dirname, name);
const closing: (() => unknown)[] = [];
/** Of images that nobody starts here. */
const digest = `sha256:${'1'.repeat(64)}`;
const digests = { run: digest, service: digest, broker: digest, witness: digest };

let cluster: Cluster;
let postgres: TestPostgres;

beforeAll(async () => {
  cluster = await openCluster();
  postgres = await startTestPostgres();
  closing.push(() => postgres.stop());
  // A Service of another test has another address, which cannot be changed.
  for (const namespace of ['mayfly-system', 'mayfly-broker'])
    await cluster.kubectl(['delete', 'services', '--all', '-n', namespace]);
});

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

const groups = ['system:masters', 'mayfly:break-glass'].map((each) => `--as-group=${each}`);

const isNamespace = (document: string) => /^kind: Namespace$/m.test(document);

describe('an installation', () => {
  it.each(['kind', 'k3s', 'test'])(
    '%s: is made of one folder, by digest everywhere, and the API server takes all of it',
    async (name) => {
      const before = existsSync(overlay(`${name}/generated`));
      await ready(name);
      if (!before) closing.push(() => rmSync(overlay(`${name}/generated`), { recursive: true }));
      const text = await cluster.kubectl(['kustomize', overlay(name)]);
      const images = [...text.matchAll(/^\s*(?:- )?image: (.*)$/gm)].map(([, image]) => image);
      expect(images.length).toBeGreaterThan(2);
      expect(images.filter((each) => !/@sha256:[0-9a-f]{64}$/.test(each ?? ''))).toEqual([]);
      expect(text).toContain(`images: mayfly.local/run@${digests.run}`);
      // Addresses of Services are of the cluster: this one has a range of its own.
      const here = text.replaceAll('10.43.', '10.96.');
      const namespaces = here.split(/^---$/m).filter(isNamespace);
      await cluster.kubectl(['apply', '-f', '-'], namespaces.join('---'));
      // The policies that are in force know the images of another test: they are for who may pass them by.
      const dry = ['apply', '--dry-run=server', '--as=tester', ...groups, '-f', '-'];
      const said = await cluster.kubectl(dry, here);
      expect(said).toContain('deployment.apps/mayfly-broker');
      expect(said.split('\n').filter((line) => line && !line.includes('server dry run'))).toEqual(
        [],
      );
    },
  );
});
