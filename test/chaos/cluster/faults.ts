import { rolledOut } from '../../harness/cluster-installation.ts';
import { watching } from '../../harness/until.ts';
import { drainPool, evictAll, rollServices, setQuota, takeImage } from './objects.ts';
import { partOf, processesOfNode, signal, startAgain } from './node.ts';
import type { FaultIn } from '../striker.ts';
import type { NodePart, NodeProcess } from './node.ts';
import type { ClusterWorld } from './world.ts';

const isService = ({ words }: NodeProcess) => words.includes('/app/service.mjs');
const isBroker = ({ words }: NodeProcess) => words.includes('/app/broker.mjs');
/** The program of a run pod. */
export const isPodProgram = ({ words }: NodeProcess) =>
  words[0] === '/usr/bin/node' && words.includes('/app/pod.mjs');
/** A browser's first process. */
export const isBrowser = ({ words: [program = '', ...words] }: NodeProcess) =>
  program.includes('chromium') && !words.some((word) => word.startsWith('--type='));

/** Every fault, by its name: those of one machine, and those that only a cluster has. */
export const clusterFaults = {
  'services killed': async (world) => strike(world, 'SIGKILL', isService),
  'broker killed': async (world) => strike(world, 'SIGKILL', isBroker),
  'pods killed': async (world) => strike(world, 'SIGKILL', isPodProgram),
  'browsers killed': async (world) => strike(world, 'SIGKILL', isBrowser),
  'pods asked to end': async (world) => strike(world, 'SIGTERM', isPodProgram),
  'services frozen': async (world) => freeze(world, isService),
  'broker frozen': async (world) => freeze(world, isBroker),
  'pods frozen': async (world) => freeze(world, isPodProgram),
  'database killed': async ({ whole }) => signalDatabase(whole.postgres.pid(), 'SIGKILL'),
  'database restarted': async ({ whole }) => signalDatabase(whole.postgres.pid(), 'SIGINT'),
  'network cut': async (world) => {
    world.cut(true);
    world.later(world.spellMs, async () => world.cut(false));
    return 'drop';
  },
  'message lost': async () => 'drop',
  'message twice': async () => 'twice',
  'message late': async ({ spellMs }) => watching(spellMs),
  'kubelet frozen': async (world) => freezePart(world, 'kubelet'),
  'kubelet killed': async (world) => killPart(world, 'kubelet'),
  'containerd frozen': async (world) => freezePart(world, 'containerd'),
  'containerd killed': async (world) => killPart(world, 'containerd'),
  'API server frozen': async (world) => freezePart(world, 'kube-apiserver'),
  'API server killed': async (world) => killPart(world, 'kube-apiserver'),
  'node frozen': async (world) => {
    freezePart(world, 'kubelet');
    freezePart(world, 'containerd');
    freeze(world, ({ uid }) => uid !== undefined);
  },
  'node killed': async (world) => {
    killPart(world, 'kubelet');
    killPart(world, 'containerd');
    strike(world, 'SIGKILL', ({ uid }) => uid !== undefined);
  },
  'image missing': async (world) => {
    await takeImage(world.whole, true);
    world.later(world.spellMs, () => takeImage(world.whole, false));
    await drainPool(world.whole);
  },
  'memory eaten': async (world) => {
    world.eatMemory(true);
    world.later(world.spellMs, async () => world.eatMemory(false));
  },
  'pods evicted': ({ whole }) => evictAll(whole),
  'quota full': async (world) => {
    await setQuota(world.whole, 0);
    world.later(world.spellMs, () => setQuota(world.whole, 2_500));
    await drainPool(world.whole);
  },
  'pool drained': ({ whole }) => drainPool(whole),
  'services rolled': async (world) => {
    await rollServices(world.whole);
    world.later(0, () => rolledOut(world.whole.cluster, 'mayfly-system', 'mayfly-service'));
  },
} as const satisfies Record<string, FaultIn<ClusterWorld>>;
export type ClusterFault = keyof typeof clusterFaults;

/** What cannot be made good by another attempt: how a run may end then besides well. */
export const excuses: Partial<Record<ClusterFault, readonly string[]>> = {
  // A page at which a browser died would end the next one too.
  'browsers killed': ['failed page-crashed'],
  // The kernel ends the page's process before all others.
  'memory eaten': ['failed page-crashed'],
};

/** Those after which nobody may have seen how a pod went: then that is what is told. */
export const blinding: ReadonlySet<ClusterFault> = new Set<ClusterFault>([
  'kubelet frozen',
  'kubelet killed',
  'containerd frozen',
  'containerd killed',
  'API server frozen',
  'API server killed',
  'node frozen',
  'node killed',
]);

type IsMeant = (process: NodeProcess) => boolean;

function strike({ whole }: ClusterWorld, how: NodeJS.Signals, isMeant: IsMeant): void {
  signal(processesOfNode(whole.node).filter(isMeant), how);
}

function freeze({ whole, later, spellMs }: ClusterWorld, isMeant: IsMeant): void {
  const frozen = processesOfNode(whole.node).filter(isMeant);
  signal(frozen, 'SIGSTOP');
  later(spellMs, async () => signal(frozen, 'SIGCONT'));
}

function freezePart({ whole, later, spellMs }: ClusterWorld, part: NodePart): void {
  const frozen = processesOfNode(whole.node).filter(
    (each) => each.pid === partOf(whole.node, part)?.pid,
  );
  signal(frozen, 'SIGSTOP');
  later(spellMs, async () => signal(frozen, 'SIGCONT'));
}

function killPart({ whole, later, spellMs }: ClusterWorld, part: NodePart): void {
  const killed = partOf(whole.node, part);
  if (!killed) return; // It was killed before, and is not back yet.
  signal([killed], 'SIGKILL');
  later(spellMs, async () => startAgain(whole.node, killed));
}

function signalDatabase(pid: number | undefined, how: NodeJS.Signals): void {
  if (pid !== undefined) signal([{ pid }], how);
}
