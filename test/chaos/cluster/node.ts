import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ClusterNode } from '../../harness/cluster.ts';

/** A process of the cluster's node, as this machine sees it. */
export type NodeProcess = {
  readonly pid: number;
  /** Its command, word by word. */
  readonly words: readonly string[];
  /** Of which pod it is; absent for the node's own. */
  readonly uid?: string;
};

/** Where containerd listens, in the namespaces of the node. */
export const containerdSocket = '/run/mayfly-containerd/containerd.sock';

/** Programs of the node, each of which runs once. */
export type NodePart = 'kubelet' | 'containerd' | 'kube-apiserver';

/** Everything that runs on the node: its own programs, and what is in its pods. */
export function processesOfNode(node: ClusterNode): NodeProcess[] {
  const space = namespaceOf(node.pid);
  const cgroup = `/mayfly-${createHash('sha256').update(`${node.root}\n`).digest('hex').slice(0, 8)}/`;
  return readdirSync('/proc').flatMap((name): NodeProcess[] => {
    if (!/^\d+$/.test(name)) return [];
    const pid = Number(name);
    const [, uid] =
      told(pid, 'cgroup')
        .split(cgroup)[1]
        ?.match(/\/pod([0-9a-f-]{36})/) ?? [];
    if (!uid && namespaceOf(pid) !== space) return [];
    return [{ pid, words: told(pid, 'cmdline').split('\0').slice(0, -1), ...(uid && { uid }) }];
  });
}

/** One of the node's programs; `undefined` where it does not run. */
export const partOf = (node: ClusterNode, part: NodePart): NodeProcess | undefined =>
  processesOfNode(node).find(({ uid, words }) => !uid && basename(words[0] ?? '') === part);

/** Ends only with a signal: what ends of itself is started again, as a node's supervisor would. */
const supervised =
  'log=$0; while "$@" </dev/null >>"$log" 2>&1; [ $? -lt 128 ]; do sleep 0.2; done';

/** Starts a program of the node again, as it was started. It lives as long as the node does. */
export function startAgain(node: ClusterNode, { words: [program = '', ...words] }: NodeProcess) {
  const log = join(node.root, 'log', `${basename(program)}.log`);
  // A kubelet ends where containerd is not there yet, or answers before it is ready.
  const child = node.start('setsid', ['/bin/sh', '-c', supervised, log, program, ...words]);
  for (const pipe of [child.stdin, child.stdout, child.stderr]) pipe?.destroy();
  child.unref();
}

/** Signals processes; what died meanwhile needs none. */
export function signal(processes: readonly { readonly pid: number }[], how: NodeJS.Signals): void {
  for (const { pid } of processes) {
    try {
      process.kill(pid, how);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
}

function told(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return ''; // It ended while it was looked at.
  }
}

function namespaceOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/ns/pid`);
  } catch {
    return '';
  }
}
