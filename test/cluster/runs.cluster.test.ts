import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { installOnCluster } from '../harness/cluster-installation.ts';
import type { ClusterInstallation } from '../harness/cluster-installation.ts';
import { device } from '../harness/device.ts';
import { servePages } from '../harness/pages.ts';
import type { Pages } from '../harness/pages.ts';
import { goTo, permit, readOf } from '../harness/permit.ts';
import { evidenceOf } from '../harness/run-evidence.ts';
import { htmlPage } from '../sites/site.ts';

let whole: ClusterInstallation;
let pages: Pages;
let origin: string;

beforeAll(async () => {
  pages = await servePages({ '/': htmlPage('Page', '<p>there</p>') });
  whole = await installOnCluster();
  origin = await whole.outside(Number(new URL(pages.origin).port));
  await device.pair(whole.invitation, 'correct horse battery staple');
}, 600_000);

afterAll(async () => {
  await whole.remove();
  await pages[Symbol.asyncDispose]();
});

describe('a run on a cluster', () => {
  it('is proved from the order to the end of its pod, and says how it was shut in', async () => {
    const { run } = await permit({ steps: [goTo(`${origin}/`), readOf('p')], origins: [origin] });
    const { report, proof } = await evidenceOf(await run());
    expect(report).toMatchObject({
      status: 'succeeded',
      values: [{ value: 'there' }],
      fence: { eye: 'tap', network: 'namespace', disk: 'memory', sandbox: 'chromium' },
    });
    expect(proof.lines.filter(({ ok }) => !ok)).toEqual([]);
    expect(proof.proved).toBe(true);
  });
});
