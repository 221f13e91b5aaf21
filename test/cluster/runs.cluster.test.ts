import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { isId16, randomId16 } from '@mayfly/shared/base/ids.ts';
import type { EnvelopeId, RunId } from '@mayfly/shared/base/ids.ts';
import { usualSettings } from '@mayfly/shared/automation/automation.ts';
import { changed } from '@mayfly/k8s/testing/change.ts';
import { readRunPod } from '../harness/cluster.ts';
import { installOnCluster } from '../harness/cluster-installation.ts';
import type { ClusterInstallation } from '../harness/cluster-installation.ts';
import { device } from '../harness/device.ts';
import { anotherVersion } from '../harness/installation/another-version.ts';
import { mayflyCommand } from '../harness/mayfly-command.ts';
import { clickOn, goTo, permit, readOf } from '../harness/permit.ts';
import { evidenceOf } from '../harness/run-evidence.ts';
import { until } from '../harness/until.ts';
import { startLedger } from '../sites/ledger.ts';
import type { Ledger } from '../sites/ledger.ts';

const month = 'swordfish-4713-canary';

let whole: ClusterInstallation;
let ledger: Ledger;
let origin: string;
/** The run image that was there first. */
let first: string;

beforeAll(async () => {
  ledger = await startLedger();
  whole = await installOnCluster({ settings: { warmPods: 0 } });
  origin = await whole.outside(Number(new URL(ledger.origin).port));
  first = whole.digests().run;
  await device.pair(whole.invitation, 'correct horse battery staple');
}, 600_000);

afterAll(async () => {
  await whole.remove();
  await ledger.pages[Symbol.asyncDispose]();
});

type Pod = { readonly name: string; readonly phase: string };

const pods = async (): Promise<Pod[]> => {
  const { body } = await whole.cluster.api.call('GET', '/api/v1/namespaces/runs-0/pods');
  return (body.items ?? []).map(({ metadata, status }) => ({
    name: metadata?.name ?? '',
    phase: (status as { phase: string }).phase,
  }));
};

/** Waits until a page that never comes was asked for. */
const isHeld = async (before: number): Promise<void> => {
  const asked = () => ledger.pages.asked.filter((each) => each === 'GET /slow').length;
  await until(() => asked() > before || undefined);
};

/** Reads the ledger with a stored sign-in, and approves what is there: one change, with the month as a secret. */
const approving = async (): Promise<EnvelopeId> => {
  const connection = await device.connect();
  const { subject } = await device.storeSignIn(connection, {
    hosts: ['outside.test'],
    origins: [origin],
    cookies: [
      {
        name: 'sid',
        value: 's1',
        domain: 'outside.test',
        hostOnly: true,
        path: '/',
        secure: false,
        httpOnly: true,
        expiresAt: Date.now() + 86_400_000,
      },
    ],
    localStorage: [],
    deviceBound: false,
  });
  const { charter } = await device.syncCharter(connection);
  if (!isId16(subject)) throw new Error('A sign-in has an id');
  const { owner, scope } = charter.heads.get(subject) ?? {};
  if (!owner || !scope) throw new Error('The sign-in is not stored');
  const { grant } = await device.saveAndConfirm(connection, {
    automation: {
      v: 1,
      name: 'Approve the month',
      steps: [
        goTo(`${origin}/`),
        {
          type: 'fill',
          id: 'month',
          target: { name: 'Month', selectors: ['input[name=month]'] },
          value: { secret: 'month' },
        },
        clickOn('#show', 'show'),
        readOf('tbody tr:first-child td:first-child', 'number'),
        clickOn('form[action="/approve"] button', 'approve'),
        readOf('h1:first-child', 'answer'),
      ],
      inputs: [],
      secrets: [{ name: 'month', label: 'Month' }],
      origins: [origin],
      settings: { ...usualSettings, stepTimeoutMs: 5_000, pictures: 'each' },
      changed: { version: 1, at: Date.now() },
    },
    limits: {
      sessions: [{ name: 'ledger', subject, owner, scope }],
      origins: [origin],
      passive: false,
      writes: [{ origin, methods: ['POST'], path: '/approve', max: 1 }],
      inputs: {},
      perDay: 10,
      parallel: 1,
      attempts: 2,
      deadlineMs: 60_000,
      renew: false,
      notAfter: Date.now() + 3_600_000,
      freshForMs: 86_400_000,
    },
    typed: [{ name: 'month', value: month, origins: [origin] }],
  });
  return grant;
};

const ordered = async (grant: EnvelopeId): Promise<RunId> =>
  (await device.startRun(await device.connect(), { grant, deadlineMs: 60_000 })).run;

