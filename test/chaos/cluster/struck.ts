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
};

type Blows = Readonly<Partial<Record<Moment, ClusterFault>>>;

const reads = (blows: Blows, ...ends: RunStatus[]): Struck => plan(false, blows, ends);
const writes = (blows: Blows, ...ends: RunStatus[]): Struck => plan(true, blows, ends);

function plan(isWriting: boolean, blows: Blows, ends: readonly RunStatus[]): Struck {
  const strikes = Object.entries(blows).map(([at, fault]) => ({ at: at as Moment, fault }));
  const told = strikes.map(({ at, fault }) => `${fault} at ${at}`).join(', ');
  const name = `a run that ${isWriting ? 'writes' : 'reads'}, ${told}: ${ends.join(' or ')}`;
  return { name, writes: isWriting, strikes, ends };
}

/** Each fault, where it could do the most harm. */
export const struck: readonly Struck[] = [
  reads({ visiting: 'services killed' }, 'succeeded'),
  writes({ marked: 'broker killed' }, 'succeeded'),
  reads({ visiting: 'pods killed' }, 'succeeded'),
  writes({ writing: 'pods killed' }, 'outcome-unknown'),
  reads({ visiting: 'browsers killed' }, 'failed'),
  reads({ visiting: 'kubelet frozen', ended: 'kubelet killed' }, 'succeeded'),
  reads({ ordering: 'pool drained', ordered: 'containerd frozen' }, 'succeeded'),
  reads({ claiming: 'API server frozen' }, 'succeeded'),
  writes({ marked: 'database restarted' }, 'succeeded'),
  reads({ ordering: 'image missing' }, 'succeeded'),
  // The kernel ends the page's process, which fails the run; or all of the pod, and another one follows.
  reads({ ordering: 'memory eaten' }, 'failed', 'succeeded'),
  reads({ visiting: 'pods evicted' }, 'succeeded'),
  writes({ writing: 'pods evicted' }, 'outcome-unknown'),
  reads({ ordering: 'pool drained', ordered: 'quota full' }, 'succeeded'),
];
