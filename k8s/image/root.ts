import { execFile } from 'node:child_process';
import { globSync, lstatSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { buildProgram, programFile } from '@mayfly/cloud-runner/launcher/builds.ts';
import { librariesOf } from './libraries.ts';
import { unpackPackages } from './packages.ts';
import type { Package } from './packages.ts';
import type { Recipe } from './recipes.ts';

const run = promisify(execFile);

/** Debian's packages still know /bin beside /usr/bin; an image of ours has one of each. */
const merged = (path: string): string => path.replace(/^\/(bin|sbin|lib|lib64)\//, '/usr/$1/');

/** What a pod's first program is: it buries orphans, and hands the signal to end on to Node. */
const podScript = '#!/bin/sh\nexec /usr/bin/tini -- /usr/bin/node /app/pod.mjs\n';

/** Copies a file to the same place in another root, as it is; a symbolic link as what it names. */
const take = async (from: string, to: string, path: string): Promise<void> => {
  const target = join(to, merged(path));
  await mkdir(dirname(target), { recursive: true });
  await cp(join(from, path), target, { dereference: true });
};

/** Makes the files of an image under `root`, which is new. Answers the packages that it took from. Needs root. */
export const makeRoot = async (recipe: Recipe, root: string): Promise<Package[]> => {
  await buildProgram(recipe.program);
  const scratch = await mkdtemp(join(tmpdir(), 'mayfly-image-'));
  const unpacked = join(scratch, 'packages');
  try {
    const packages = await unpackPackages(recipe.packages, unpacked);
    await makeFolders(root);
    await cp(process.execPath, join(unpacked, 'usr/bin/node'), { dereference: true });
    const binaries = ['/usr/bin/node', ...recipe.binaries];
    const libraries = await Promise.all(binaries.map((each) => librariesOf(unpacked, each)));
    for (const path of new Set([...binaries, ...libraries.flat()]))
      await take(unpacked, root, path);
    for (const path of filesOf(unpacked, recipe.files)) await take(unpacked, root, `/${path}`);
    await writeTexts(recipe, unpacked, root);
    if (recipe.binaries.includes('/bin/dash')) await symlink('dash', join(root, 'usr/bin/sh'));
    await cp(programFile(recipe.program), join(root, `app/${recipe.program}.mjs`));
    if (recipe.name === 'run') await writeFile(join(root, 'app/pod'), podScript, { mode: 0o755 });
    await fillCompileCache(recipe, root);
    await chmod(join(root, 'tmp'), 0o1777);
    return packages;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
};

/** The files that globs name; links within are followed, links to folders are not. */
const filesOf = (root: string, globs: readonly string[]): string[] =>
  globSync([...globs], { cwd: root })
    .filter((path) => !lstatSync(join(root, path)).isDirectory())
    .toSorted();

const makeFolders = async (root: string): Promise<void> => {
  const folders = [
    'app',
    'dev',
    'etc/ssl/certs',
    'etc/mayfly',
    'home',
    'proc',
    'run/mayfly',
    'sys',
  ];
  for (const folder of [...folders, 'tmp', 'usr/bin', 'usr/sbin', 'usr/lib', 'usr/lib64', 'var']) {
    await mkdir(join(root, folder), { recursive: true });
  }
  for (const name of ['bin', 'sbin', 'lib', 'lib64'])
    await symlink(`usr/${name}`, join(root, name));
  await symlink('/tmp', join(root, 'var/tmp'));
};

/** What scripts of the packages would have made, and nobody ran: accounts, roots of trust. */
const writeTexts = async ({ user }: Recipe, unpacked: string, root: string): Promise<void> => {
  const { name, id } = user;
  await mkdir(join(root, 'home', name));
  const texts = {
    passwd: `root:x:0:0::/:/bin/false\n${name}:x:${id}:${id}::/home/${name}:/bin/false\n`,
    group: `root:x:0:\n${name}:x:${id}:\n`,
    'nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files dns\n',
    'ssl/certs/ca-certificates.crt': (
      await Promise.all(
        globSync(join(unpacked, 'usr/share/ca-certificates/mozilla/*.crt'))
          .toSorted()
          .map((path) => readFile(path, 'utf8')),
      )
    ).join(''),
  };
  for (const [path, text] of Object.entries(texts)) await writeFile(join(root, 'etc', path), text);
};

/**
 * Lets the program start once, as its own user, so that what Node compiled lies in the image. It finds nothing that it
 * needs and ends; what it compiled by then is what every start compiles.
 */
const fillCompileCache = async ({ program, user }: Recipe, root: string): Promise<void> => {
  const cache = join(root, 'app/cache');
  await mkdir(cache, { mode: 0o777 });
  await chmod(cache, 0o777);
  // V8 lays out what it writes by a random seed; with a set one the same program gives the same bytes.
  const words = ['/usr/bin/node', '--random-seed=1', `/app/${program}.mjs`];
  const userspec = `--userspec=${user.id}:${user.id}`;
  const started = run('chroot', [userspec, root, ...words], {
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', NODE_COMPILE_CACHE: '/app/cache' },
  });
  started.child.stdin?.end();
  await started.catch(() => undefined);
  if (globSync(join(cache, '*/*')).length === 0)
    throw new Error(`${program} left no compile cache`);
  await run('chown', ['-R', '0:0', cache]);
  await run('chmod', ['-R', 'u=rwX,go=rX', cache]);
};
