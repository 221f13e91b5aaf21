import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ClusterNode } from '../cluster.ts';

type Image = { config: { digest: string; size: number } };

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Brings an image to the node that has the same files as another one there, and another digest, as the next version of it
 * would. Its files are not brought once more. Answers its digest.
 */
export const anotherVersion = async (
  node: ClusterNode,
  { name, digest, version }: { name: string; digest: string; version: string },
): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'mayfly-version-'));
  try {
    const blobs = join(folder, 'blobs/sha256');
    mkdirSync(blobs, { recursive: true });
    const add = (value: object) => {
      const bytes = Buffer.from(JSON.stringify(value));
      writeFileSync(join(blobs, hashOf(bytes)), bytes);
      return { digest: `sha256:${hashOf(bytes)}`, size: bytes.length };
    };
    const manifest = await jsonOnNode<Image>(node, digest);
    const made = await jsonOnNode<{ config: object }>(node, manifest.config.digest);
    const config = add({ ...made, config: { ...made.config, Labels: { version } } });
    const next = add({ ...manifest, config: { ...manifest.config, ...config } });
    const annotations = { 'io.containerd.image.name': `${name}@${next.digest}` };
    const mediaType = 'application/vnd.oci.image.manifest.v1+json';
    const index = { schemaVersion: 2, manifests: [{ mediaType, ...next, annotations }] };
    writeFileSync(join(folder, 'index.json'), JSON.stringify(index));
    writeFileSync(join(folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
    const archive = join(folder, 'image.tar');
    execFileSync('tar', ['-C', folder, '-cf', archive, 'oci-layout', 'index.json', 'blobs']);
    await node.importImage(archive);
    return next.digest;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const jsonOnNode = async <T>(node: ClusterNode, digest: string): Promise<T> => {
  const socket = '/run/mayfly-containerd/containerd.sock';
  const words = ['-a', socket, '-n', 'k8s.io', 'content', 'get', digest];
  const { code, out, err } = await node.run(join(node.bin, 'ctr'), words);
  if (code !== 0) throw new Error(`ctr content get ${digest}: ${err}`);
  return JSON.parse(out) as T;
};
