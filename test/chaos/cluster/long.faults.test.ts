import { describe, expect, it } from 'vitest';
import { signedFromJson } from '@mayfly/shared/api/signed-json.ts';
import { gone } from '@mayfly/shared/envelope/statement/gone.ts';
import { read } from '@mayfly/shared/envelope/statement.ts';
import { device } from '../../harness/device.ts';
import { evidenceOf, statementsOf } from '../../harness/run-evidence.ts';
import { until, watching } from '../../harness/until.ts';
import { playOnCluster } from './campaign.ts';
import { checkOrphans } from './check-orphans.ts';
import { isPodProgram } from './faults.ts';
import { labelOf, podOf } from './held-run.ts';
import { heldWorld } from './held-world.ts';
import { partOf, processesOfNode, signal } from './node.ts';
import type { Moment } from '../moments.ts';
import type { ClusterFault } from './faults.ts';

const held = heldWorld(60_000);

/** A pod that itself stands still for longer than its step may take has that step fail. */
const stoodStill = ['failed timed-out'];

const lasting: readonly [
  at: Moment,
  fault: ClusterFault,
  writes: boolean,
  excused?: readonly string[],
][] = [
  ['claiming', 'API server frozen', false],
  ['marked', 'API server frozen', true],
  ['ordered', 'API server killed', false],
  ['visiting', 'kubelet frozen', false],
  ['ended', 'kubelet frozen', true],
  ['ordered', 'kubelet killed', false],
  ['visiting', 'containerd frozen', false],
  ['ordered', 'containerd killed', false],
  ['visiting', 'node frozen', false, stoodStill],
  ['marked', 'node frozen', true, stoodStill],
  ['ordering', 'image missing', false],
  ['ordering', 'quota full', false],
];

describe('what lasts a minute costs no run, and repeats none', () => {
  it.each(lasting)('%s: %s', { timeout: 300_000 }, async (at, fault, writes, excused) => {
    const history = { writes, strikes: [{ at, fault }] };
    const { wrong } = await playOnCluster(held().world, history, excused);
    expect(wrong).toEqual([]);
  });
});

describe('a pod of a node that does not answer', () => {
  it('is told as unproved, and is gone when the node is back', { timeout: 300_000 }, async () => {
    const { world, holding } = held();
    const run = await holding.hold(60_000);
    const { uid } = await podOf(world.whole, run);
    const kubelet = partOf(world.whole.node, 'kubelet')!;
    signal([kubelet], 'SIGSTOP');
    try {
      await device.stopRun(await device.connect(), run);
      const told = await until(async () => {
        const seen = await gradesOf(run);
        return seen.length > 0 ? seen : undefined;
      }, 120_000);
      expect(told).toEqual(['unproved']);
      expect(processesOfNode(world.whole.node).some((each) => each.uid === uid)).toBe(true);
    } finally {
      signal([kubelet], 'SIGCONT');
    }
    expect(await checkOrphans(world)).toEqual([]);
    expect((await labelOf(run)).status).toBe('canceled');
    await until(async () => ((await gradesOf(run)).includes('node-verified') ? true : undefined));
  });
});

describe('a pool whose pods do not answer', () => {
  it('slows nothing: runs start cold', { timeout: 300_000 }, async () => {
    const { world, holding } = held();
    const frozen = processesOfNode(world.whole.node).filter(isPodProgram);
    expect(frozen).not.toEqual([]);
    signal(frozen, 'SIGSTOP');
    try {
      // As long as a pod that was heard of counts as one that waits.
      await watching(45_000);
      const { report, proof } = await evidenceOf(await holding.order());
      expect(report).toMatchObject({ status: 'succeeded', attempt: 1 });
      expect(proof.proved).toBe(true);
    } finally {
      signal(frozen, 'SIGCONT');
    }
  });
});

async function gradesOf(run: Parameters<typeof statementsOf>[0]): Promise<string[]> {
  const { gone: told = [] } = (await statementsOf(run)) ?? {};
  return told.map((each) => read(gone, signedFromJson(each)).seen);
}
