import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { device } from '../../harness/device.ts';
import { evidenceOf } from '../../harness/run-evidence.ts';
import { playOnCluster } from './campaign.ts';
import { checkOrphans } from './check-orphans.ts';
import { labelOf, podOf } from './held-run.ts';
import { heldWorld } from './held-world.ts';
import { drainPool, evict } from './objects.ts';
import { struck } from './struck.ts';

const held = heldWorld(2_500);

describe('a fault costs no run, and repeats none', () => {
  it.each(struck.map((each) => [each.name, each] as const))('%s', async (_, given) => {
    const { world } = held();
    const before = world.struck().length;
    const { after, wrong } = await playOnCluster(world, given);
    expect(wrong).toEqual([]);
    expect(given.ends).toContain(after.label.status);
    expect(after.label.attempt).toBeLessThanOrEqual(given.attempts);
    expect(world.struck().slice(before)).toHaveLength(given.strikes.length);
  });
});

describe('whoever clears a node', () => {
  it('waits for its runs until their deadlines have passed, and who comes meanwhile waits for a node', async () => {
    const { world, holding } = held();
    const { kubectl } = world.whole.cluster;
    const run = await holding.hold(12_000);
    const pod = await podOf(world.whole, run);
    await kubectl(['cordon', 'node1']);
    try {
      await drainPool(world.whole, pod.name);
      const choice = ['--force', '--delete-emptydir-data', '--pod-selector=mayfly.dev/kind'];
      const [{ report, proof }, next] = await Promise.all([
        evidenceOf(run),
        holding.order(),
        evict(world.whole, pod.name).then((code) => expect(code).toBe(429)),
        kubectl(['drain', 'node1', ...choice, '--timeout=90s']),
      ]);
      expect(report).toMatchObject({ status: 'timed-out', step: 0 });
      expect(proof.proved).toBe(true);
      expect((await labelOf(next)).status).toBe('starting');
      await kubectl(['uncordon', 'node1']);
      expect((await evidenceOf(next)).report.status).toBe('succeeded');
    } finally {
      await kubectl(['uncordon', 'node1']);
    }
  });

  it('and a kubelet that ends a pod for what it wrote too much leaves its run to another', async () => {
    const { world, holding } = held();
    const run = await holding.hold(60_000);
    const { name, uid } = await podOf(world.whole, run);
    const log = join(world.whole.node.root, 'run/podlogs', `runs-0_${name}_${uid}`, 'pod/0.log');
    appendFileSync(log, Buffer.alloc(16 * 1024 * 1024));
    await holding.again();
    expect((await labelOf(run)).attempt).toBeGreaterThan(1);
    await device.stopRun(await device.connect(), run);
    expect((await evidenceOf(run)).report.status).toBe('canceled');
    expect(await checkOrphans(world)).toEqual([]);
  });
});
