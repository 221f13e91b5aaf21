import type { RunStatus } from '@mayfly/shared/api/run-state.ts';
import type { Strike } from '../history.ts';
import type { Moment } from '../moments.ts';
import type { ClusterFault } from './faults.ts';

/** A run, what strikes it when, and how it may end. */
export type Struck = {
  readonly name: string;
  readonly writes: boolean;
  readonly strikes: readonly Strike<ClusterFault>[];
  readonly ends: readonly RunStatus[];
  /** As many attempts as may be needed, and not one more: nothing is tried in vain. */
  readonly attempts: number;
};

type Blows = Readonly<Partial<Record<Moment, ClusterFault>>>;

function plan(
  isWriting: boolean,
  blows: Blows,
  attempts: number,
  ends: readonly RunStatus[],
): Struck {
  const strikes = Object.entries(blows).map(([at, fault]) => ({ at: at as Moment, fault }));
  const told = strikes.map(({ at, fault }) => `${fault} at ${at}`).join(', ');
  const name = `a run that ${isWriting ? 'writes' : 'reads'}, ${told}: ${ends.join(' or ')}`;
  return { name, writes: isWriting, strikes, ends, attempts };
}

const reads = (blows: Blows, attempts: number, ...ends: RunStatus[]): Struck =>
  plan(false, blows, attempts, ends);
const writes = (blows: Blows, attempts: number, ...ends: RunStatus[]): Struck =>
  plan(true, blows, attempts, ends);

/** Each fault, where it could do the most harm. */
export const struck: readonly Struck[] = [
  reads({ visiting: 'services killed' }, 1, 'succeeded'),
  writes({ visiting: 'services rolled' }, 1, 'succeeded'),
  writes({ marked: 'broker killed' }, 1, 'succeeded'),
  reads({ visiting: 'pods killed' }, 2, 'succeeded'),
  writes({ writing: 'pods killed' }, 1, 'outcome-unknown'),
  reads({ visiting: 'browsers killed' }, 1, 'failed'),
  reads({ visiting: 'kubelet frozen', ended: 'kubelet killed' }, 1, 'succeeded'),
  reads({ ordering: 'pool drained', ordered: 'containerd frozen' }, 2, 'succeeded'),
  reads({ claiming: 'API server frozen' }, 3, 'succeeded'),
  // The kubelet comes back before containerd is ready for it; the pod that waited may be given the run before it is known dead.
  writes({ ordering: 'node killed' }, 2, 'succeeded'),
  writes({ marked: 'database restarted' }, 1, 'succeeded'),
  reads({ ordering: 'image missing' }, 2, 'succeeded'),
  // The kernel ends the page's process, which fails the run; or all of the pod, and another one follows.
  reads({ ordering: 'memory eaten' }, 3, 'failed', 'succeeded'),
  reads({ visiting: 'pods evicted' }, 2, 'succeeded'),
  writes({ writing: 'pods evicted' }, 1, 'outcome-unknown', 'succeeded'),
  reads({ ordering: 'pool drained', ordered: 'quota full' }, 2, 'succeeded'),
];
