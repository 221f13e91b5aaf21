import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chown, mkdtemp } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Fence } from '../fence/fence.ts';
import { browserArguments } from './arguments.ts';
import { doorPort, type InsideReport, shutIn } from './namespace.ts';

type Launch = {
  executable: string;
  profile: string;
  dir: string;
  fence: Fence;
  isShutIn: boolean;
  uid?: number | undefined;
  forbidden?: readonly string[] | undefined;
};

/** A browser that is starting, and the socket on which it will look for its fence. */
export type Launched = {
  child: ChildProcess;
  door: Promise<{ server: Server; report?: InsideReport }>;
};

/** Starts the program, shut in where `isShutIn`, with its pipes on 3 and 4. */
export async function launch(options: Launch): Promise<Launched> {
  const { executable, profile, dir, fence, isShutIn, uid, forbidden = [] } = options;
  const asked = await fence.equip(profile, uid);
  const argumentsAt = (proxyPort: number) =>
    browserArguments({ profile, proxyPort, fence: asked, isShutIn });
  const env = environment(profile);
  if (isShutIn) {
    return shutIn(executable, argumentsAt(doorPort), { uid, env, cwd: dir, forbidden });
  }
  const { server, port } = await listenOnLoopback();
  const child = spawn(executable, argumentsAt(port), {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
    env,
    cwd: dir,
  });
  return { child, door: Promise.resolve({ server }) };
}

/** Nothing of the pod's own environment; a D-Bus would be a way past the fence. */
function environment(profile: string): Record<string, string> {
  const { PATH = '/usr/sbin:/usr/bin:/sbin:/bin', SystemRoot } = process.env;
  return {
    PATH: process.platform === 'linux' ? '/usr/sbin:/usr/bin:/sbin:/bin' : PATH,
    ...(SystemRoot ? { SystemRoot } : {}),
    HOME: profile,
    TMPDIR: profile,
    DBUS_SESSION_BUS_ADDRESS: 'disabled:',
    DBUS_SYSTEM_BUS_ADDRESS: 'disabled:',
  };
}

/** Makes the browser's own directory in the pod's. */
export async function makeProfile(dir: string, uid: number | undefined): Promise<string> {
  const profile = await mkdtemp(join(dir, 'browser-'));
  if (uid !== undefined) await chown(profile, uid, uid);
  return profile;
}

/** Whether this system lets the browser's user make user and network namespaces. */
export async function canShutIn(uid: number | undefined): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const identity = uid === undefined ? {} : { uid, gid: uid };
  const probe = promisify(execFile)(
    'unshare',
    ['-U', '-n', '--map-current-user', 'true'],
    identity,
  );
  return probe.then(
    () => true,
    () => false,
  );
}

async function listenOnLoopback(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { server, port: typeof address === 'object' && address ? address.port : 0 };
}
