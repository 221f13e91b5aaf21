import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Confinement } from './confinement.ts';
import { killOne } from './gone.ts';
import { childOf, type HeldNamespace, holdPidNamespace } from './processes.ts';

/** Asks a pod's program to end. One that does not handle SIGTERM yet ends by it. */
export async function askToEnd(child: ChildProcess, confinement: Confinement): Promise<void> {
  if (!isRunning(child) || child.pid === undefined) return;
  if (confinement === 'plain') {
    signalGroup(child, 'SIGTERM');
    return;
  }
  // unshare lets SIGTERM pass by, and so does the first process of its namespaces.
  const first = await childOf(child.pid);
  const program = first && (await childOf(first));
  if (program) killOne(program, 'SIGTERM');
  else await endByForce(child, confinement);
}

/** Ends a pod's program, and with it all that belongs to it: its namespaces end with their first process. */
export async function endByForce(child: ChildProcess, confinement: Confinement): Promise<void> {
  if (!isRunning(child) || child.pid === undefined) return;
  if (confinement === 'plain') signalGroup(child, 'SIGKILL');
  else killOne((await childOf(child.pid)) ?? child.pid);
}

/** Whether a child has not ended. */
export function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

/** Resolves when a child has ended, or could not be started at all. */
export async function ended(child: ChildProcess): Promise<void> {
  if (!isRunning(child)) return;
  await once(child, 'exit').catch(() => undefined);
}

/** Holds the namespace of processes that a pod counts in, once it has one. Undefined: the pod is gone already. */
export async function holdOf(child: ChildProcess): Promise<HeldNamespace | undefined> {
  while (isRunning(child) && child.pid !== undefined) {
    const first = await childOf(child.pid);
    if (first !== undefined) return holdPidNamespace(first);
  }
  return undefined;
}

function signalGroup(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (process.platform === 'win32') child.kill(signal);
  else if (child.pid !== undefined) killOne(-child.pid, signal);
}
