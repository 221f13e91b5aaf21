import { type ChildProcess, spawn } from 'node:child_process';
import { chown, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Birth } from '@mayfly/shared/api/birth.ts';
import { birthLine } from './birth.ts';
import { browserInside, type Cage, cagedCommand, inside } from './cage.ts';
import type { Config } from './config.ts';
import type { Confinement } from './confinement.ts';
import { isRoot } from './users.ts';

/** The surroundings in which all pods of this spawner start. */
export type Nursery = {
  config: Config;
  confinement: Confinement;
  podProgram: string;
  /** Folders that pods find empty. */
  hidden: readonly string[];
};

/** A pod that is to start. */
export type Newborn = {
  name: string;
  token: string;
  tag: string;
  owner: { uid: number; gid: number };
  deadlineAt: number;
  /** Only where the pod has no namespaces to find one in. */
  dir: string | undefined;
};

/** Starts a pod's program and tells it on its standard input who it is. Its environment is empty. */
export async function startPod(nursery: Nursery, newborn: Newborn): Promise<ChildProcess> {
  const { config } = nursery;
  const cage = await cageOf(nursery, newborn);
  const child = cage ? caged(cage) : plain(nursery.podProgram, newborn);
  const browser = cage ? browserInside(cage) : config.browser;
  const birth: Birth = {
    name: newborn.name,
    token: newborn.token,
    anchorFile: cage ? inside.anchorFile : config.anchorFile,
    dir: newborn.dir ?? inside.dir,
    deadlineAt: newborn.deadlineAt,
    ...(browser === undefined ? {} : { browser }),
  };
  // It may be dead by now: its exit tells.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(birthLine(birth));
  return child;
}

/** Makes the folder of a pod without namespaces: in memory, where this user may write there. */
export async function makeDir({ uid, gid }: Newborn['owner']): Promise<string> {
  const inMemory = mkdtemp('/dev/shm/mayfly-').catch(() => undefined);
  const dir = (await inMemory) ?? (await mkdtemp(join(tmpdir(), 'mayfly-')));
  if (isRoot()) await chown(dir, uid, gid);
  return dir;
}

async function cageOf(nursery: Nursery, newborn: Newborn): Promise<Cage | undefined> {
  const { config, confinement, podProgram, hidden } = nursery;
  if (confinement === 'plain') return undefined;
  const stage = join(config.runtimeDir, 'stage');
  await mkdir(stage, { recursive: true, mode: 0o755 });
  return {
    confinement,
    tag: newborn.tag,
    stage,
    dirBytes: config.dirBytes,
    owner: newborn.owner,
    node: process.execPath,
    podProgram,
    anchorFile: config.anchorFile,
    browser: config.browser,
    hidden,
  };
}

function caged(cage: Cage): ChildProcess {
  const { program, args } = cagedCommand(cage);
  const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' };
  return spawn(program, args, { env, cwd: '/', stdio: ['pipe', 'pipe', 'pipe'] });
}

/** A session of its own, so that it can be ended with all that it started. */
function plain(podProgram: string, { dir, owner }: Newborn): ChildProcess {
  const { SystemRoot } = process.env;
  return spawn(process.execPath, [podProgram], {
    env: SystemRoot ? { SystemRoot } : {},
    cwd: dir,
    ...(isRoot() ? owner : {}),
    detached: process.platform !== 'win32',
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}
