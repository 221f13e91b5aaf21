import { basename, dirname, relative } from 'node:path';
import { type Confinement, namespaceArguments } from './confinement.ts';

/** A program to start, with its arguments. */
export type Command = { program: string; args: string[] };

/** All that the making of a pod's surroundings needs to know. */
export type Cage = {
  confinement: Exclude<Confinement, 'plain'>;
  /** Names the pod's mounts, so that they can be found again. */
  tag: string;
  /** An empty folder to mount on; it stays empty outside. */
  stage: string;
  dirBytes: number;
  /** The pod's user and group. */
  owner: { uid: number; gid: number };
  node: string;
  podProgram: string;
  anchorFile: string;
  browser: string | undefined;
  hidden: readonly string[];
};

/** Where a pod finds its things. */
export const inside = {
  dir: '/tmp',
  anchorFile: '/tmp/program/anchor.json',
  browserFolder: '/tmp/program/browser',
} as const;

/**
 * What root of the pod's namespaces does before the pod's program starts: one file system in memory becomes all that
 * the pod can write to (/tmp, /var/tmp, /dev/shm); the program's files are bound into it; the sockets in /run (name
 * services, D-Bus, databases, ours) and hidden folders vanish. File-system sockets ignore network namespaces.
 */
const script = `
set -eu
tag=$1 stage=$2 bytes=$3 owner=$4 node=$5 program=$6 anchor=$7 browser=$8
shift 8
mount -n -t tmpfs -o "size=$bytes,mode=0700,uid=\${owner%:*},gid=\${owner#*:},nosuid,nodev" "$tag" "$stage"
bound() { mount -n --bind "$1" "$stage/program/$2"; }
mkdir -m 755 "$stage/program"
mkdir -m 700 "$stage/shm" "$stage/var-tmp"
chown "$owner" "$stage/shm" "$stage/var-tmp"
touch "$stage/program/node" "$stage/program/pod.mjs" "$stage/program/anchor.json"
bound "$node" node
bound "$program" pod.mjs
bound "$anchor" anchor.json
if [ -n "$browser" ]; then mkdir "$stage/program/browser"; bound "$browser" browser; fi
names=$(readlink -f /etc/resolv.conf || true)
[ -n "$names" ] && cp "$names" "$stage/program/resolv.conf" 2>/dev/null || true
mount -n --move "$stage" /tmp
[ -d /dev/shm ] && mount -n --bind /tmp/shm /dev/shm
[ -d /var/tmp ] && [ ! -L /var/tmp ] && mount -n --bind /tmp/var-tmp /var/tmp
mount -n -t tmpfs -o size=256k,mode=0755,nosuid,nodev,noexec "$tag" /run
case "$names" in /run/*)
  mkdir -p "$(dirname "$names")"
  cp /tmp/program/resolv.conf "$names" 2>/dev/null || true;;
esac
mount -n -o remount,ro /run
while [ "$1" != -- ]; do
  case "$1/" in /tmp/*|/run/*|/) ;; *)
    if [ -d "$1" ]; then mount -n -t tmpfs -o ro,size=4k,mode=0755 "$tag" "$1"; fi;;
  esac
  shift
done
shift
cd /tmp
exec env -i "$@"
`;

/**
 * The command that starts a pod in namespaces of its own. Each process on the way dies with the one before it, so that
 * no pod outlives its spawner.
 */
export function cagedCommand(cage: Cage): Command {
  const { confinement, tag, stage, dirBytes, owner, node, podProgram, anchorFile } = cage;
  const browserFolder = isHidden(cage) ? dirname(cage.browser ?? '') : '';
  const user = `${owner.uid}:${owner.gid}`;
  const given = [tag, stage, dirBytes, user, node, podProgram, anchorFile, browserFolder];
  const outer = ['--pdeathsig', 'KILL', 'unshare', ...namespaceArguments(confinement)];
  const made = ['sh', '-c', script, 'sh', ...given.map(String)];
  const inner = ['setpriv', ...powerless(cage), '--pdeathsig', 'KILL', '--', ...podCommand];
  const args = [...outer, ...made, ...cage.hidden, '--', ...inner];
  return { program: 'setpriv', args };
}

/** A shell goes first, for the first process of a namespace is deaf to signals that it does not handle. pid_namespaces(7) */
const podCommand = [
  '/bin/sh',
  '-c',
  'unset PWD; "$@"; exit $?',
  'sh',
  '/tmp/program/node',
  '/tmp/program/pod.mjs',
];

/** Where the pod finds its browser: its own place, unless that is hidden from the pod. */
export function browserInside(cage: Pick<Cage, 'browser' | 'hidden'>): string | undefined {
  if (cage.browser === undefined) return undefined;
  return isHidden(cage) ? `${inside.browserFolder}/${basename(cage.browser)}` : cage.browser;
}

/** Nothing of what makes a process more than its user: no capability, and none to be had by a program's set-user bit. */
function powerless({ confinement, owner }: Cage): string[] {
  const none = ['--ambient-caps=-all', '--inh-caps=-all', '--bounding-set=-all', '--no-new-privs'];
  if (confinement === 'namespaces') return none;
  return [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups', ...none];
}

function isHidden({ browser, hidden }: Pick<Cage, 'browser' | 'hidden'>): boolean {
  if (browser === undefined) return false;
  return ['/tmp', '/run', ...hidden].some((folder) => !relative(folder, browser).startsWith('..'));
}
