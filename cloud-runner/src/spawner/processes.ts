import { open, readdir, readFile, readlink, stat } from 'node:fs/promises';

/** By what a pod's processes and mounts are known on this machine. */
export type Traces = {
  /** The name of its mounts. */
  tag: string;
  /** Its user, where no other process has that user. */
  user?: number | undefined;
  /** Its namespace of processes, such as `pid:[4026532000]`; only while held, for the system gives such numbers anew. */
  pidNamespace?: string | undefined;
};

/** The processes that belong to a pod, by any of its traces: also those that left its mounts, or its family. Linux. */
export async function processesOf(traces: Traces): Promise<number[]> {
  const names = await readdir('/proc');
  const ids = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const belong = await Promise.all(ids.map((id) => belongs(id, traces)));
  return ids.filter((id, index) => belong[index] && id !== process.pid);
}

async function belongs(id: number, { tag, user, pidNamespace }: Traces): Promise<boolean> {
  const [owner, namespace, mounts] = await Promise.all([
    stat(`/proc/${id}`).then(({ uid }) => uid, unreadable),
    readlink(`/proc/${id}/ns/pid`).catch(unreadable),
    readFile(`/proc/${id}/mountinfo`, 'utf8').catch(unreadable),
  ]);
  return (
    (user !== undefined && owner === user) ||
    (pidNamespace !== undefined && namespace === pidNamespace) ||
    Boolean(mounts?.includes(` ${tag} `))
  );
}

/** A process that ended while it was looked at, or another user's, which no pod of ours can be. */
function unreadable(): undefined {
  return undefined;
}

/** The child of a process: of `unshare --fork`, the first process of the new namespaces. */
export async function childOf(id: number): Promise<number | undefined> {
  for (const name of await readdir('/proc')) {
    if (/^\d+$/.test(name) && (await parentOf(name)) === id) return Number(name);
  }
  return undefined;
}

async function parentOf(id: string): Promise<number | undefined> {
  const status = await readFile(`/proc/${id}/stat`, 'utf8').catch(unreadable);
  // The second field, in parentheses, may hold anything: proc_pid_stat(5).
  const fields = status?.slice(status.lastIndexOf(')') + 2).split(' ');
  return fields && Number(fields[1]);
}

/** A namespace that keeps its number until it is let go. */
export type HeldNamespace = { name: string; letGo: () => Promise<void> };

/** Holds the namespace in which a process counts its processes; undefined when the process is gone. */
export async function holdPidNamespace(id: number): Promise<HeldNamespace | undefined> {
  const handle = await open(`/proc/${id}/ns/pid`).catch(unreadable);
  const name = handle && (await readlink(`/proc/self/fd/${handle.fd}`).catch(unreadable));
  return handle && name ? { name, letGo: () => handle.close() } : undefined;
}
