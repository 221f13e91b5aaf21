import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openCluster } from '@mayfly/test/harness/cluster.ts';
import { startTestPostgres } from '@mayfly/test/harness/postgres.ts';
import { provideImage } from '../image/provide-image.ts';
import { prepare } from '../prepare/prepare.ts';
import type { Cluster } from '@mayfly/test/harness/cluster.ts';
import type { TestPostgres } from '@mayfly/test/harness/postgres.ts';

const overlay = (name: string) => join(import.meta.dirname, name);
const closing: (() => unknown)[] = [];
const digests = { run: '', service: '', broker: '', witness: '' };

let cluster: Cluster;
let postgres: TestPostgres;

beforeAll(async () => {
  cluster = await openCluster();
  postgres = await startTestPostgres();
  closing.push(() => postgres.stop());
  for (const name of ['run', 'service', 'broker', 'witness'] as const)
    digests[name] = (await provideImage(name)).digest;
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
});
