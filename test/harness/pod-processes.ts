import { readdirSync, readFileSync } from 'node:fs';

/** A process of a pod, as the machine's own /proc shows it. */
export type PodProcess = { readonly pid: number; readonly command: string };

/** What /proc shows of a pod, whoever asks: every process that has the pod's own disk mounted. */
export function processesOfPod(uid: string): PodProcess[] {
  return readdirSync('/proc').flatMap((id) => {
    const isOfPod = /^\d+$/.test(id) && told(id, 'mountinfo').includes(uid);
    return isOfPod ? [{ pid: Number(id), command: told(id, 'cmdline').replaceAll('\0', ' ') }] : [];
  });
}

/** Empty for a process that ended while it was looked at. */
function told(id: string, file: string): string {
  try {
    return readFileSync(`/proc/${id}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
