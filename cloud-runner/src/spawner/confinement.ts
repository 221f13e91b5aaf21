import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { isRoot } from './users.ts';

/**
 * How pods are kept apart here. `users`: namespaces, and a user for each pod. `namespaces`: a pod's own user, mount and
 * process namespaces under our user. `plain`: a child process like any other, where the system has no namespaces.
 */
export type Confinement = 'users' | 'namespaces' | 'plain';

const run = promisify(execFile);

/** Finds out, by trying, what this system allows. */
export async function confinementHere(): Promise<Confinement> {
  if (process.platform !== 'linux') return 'plain';
  const wanted = isRoot() ? 'users' : 'namespaces';
  const trial = ['sh', '-c', 'mount -t tmpfs trial /tmp'];
  return run('unshare', [...namespaceArguments(wanted), ...trial], { timeout: 10_000 }).then(
    () => wanted,
    () => 'plain',
  );
}

/** The arguments of util-linux' unshare for a pod. All of a pod ends with the first process in it. */
export function namespaceArguments(confinement: 'users' | 'namespaces'): string[] {
  const shared = ['--mount', '--pid', '--ipc', '--fork', '--kill-child', '--mount-proc'];
  if (confinement === 'users') return shared;
  return ['--user', '--map-current-user', '--keep-caps', ...shared];
}
