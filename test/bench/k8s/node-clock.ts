import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { ClusterNode } from '../../harness/cluster.ts';
import { until } from '../../harness/until.ts';

const cgroups = '/sys/fs/cgroup';

/** When nothing of a pod was left on the node any more: no cgroup (so no task), no mount, no folder of the kubelet. */
export type NodeClock = {
  /** Begins to look, while the pod runs. */
  follow(uid: string): void;
  /** Waits until nothing is left of it. Answers when that was, ms since 1970. */
  clearAt(uid: string): Promise<number>;
};

/** Looks at the node from this machine. */
export const clockNode = ({ root, pid }: ClusterNode): NodeClock => {
  const clear = new Map<string, number>();
  const look = async (uid: string) => {
    const folders = [...cgroupsOf(uid), join(root, 'run/kubelet/pods', uid)];
    const isLeft = () =>
      folders.some((each) => existsSync(each)) ||
      readFileSync(`/proc/${pid}/mountinfo`, 'utf8').includes(uid);
    await until(() => !isLeft() || undefined);
    clear.set(uid, Date.now());
  };
  return {
    follow: (uid) => void look(uid),
    clearAt: (uid) => until(() => clear.get(uid)),
  };
};

/** The cgroups of a pod, one per controller. Throws when no process of it is found. */
const cgroupsOf = (uid: string): string[] => {
  const controllers = ['', ...readdirSync(cgroups)].map((each) => join(cgroups, each));
  for (const pid of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    const paths = pathsOf(pid).flatMap((path) => {
      const end = path.indexOf(uid);
      return end < 0 ? [] : [path.slice(0, end + uid.length)];
    });
    if (paths.length === 0) continue;
    return controllers.flatMap((each) =>
      paths.map((path) => join(each, path)).filter((folder) => existsSync(folder)),
    );
  }
  throw new Error(`No process of pod ${uid} is on the node.`);
};

const pathsOf = (pid: string): string[] => {
  try {
    const lines = readFileSync(`/proc/${pid}/cgroup`, 'utf8').split('\n');
    return lines.map((line) => line.split(':').slice(2).join(':'));
  } catch {
    return []; // It has ended since.
  }
};