describe('a run on a cluster', () => {
  it('for which no pod waits gets one of its own, and is stopped at once, with a proved report', async () => {
    const { run } = await permit({
      steps: [goTo(`${origin}/slow`)],
      origins: [origin],
      settings: { stepTimeoutMs: 55_000 },
    });
    const id = await run();
    await isHeld(0);
    expect(await pods()).toMatchObject([{ name: `run-${id}-1`, phase: 'Running' }]);
    await device.stopRun(await device.connect(), id);
    const { report, proof } = await evidenceOf(id);
    expect(report).toMatchObject({ status: 'canceled', step: 0 });
    expect(proof).toMatchObject({ proved: true, erased: 'node-verified' });
    expect(await pods()).toEqual([]);
  });

  it('that would change what it may not fails at that step; where no witness is, its pod is gone as far as the API server knows', async () => {
    const witness = ['daemonset/mayfly-witness', '-n', 'mayfly-witness'];
    await whole.cluster.kubectl(['delete', ...witness, '--cascade=foreground']);
    const { run } = await permit({
      steps: [goTo(`${origin}/`), clickOn('button')],
      origins: [origin],
    });
    const { report, proof } = await evidenceOf(await run());
    expect(report).toMatchObject({ status: 'failed', code: 'write-refused', step: 1 });
    expect(ledger.pages.asked).not.toContain('POST /in');
    expect(proof).toMatchObject({ proved: true, erased: 'api' });
  });

  it('takes a pod that waits, does what was granted once, and is proved from order to end', async () => {
    const name = `${whole.settings.registry}/run`;
    const run = await anotherVersion(whole.node, { name, digest: first, version: 'another' });
    await whole.change({ warmPods: 1, mostWarmPods: 1 }, { run });
    const warm = await whole.warmPod();
    const { report, proof, statements } = await evidenceOf(await ordered(await approving()));
    expect(report).toMatchObject({
      status: 'succeeded',
      values: [{ value: 'INV-1041' }, { value: 'Approved' }],
      fence: { eye: 'tap', network: 'namespace', disk: 'memory', sandbox: 'chromium' },
    });
    expect(JSON.stringify(report)).not.toContain(month);
    expect(report.artifacts.length).toBeGreaterThan(0);
    expect(ledger.pages.asked.filter((each) => each === 'POST /approve')).toHaveLength(1);
    expect(statements.mark).toBeDefined();
    expect(proof.lines.filter(({ ok }) => !ok)).toEqual([]);
    expect(proof).toMatchObject({
      proved: true,
      erased: 'node-verified',
      certificate: { uid: warm.uid },
    });
  });

  it('is verified from outside, with all others, in one command', async () => {
    const secrets = join(whole.data, 'canaries');
    writeFileSync(secrets, `${month}\n`);
    const verified = await mayflyCommand(whole.data, ['verify', '--canary', secrets]);
    expect(verified).toMatchObject({ code: 0, said: expect.stringContaining('3 releases') });
    expect(verified.said).toMatch(/2 node-verified, 1 api|1 api, 2 node-verified/);
    expect(verified.said.match(/^✓/gm)).toHaveLength(4);
    expect((await mayflyCommand(whole.data, ['runs'])).said).toContain('succeeded');
    const doctor = await mayflyCommand(whole.data, ['doctor']);
    expect([doctor.code, doctor.said]).toEqual([0, expect.not.stringContaining('✗')]);
  });
});

describe('another version', () => {
  it('comes and goes, and pods of the one before are let through beside its own meanwhile', async () => {
    const last = whole.digests().run;
    expect(last).not.toBe(first);
    await whole.change({}, { run: first });
    const { run: order } = await permit({ steps: [goTo(`${origin}/`)], origins: [origin] });
    const { report, proof } = await evidenceOf(await order());
    expect(report.status).toBe('succeeded');
    expect(proof.proved).toBe(true);
    // A service that is not replaced yet makes pods of the version before; the broker gives them keys.
    const codes = await Promise.all([first, last, `sha256:${'0'.repeat(64)}`].map(makes));
    expect(codes).toEqual([201, 201, 422]);
    const broker = readFileSync(join(whole.overlay, 'generated/broker.json'), 'utf8');
    expect(JSON.parse(broker)).toMatchObject({ images: [first, last] });
  }, 300_000);
});

/** What the API server would answer to a service that makes a pod of an image. */
const makes = async (digest: string): Promise<number> => {
  const id = randomId16();
  const pod = changed(readRunPod() as object, {
    put: {
      '/metadata/name': `run-${id}-1`,
      '/metadata/namespace': 'runs-0',
      '/metadata/labels/mayfly.dev~1run': id,
      '/spec/containers/0/image': `${whole.settings.registry}/run@${digest}`,
    },
  });
  const as = 'system:serviceaccount:mayfly-system:mayfly-service';
  const path = '/api/v1/namespaces/runs-0/pods?dryRun=All';
  return (await whole.cluster.api.call('POST', path, pod, { as })).code;
};
