import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { until } from '@mayfly/test/harness/until.ts';
import { importTinyImage } from '../tiny-image.ts';
import { podsOf } from '../installation.ts';
import type { Cluster, ClusterNode } from '@mayfly/test/harness/cluster.ts';

/** A pod of the network tests: `x/a`, its addresses, and its end of the network. */
export type NetworkPod = {
  readonly name: string;
  readonly addresses: readonly string[];
  /** Tries others; a boolean for each. */
  reach(probes: readonly Probe[]): Promise<boolean[]>;
};

/** Whom to try, and how. */
export type Probe = readonly [host: string, port: number, protocol: 'TCP' | 'UDP'];

/** Their namespaces, without the prefix `np-`. */
export const usual = ['x', 'y', 'z'] as const;
const names = ['a', 'b', 'c'] as const;

const ports = ['TCP', 'UDP'].flatMap((protocol) =>
  [80, 81].map((containerPort) => ({
    name: `serve-${containerPort}-${protocol.toLowerCase()}`,
    containerPort,
    protocol,
  })),
);

/** The first process of a pod, as this machine sees it. */
export const processOf = (uid: string): Promise<number> =>
  until(() => {
    const found = globSync('/proc/[0-9]*/cgroup').find((path) => {
      try {
        return readFileSync(path, 'utf8').includes(`pod${uid}`);
      } catch {
        return false; // It ended meanwhile.
      }
    });
    return found === undefined ? undefined : Number(found.split('/')[2]);
  });

/** Starts a program in the network of a pod. */
export const inNetworkOf = (pid: number, words: readonly string[]): ChildProcess =>
  spawn('nsenter', ['-t', String(pid), '-n', '--', ...words], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });

const open = async (name: string, addresses: readonly string[], pid: number) => {
  const program = join(import.meta.dirname, 'endpoint.ts');
  const child = inNetworkOf(pid, [process.execPath, program]);
  const lines = createInterface({ input: child.stdout ?? process.stdin });
  await once(lines, 'line');
  const pod: NetworkPod = {
    name,
    addresses,
    async reach(probes) {
      const answer = once(lines, 'line');
      child.stdin?.write(`${JSON.stringify(probes)}\n`);
      return JSON.parse(String((await answer)[0])) as boolean[];
    },
  };
  return { pod, child };
};

/** Pods a, b, c in each of some namespaces, nine as a rule, each serving TCP and UDP at 80 and 81, and what ends them. */
export const startPods = async (
  cluster: Cluster,
  node: ClusterNode,
  spaces: readonly string[] = usual,
): Promise<{ pods: NetworkPod[]; close(): Promise<void> }> => {
  const image = await importTinyImage(node);
  const objects = spaces.flatMap((space) => [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: `np-${space}`, labels: { ns: space } },
    },
    ...names.map((pod) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: pod, namespace: `np-${space}`, labels: { pod } },
      spec: {
        terminationGracePeriodSeconds: 1,
        automountServiceAccountToken: false,
        containers: [{ name: 'c', image, command: ['/bin/sh', '/app/pod'], ports }],
      },
    })),
  ]);
  const [spacesOnly, podsOnly] = ['Namespace', 'Pod'].map((kind) => ({
    apiVersion: 'v1',
    kind: 'List',
    items: objects.filter((each) => each.kind === kind),
  }));
  await cluster.kubectl(['apply', '-f', '-'], JSON.stringify(spacesOnly));
  // A pod is refused until its namespace has the default service account.
  await until(() =>
    cluster.kubectl(['apply', '-f', '-'], JSON.stringify(podsOnly)).then(
      () => true,
      () => undefined,
    ),
  );
  const started = await Promise.all(
    spaces.flatMap((space) =>
      names.map(async (name) => {
        const path = `${podsOf(`np-${space}`)}/${name}`;
        const { uid, addresses } = await until(async () => {
          const { body } = await cluster.api.call('GET', path);
          const { phase, podIPs = [] } = body.status as {
            phase?: string;
            podIPs?: { ip: string }[];
          };
          if (phase !== 'Running' || podIPs.length < 2) return undefined;
          return { uid: body.metadata?.uid ?? '', addresses: podIPs.map(({ ip }) => ip) };
        });
        return open(`${space}/${name}`, addresses, await processOf(uid));
      }),
    ),
  );
  return {
    pods: started.map(({ pod }) => pod),
    async close() {
      for (const { child } of started) child.kill();
      await cluster.kubectl(['delete', 'namespace', ...spaces.map((each) => `np-${each}`)]);
    },
  };
};
