import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';

import { openApi } from '@mayfly/k8s/cluster/api.ts';
import type { Api } from '@mayfly/k8s/cluster/api.ts';

const run = promisify(execFile);
const folder = join(import.meta.dirname, '../../k8s/cluster');

/** A program's end and all that it said. */
export type Ended = { readonly code: number; readonly out: string; readonly err: string };

/** The one node of our own cluster, from the machine that it runs on. */
export type ClusterNode = {
  /** Starts a program in the namespaces of the node. */
  start(program: string, args: readonly string[]): ChildProcess;
  /** Runs a program there to its end. */
  run(program: string, args: readonly string[]): Promise<Ended>;
  /** Brings an archive of images in. */
  importImage(archive: string): Promise<void>;
  /** Listens at a free port of this machine and hands connections on to an address of the cluster. */
  forward(address: string): Promise<{ readonly port: number; close(): void }>;
  /** Listens at an address of the node and hands connections on to a port of this machine. */
  expose(address: string, port: number): Promise<{ close(): void }>;
  /** Where its certificates, its state and its logs lie. */
  readonly root: string;
  /** Where its programs lie. */
  readonly bin: string;
  /** Its first process, as this machine sees it. */
  readonly pid: number;
};

/** A Kubernetes for tests. */
export type Cluster = {
  readonly kubeconfig: string;
  readonly api: Api;
  /** Runs kubectl to its end, with `input` on its standard input. Throws when it fails. */
  kubectl(args: readonly string[], input?: string): Promise<string>;
  /** Absent where the cluster is somebody else's. */
  readonly node?: ClusterNode;
};

/** What our own scripts know of their cluster: the folder of it, and its first process when it is up. */
export const ownCluster = async (): Promise<{ root: string; bin: string; pid?: number }> => {
  const words = `. '${folder}/paths.sh'; echo "$ROOT"; echo "$BIN"; holder`;
  const [root = '', bin = '', pid] = (await run('bash', ['-c', words])).stdout.trim().split('\n');
  return { root, bin, ...(pid ? { pid: Number(pid) } : {}) };
};

/** Starts our own cluster, or finds it up. Answers its kubeconfig. */
export const upCluster = async (): Promise<string> =>
  (await run(join(folder, 'up.sh'), { maxBuffer: 2 ** 26 })).stdout.trim().split('\n').at(-1) ?? '';

/** Ends our own cluster. */
export const downCluster = async (): Promise<void> => void (await run(join(folder, 'down.sh')));

/** The cluster that `KUBECONFIG` names; without it our own, started when it is not up. */
export const openCluster = async (): Promise<Cluster> => {
  const given = process.env['KUBECONFIG'];
  const kubeconfig = given ?? (await upCluster());
  const { root, bin, pid } = await ownCluster();
  const isOurs = kubeconfig.startsWith(`${root}/`);
  const program = isOurs ? join(bin, 'kubectl') : 'kubectl';
  return {
    kubeconfig,
    api: openApi(kubeconfig),
    async kubectl(args, input = '') {
      const ended = await endOf(spawn(program, ['--kubeconfig', kubeconfig, ...args]), input);
      if (ended.code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${ended.err}`);
      return ended.out;
    },
    ...(isOurs && pid !== undefined ? { node: nodeOf(root, bin, pid) } : {}),
  };
};

const endOf = async (child: ChildProcess, input = ''): Promise<Ended> => {
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject).once('close', (code) => resolve(code ?? 1));
  });
  // Who ended before it read says so by its code.
  child.stdin?.on('error', () => undefined).end(input);
  const said = (from: NodeJS.ReadableStream | null) => (from ? text(from) : '');
  const [code, out, err] = await Promise.all([ended, said(child.stdout), said(child.stderr)]);
  return { code, out, err };
};

const firstWord = (child: ChildProcess): Promise<string> => {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  child.stdout?.once('data', (words: Buffer) => resolve(words.toString().trim()));
  child.once('close', () => reject(new Error('the relay ended')));
  return promise;
};

/** Socket files know no network namespaces: one joins two relays. An address may have several. */
const socketOf = (root: string): string =>
  join(root, 'run', `${process.pid}-${randomBytes(4).toString('hex')}.sock`);

const relay = (listen: string, target: string): string[] => [
  process.execPath,
  join(folder, 'relay.ts'),
  listen,
  target,
];

const nodeOf = (root: string, bin: string, pid: number): ClusterNode => {
  const inside = (namespaces: readonly string[], words: readonly string[]) =>
    spawn('nsenter', ['-t', String(pid), ...namespaces, '--', ...words], {
      env: { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` },
    });
  const start = (program: string, args: readonly string[]) =>
    inside(['-m', '-n', '-u', '-i', '-p'], [program, ...args]);
  return {
    root,
    bin,
    pid,
    start,
    run: (program, args) => endOf(start(program, args)),
    async importImage(archive) {
      const socket = '/run/mayfly-containerd/containerd.sock';
      const words = ['-a', socket, '-n', 'k8s.io', 'images', 'import', archive];
      const { code, err } = await endOf(start(join(bin, 'ctr'), words));
      if (code !== 0) throw new Error(`${archive} was not imported: ${err}`);
    },
    async forward(address) {
      const socket = socketOf(root);
      const near = inside(['-n'], relay(socket, address));
      const far = inside(['-i'], relay('127.0.0.1:0', socket));
      const [, port] = await Promise.all([near, far].map(firstWord));
      return { port: Number(port), close: () => [near, far].forEach((each) => each.kill()) };
    },
    async expose(address, port) {
      const socket = socketOf(root);
      const near = inside(['-i'], relay(socket, `127.0.0.1:${port}`));
      const far = inside(['-n'], relay(address, socket));
      await Promise.all([near, far].map(firstWord));
      return { close: () => [near, far].forEach((each) => each.kill()) };
    },
  };
};

/** A folder of manifests as kubectl builds it, with words put in the place of others. */
export const manifests = async (
  cluster: Cluster,
  path: string,
  words: Readonly<Record<string, string>> = {},
): Promise<string> =>
  Object.entries(words).reduce(
    (text, [from, to]) => text.replaceAll(from, to),
    await cluster.kubectl(['kustomize', path]),
  );

/** The run pod of `k8s/run-pod.json`. */
export const runPodFile = join(folder, '../run-pod.json');

/** Reads it anew. */
export const readRunPod = (): unknown => JSON.parse(readFileSync(runPodFile, 'utf8'));
