import { join } from 'node:path';

import { provideImage } from '@mayfly/k8s/image/provide-image.ts';
import type { Digests } from '@mayfly/k8s/prepare/component.ts';
import type { ClusterNode } from '../cluster.ts';

/** Builds the images that are stale, and brings those to the node that it has not. */
export const provideImages = async (node: ClusterNode): Promise<Digests> => {
  const digests = { run: '', service: '', broker: '', witness: '' };
  const socket = '/run/mayfly-containerd/containerd.sock';
  const listing = ['-a', socket, '-n', 'k8s.io', 'images', 'ls', '-q'];
  const { out: there } = await node.run(join(node.bin, 'ctr'), listing);
  for (const name of ['run', 'service', 'broker', 'witness'] as const) {
    const { reference, digest, archive } = await provideImage(name);
    if (!there.split('\n').includes(reference)) await node.importImage(archive);
    digests[name] = digest;
  }
  return digests;
};
