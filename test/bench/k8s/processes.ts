import { readFileSync, readdirSync } from 'node:fs';

import type { Cluster } from '../../harness/cluster.ts';

/** What a file of a process says; empty when that has ended. */
const read = (pid: string, file: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
};

/** The process of a pod's container that runs this program, as this machine sees it. */
const processOf = (podUid: string, program: string): number => {
  const found = readdirSync('/proc').find(
    (pid) =>
      /^\d+$/.test(pid) &&
      read(pid, 'cgroup').includes(podUid) &&
      read(pid, 'cmdline').includes(program),
  );
  if (!found) throw new Error(`No process of pod ${podUid} runs ${program}.`);
  return Number(found);
};

/** The most memory that a process has held so far, MiB, with what it shares with others. */
export const mostMib = (pid: number): number => {
  const [, kib] = /^VmHWM:\s+(\d+) kB$/m.exec(read(String(pid), 'status')) ?? [];
  return Number(kib) / 1_024;
};

/** The program of the first pod that this label selects. */
export const programOf = async (
  { api }: Cluster,
  { namespace, app, program }: { namespace: string; app: string; program: string },
): Promise<number> => {
  const path = `/api/v1/namespaces/${namespace}/pods?labelSelector=app%3D${app}`;
  const { body } = await api.call('GET', path);
  return processOf(body.items?.[0]?.metadata?.uid ?? 'none', program);
};
