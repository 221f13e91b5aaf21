import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { usualSettings } from '@mayfly/shared/automation/automation.ts';
import { signedFromJson } from '@mayfly/shared/api/signed-json.ts';
import type { RunId } from '@mayfly/shared/base/ids.ts';
import { certificate } from '@mayfly/shared/envelope/statement/certificate.ts';
import { read } from '@mayfly/shared/envelope/statement.ts';
import { installOnCluster } from '../harness/cluster-installation.ts';
import type { ClusterInstallation } from '../harness/cluster-installation.ts';
import { device } from '../harness/device.ts';
import { servePages } from '../harness/pages.ts';
import type { Pages } from '../harness/pages.ts';
import { goTo } from '../harness/permit.ts';
import { processesOfPod } from '../harness/pod-processes.ts';
import { evidenceOf, statementsOf } from '../harness/run-evidence.ts';
import { until } from '../harness/until.ts';
import { search } from '../leak/sinks.ts';
import type { Sink } from '../leak/sinks.ts';
import { htmlPage } from '../sites/site.ts';
import { memoryMounts, seenFromHere, writtenOnNode } from './node-places.ts';

const canary = (what: string) => `${what}${randomBytes(12).toString('hex')}`;
const canaries = { secret: canary('Sc'), input: canary('In'), storage: canary('Ls') };
const all = Object.values(canaries);
const slowMs = 120_000;
const began = Date.now();

let whole: ClusterInstallation;
let pages: Pages;
let run: RunId;
let uid: string;
/** A page that never comes. */
const held: ServerResponse[] = [];

/** The page keeps what is typed, as sites do: in the browser's own store. */
const form = htmlPage(
  'Form',
  `<label>Code <input name="code" oninput="localStorage.code = this.value"></label>
  <label>Note <input name="note" oninput="localStorage.note = this.value"></label>
  <script>localStorage.token = new URL(location).searchParams.get('token')</script>`,
);

beforeAll(async () => {
  pages = await servePages({ '/': form, '/held': (_, response) => void held.push(response) });
  whole = await installOnCluster({ settings: { warmPods: 0 } });
  const origin = await whole.outside(Number(new URL(pages.origin).port));
  await device.pair(whole.invitation, 'correct horse battery staple');
  const connection = await device.connect();
  const enter = (name: string, value: object) => ({
    type: 'fill' as const,
    id: name,
    target: { name, selectors: [`input[name=${name}]`] },
    value: value as { secret: string },
  });
  const { grant } = await device.saveAndConfirm(connection, {
    automation: {
      v: 1,
      name: 'Leaves nothing',
      steps: [
        goTo(`${origin}/?token=${canaries.storage}`),
        enter('code', { secret: 'code' }),
        enter('note', { input: 'note' }),
        goTo(`${origin}/held`, 'held'),
      ],
      inputs: [{ name: 'note', label: 'Note' }],
      secrets: [{ name: 'code', label: 'Code' }],
      origins: [origin],
      settings: { ...usualSettings, stepTimeoutMs: 200_000, pictures: 'each' },
      changed: { version: 1, at: Date.now() },
    },
    limits: {
      sessions: [],
      origins: [origin],
      passive: false,
      writes: [],
      inputs: {},
      perDay: 10,
      parallel: 1,
      attempts: 2,
      deadlineMs: 300_000,
      renew: false,
      notAfter: Date.now() + 3_600_000,
      freshForMs: 86_400_000,
    },
    typed: [{ name: 'code', value: canaries.secret, origins: [origin] }],
  });
  const inputs = { note: canaries.input };
  ({ run } = await device.startRun(connection, { grant, deadlineMs: 300_000, inputs }));
  await until(() => held.length > 0 || undefined, slowMs);
  const released = (await statementsOf(run))?.certificates.at(-1);
  if (!released) throw new Error('No keys were released');
  uid = read(certificate, signedFromJson(released)).uid;
}, 600_000);

afterAll(async () => {
  await whole?.remove();
  await pages[Symbol.asyncDispose]();
});

describe('what a run on a cluster knew', () => {
  it('is found while it lives, in its directory, which is memory, and nowhere else', async () => {
    // The browser writes what a page stores some seconds later.
    const isOfPod = ({ name }: Sink) => name.includes(uid);
    await until(() => {
      const ofPod = writtenOnNode(whole.node, began).filter(isOfPod);
      return search(ofPod, [canaries.storage]).leaks.length > 0 || undefined;
    }, slowMs);
    const { leaks } = search(writtenOnNode(whole.node, began), all);
    const inMemory = memoryMounts(whole.node).map((path) => seenFromHere(whole.node, path));
    expect(leaks.length).toBeGreaterThan(0);
    for (const { sink } of leaks) {
      expect(sink).toContain(uid);
      expect(inMemory.some((mount) => sink.startsWith(mount))).toBe(true);
    }
  }, 300_000);

  it('is nowhere on the node once it is gone: disk, memory, runtime, kubelet, logs and etcd', async () => {
    await device.stopRun(await device.connect(), run);
    const { proof } = await evidenceOf(run, slowMs);
    expect(proof).toMatchObject({ proved: true, erased: 'node-verified' });
    expect(processesOfPod(uid)).toEqual([]);
    const { leaks, searched } = search(writtenOnNode(whole.node, began), all);
    expect(leaks).toEqual([]);
    expect(searched).toBeGreaterThan(1_000);
  }, 300_000);

  it('would be found there: one that is planted is, on the disk and in memory', () => {
    const places = [
      join(whole.node.root, 'log/planted.log'),
      seenFromHere(whole.node, '/run/mayfly-containerd/planted'),
    ];
    for (const place of places) writeFileSync(place, Buffer.from(canaries.secret).toString('hex'));
    try {
      const { leaks } = search(writtenOnNode(whole.node, began), all);
      expect([...new Set(leaks.map(({ sink }) => sink))].toSorted()).toEqual(places.toSorted());
    } finally {
      for (const place of places) rmSync(place, { force: true });
    }
  }, 300_000);
});
