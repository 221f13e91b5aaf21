import { type ChildProcess, spawn } from 'node:child_process';
import { readlink } from 'node:fs/promises';
import type { Server } from 'node:net';
import { type Contact, openDoor } from './door.ts';

/** The one port that is served in the browser's network. */
export const doorPort = 4_700;

/** What the door's keeper tells: who could be reached from inside, and which network that was. */
export type InsideReport = { contacts: Contact[]; network: string };

/** A program that runs in an empty network, and the socket that is its only way out. */
export type ShutIn = {
  child: ChildProcess;
  door: Promise<{ server: Server; report: InsideReport }>;
};

/**
 * The shell's part: brings the loopback up, lets the door's keeper listen on it and leave, and becomes the program
 * without any capability. 3 and 4 are the program's pipes, 5 is Node's channel. util-linux and iproute2.
 */
const script = `
ip link set lo up && "$1" --no-warnings -e "$2" "$3" 3<&- 4>&- || exit 70
shift 3
exec 5>&-
exec setpriv --ambient-caps=-all --inh-caps=-all --bounding-set=-all --no-new-privs "$@"
`;

type Options = {
  uid?: number | undefined;
  env: Record<string, string>;
  cwd: string;
  /** `host:port` to try from inside, before the program starts: nothing may answer. */
  forbidden: readonly string[];
};

/** Runs a program in user and network namespaces of its own, in which nothing but the door exists. Linux only. */
export function shutIn(program: string, args: readonly string[], options: Options): ShutIn {
  const uid = options.uid ?? process.getuid?.() ?? 0;
  const gid = options.uid ?? process.getgid?.() ?? 0;
  const namespaces = ['-U', '-n', `--map-user=${uid}`, `--map-group=${gid}`, '--keep-caps'];
  const keeper = `(${openDoor.toString()})()`;
  const task = JSON.stringify({ port: doorPort, forbidden: options.forbidden });
  const child = spawn(
    'unshare',
    [...namespaces, 'sh', '-c', script, 'sh', process.execPath, keeper, task, program, ...args],
    {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe', 'ipc'],
      ...(options.uid === undefined ? {} : { uid, gid }),
      env: options.env,
      cwd: options.cwd,
    },
  );
  return { child, door: doorOf(child) };
}

function doorOf(child: ChildProcess): ShutIn['door'] {
  const { promise, resolve, reject } = Promise.withResolvers<Awaited<ShutIn['door']>>();
  child.once('message', (report, handle) => {
    if (handle && 'listen' in handle) resolve({ server: handle, report: report as InsideReport });
    else reject(new Error('the door was not handed over'));
  });
  child.once('error', reject);
  child.once('exit', (code) =>
    reject(new Error(`the browser ended with ${code} before its door opened`)),
  );
  return promise;
}

/** The network namespace of a process, such as `net:[4026531840]`. */
export function networkOf(pid: number | 'self'): Promise<string> {
  return readlink(`/proc/${pid}/ns/net`);
}
