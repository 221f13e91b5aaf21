import { access, readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { utf8 } from '@mayfly/shared/base/bytes.ts';
import type { Circumstances } from './birth.ts';

/** Where a pod of a cluster finds what others are told on their standard input: its template mounts them, and no one else. */
const places = {
  tokenFile: '/run/mayfly/token',
  anchorFile: '/etc/mayfly/anchor.json',
  dir: '/home/pod',
};

/** The grant's deadline comes first, and the cluster's own (`activeDeadlineSeconds`) after it: 24 h. */
const longestMs = 86_400_000;

/**
 * What a pod of a cluster knows of itself; `undefined` where this is none. Its name is its host's; its token is the projected
 * one, read when it is shown, since the node renews it.
 */
export async function bornOnCluster({ tokenFile, anchorFile, dir } = places): Promise<
  Circumstances | undefined
> {
  const isHere = await access(tokenFile).then(
    () => true,
    () => false,
  );
  if (!isHere) return undefined;
  return {
    name: hostname(),
    anchorFile,
    dir,
    deadlineAt: Date.now() + longestMs,
    token: async () => utf8((await readFile(tokenFile, 'utf8')).trim()),
  };
}
