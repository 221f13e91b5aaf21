import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

import { addPrograms } from '@mayfly/cloud-runner/launcher/programs.ts';
import { digestOf } from './oci-archive.ts';

const run = promisify(execFile);

/** A Debian package as it was taken. */
export type Package = { readonly name: string; readonly version: string; readonly digest: string };

/**
 * Unpacks Debian packages and all that they depend on into a new folder, running nothing of theirs. Answers which they
 * were. Needs root. @throws Error when mmdebstrap is missing or fails
 */
export const unpackPackages = async (
  wanted: readonly string[],
  folder: string,
): Promise<Package[]> => {
  const [missing] = await addPrograms([{ name: 'mmdebstrap', debianPackage: 'mmdebstrap' }]);
  if (missing) throw new Error('mmdebstrap is missing: apt install mmdebstrap');
  const options = ['--quiet', '--variant=extract', '--mode=root', '--skip=cleanup/apt'];
  await run('mmdebstrap', [...options, `--include=${wanted.join(',')}`, 'bookworm', folder], {
    maxBuffer: 2 ** 26,
  });
  const archives = globSync(join(folder, 'var/cache/apt/archives/*.deb')).toSorted();
  const taken = await Promise.all(
    archives.map(async (path) => {
      const [name = '', version = ''] = basename(path).split('_').map(decodeURIComponent);
      return { name, version, digest: await digestOf(path) };
    }),
  );
  if (taken.length === 0) throw new Error('mmdebstrap kept no package to tell of');
  await rename(join(folder, 'var'), `${folder}.var`);
  await rm(`${folder}.var`, { recursive: true });
  return taken;
};
