import { lstatSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { ClusterNode } from '../harness/cluster.ts';
import { fileAt } from '../leak/sinks.ts';
import type { Sink } from '../leak/sinks.ts';

/**
 * All files of a node that were written since a time (ms): on its disk (etcd, kubelet, logs of pods, images and layers of the
 * container runtime, logs of the cluster itself), and in every file system in memory that is mounted there. What is older
 * cannot hold what was chosen later.
 */
export const writtenOnNode = (node: ClusterNode, since: number): Sink[] =>
  [node.root, ...memoryMounts(node).map((path) => seenFromHere(node, path))].flatMap((path) =>
    writtenBelow(path, since),
  );

/** Links are not followed: in the layers of an image they lead elsewhere than in a container. */
const writtenBelow = (folder: string, since: number): Sink[] =>
  orNothing(() => readdirSync(folder, { withFileTypes: true }), []).flatMap((entry): Sink[] => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return writtenBelow(path, since);
    const isNew = () => (lstatSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= since;
    return entry.isFile() && isNew() ? [fileAt(path)] : [];
  });

/** Where file systems in memory are mounted on a node: volumes of pods are among them. */
export const memoryMounts = ({ pid }: ClusterNode): string[] =>
  readFileSync(`/proc/${pid}/mountinfo`, 'utf8')
    .split('\n')
    .filter((line) => / - (tmpfs|ramfs) /.test(line))
    .map((line) => line.split(' ')[4] ?? '')
    .filter((path) => !/^\/(proc|sys)(\/|$)/.test(path));

/** A path of a node, as this machine reaches it. */
export const seenFromHere = ({ pid }: ClusterNode, path: string): string =>
  join(`/proc/${pid}/root`, path);

/** What is gone while it is looked at holds nothing. */
const orNothing = <T>(read: () => T, nothing: T): T => {
  try {
    return read();
  } catch (error) {
    const codes = ['ENOENT', 'ENOTDIR'];
    if (error instanceof Error && 'code' in error && codes.includes(String(error.code)))
      return nothing;
    throw error;
  }
};
