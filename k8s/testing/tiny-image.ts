import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { addPrograms, findProgram } from '@mayfly/cloud-runner/launcher/programs.ts';
import { writeArchive } from '../image/oci-archive.ts';
import type { ClusterNode } from '@mayfly/test/harness/cluster.ts';

const busybox = { name: 'busybox', paths: ['/bin/busybox'], debianPackage: 'busybox-static' };

/** Lives until it is told to end, and then ends at once: first of its processes, it must say so itself. */
const program = "trap 'exit 0' TERM\nwhile :; do sleep 3600 & wait $!; done\n";

/**
 * Brings the smallest image into the cluster that can be started as a run pod is, `/bin/sh /app/pod`. Answers its
 * reference by digest.
 */
export const importTinyImage = async (node: ClusterNode): Promise<string> => {
  await addPrograms([busybox]);
  const root = mkdtempSync(join(tmpdir(), 'mayfly-tiny-'));
  try {
    for (const name of ['bin', 'app', 'tmp', 'proc', 'sys', 'dev', 'etc']) {
      mkdirSync(join(root, 'files', name), { recursive: true });
    }
    cpSync(findProgram(busybox) ?? '', join(root, 'files/bin/busybox'));
    for (const name of ['sh', 'sleep', 'cat', 'ls']) {
      symlinkSync('busybox', join(root, 'files/bin', name));
    }
    writeFileSync(join(root, 'files/app/pod'), program, { mode: 0o755 });
    const archive = join(root, 'tiny.tar');
    const { reference } = await writeArchive(join(root, 'files'), archive, 'mayfly.local/tiny', {});
    await node.importImage(archive);
    return reference;
  } finally {
    rmSync(root, { recursive: true });
  }
};
