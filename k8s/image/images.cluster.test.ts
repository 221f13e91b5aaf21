import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openCluster, readRunPod } from '@mayfly/test/harness/cluster.ts';
import { until } from '@mayfly/test/harness/until.ts';
import { changed } from '../testing/change.ts';
import { buildImage } from './build-image.ts';
import { provideImage } from './provide-image.ts';
import { recipes } from './recipes.ts';
import type { BuiltImage } from './build-image.ts';
import type { Cluster } from '@mayfly/test/harness/cluster.ts';

const folder = mkdtempSync(join(tmpdir(), 'mayfly-images-'));
const namespace = 'image-test';
const slowMs = 600_000;

let cluster: Cluster;
const images = new Map<string, BuiltImage>();

const imageOf = (name: string): BuiltImage => {
  const image = images.get(name);
  if (!image) throw new Error(`${name} was not built`);
  return image;
};

beforeAll(async () => {
  cluster = await openCluster();
  for (const { name } of recipes) {
    const image = await provideImage(name);
    images.set(name, image);
    await cluster.node?.importImage(image.archive);
  }
  await cluster.kubectl(['create', 'namespace', namespace]);
}, slowMs);

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await cluster.kubectl(['delete', 'namespace', namespace]);
});

/** Runs words in an image as a run pod runs, but for its token and anchor. Answers what it said, once it ended. */
const said = async (name: string, words: readonly string[]): Promise<string> => {
  const pod = changed(readRunPod() as { metadata: object }, {
    put: {
      '/metadata': { name: `${name}-${images.size}-${crypto.randomUUID().slice(0, 8)}`, namespace },
      '/spec/serviceAccountName': 'default',
      '/spec/securityContext/runAsUser': recipes.find((each) => each.name === name)?.user.id,
      '/spec/containers/0/image': imageOf(name).reference,
      '/spec/containers/0/command': words,
    },
    drop: [
      '/spec/priorityClassName',
      '/spec/volumes/3',
      '/spec/volumes/2',
      '/spec/containers/0/volumeMounts/3',
      '/spec/containers/0/volumeMounts/2',
    ],
  });
  const path = `/api/v1/namespaces/${namespace}/pods`;
  const { body: made } = await until(async () => {
    const answer = await cluster.api.call('POST', path, pod);
    return answer.code === 201 ? answer : undefined;
  }, 10_000);
  const own = `${path}/${made.metadata?.name}`;
  await until(async () => {
    const { body } = await cluster.api.call('GET', own);
    return /Succeeded|Failed/.test((body.status as { phase: string }).phase) || undefined;
  }, 90_000);
  const { body: log } = await cluster.api.call('GET', `${own}/log`);
  return log.message ?? JSON.stringify(log);
};

describe('the images', () => {
  it('the run image is small enough', () => {
    const { unpackedBytes, compressedBytes } = imageOf('run');
    expect(unpackedBytes / 2 ** 20).toBeLessThanOrEqual(450);
    expect(compressedBytes / 2 ** 20).toBeLessThanOrEqual(180);
  });

  it(
    'the same inputs give the same digest',
    async () => {
      const [one, two] = [
        await buildImage('run', join(folder, 'one')),
        await buildImage('run', join(folder, 'two')),
      ];
      expect(two.reference).toBe(one.reference);
      expect(readFileSync(two.sbom)).toEqual(readFileSync(one.sbom));
    },
    slowMs,
  );

  it('an image names its parts: every package with version and digest', () => {
    type Sbom = {
      components: { name: string; version: string; purl?: string; hashes?: object[] }[];
    };
    const { components } = JSON.parse(readFileSync(imageOf('run').sbom, 'utf8')) as Sbom;
    const debian = components.filter(({ purl }) => purl?.startsWith('pkg:deb/'));
    expect(debian.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['chromium-headless-shell', 'libc6', 'util-linux', 'iproute2']),
    );
    expect(debian.filter(({ version, hashes }) => !version || !hashes)).toEqual([]);
    const npm = components.filter(({ purl }) => purl?.startsWith('pkg:npm/'));
    expect(npm.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['puppeteer-core', '@scure/base', 'zod']),
    );
  });

  it('the run image holds nothing that a browser without a screen never loads, and no way to become somebody', async () => {
    const lines = (await run('bash', ['-c', listing, imageOf('run').archive])).trim().split('\n');
    expect(lines.length).toBeGreaterThan(100);
    expect(lines.filter((line) => /LLVM|\/dri\/|swiftshader|\/locales?\//i.test(line))).toEqual([]);
    // Nobody's bit (s), and nothing but /tmp that others may write to.
    const writable = lines.filter((line) => /^-..[sS]|^-.{5}[sS]|^[-d].{7}w/.test(line));
    expect(writable.map((line) => line.split(' ').at(-1))).toEqual(['./tmp/']);
  });

  it('in a pod the browser starts with its own sandbox, shut in without a network, and shows a page', async () => {
    const page = 'data:text/html,<title>x</title><h1 id=mayfly>born</h1>';
    const shell = '/usr/lib/chromium/chromium-headless-shell';
    const flags = '--disable-gpu --disable-dev-shm-usage --user-data-dir=/tmp/profile --dump-dom';
    const script = `id=$(cat /proc/self/status | /usr/bin/node -e '
      const status = require("fs").readFileSync(0, "utf8");
      console.log(/Uid:\\s+(\\d+)/.exec(status)[1], /CapEff:\\s+(\\w+)/.exec(status)[1]);
      try { require("fs").writeFileSync("/x", ""); } catch (error) { console.log(error.code); }')
      echo "$id"
      exec unshare -U -n --map-user=10001 --map-group=10001 ${shell} ${flags} '${page}' 2>&1`;
    const log = await said('run', ['/bin/sh', '-c', script]);
    expect(log).toContain('10001 0000000000000000\nEROFS');
    expect(log).toContain('<h1 id="mayfly">born</h1>');
  });

  it.each(recipes.map(({ name, program }) => ({ name, program })))(
    'the program of $name starts from what is compiled in the image',
    async ({ name, program }) => {
      const words = ['/usr/bin/node', '-e', starter, `/app/${program}.mjs`];
      expect(await said(name, words)).toMatch(/code cache for ESM \S+\.mjs was accepted/);
    },
  );
});

/** Lists the files of the one layer of an archive, as tar does: the largest blob is the layer. */
const listing = `set -eu
layer=$(tar tvf "$0" | sort -n -k 3 | tail -n 1 | awk '{print $NF}')
tar xOf "$0" "$layer" | tar tzvf - --numeric-owner`;

const run = async (program: string, words: readonly string[]): Promise<string> =>
  (await promisify(execFile)(program, words, { maxBuffer: 2 ** 26 })).stdout;

/** Starts a program so that Node tells what it does with what is compiled already. */
const starter = `require('node:child_process').spawnSync(process.execPath, process.argv.slice(1), {
  stdio: ['ignore', 'inherit', 'inherit'],
  env: { ...process.env, NODE_DEBUG_NATIVE: 'COMPILE_CACHE' },
})`;
