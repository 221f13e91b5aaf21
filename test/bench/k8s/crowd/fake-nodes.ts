import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { Cluster, ClusterNode } from '../../../harness/cluster.ts';
import { until } from '../../../harness/until.ts';

const run = promisify(execFile);
const annotation = 'kwok.x-k8s.io/node';

/** Nodes that are not there: kwok speaks for them. */
export type FakeNodes = {
  /** What their kubelets show the API server, from inside the node's namespaces. */
  readonly kubeconfig: string;
  /** Nothing new is placed on the real node any more. */
  close(): Promise<void>;
};

/** Adds nodes, and lets nothing more be placed on the cluster's own until they are closed. What is on them must be gone then. */
export const addFakeNodes = async (cluster: Cluster, count: number): Promise<FakeNodes> => {
  const { api, kubectl, node } = cluster;
  if (!node) throw new Error('This adds nodes to the cluster of k8s/cluster: unset KUBECONFIG');
  const kubeconfig = await credentials(node);
  await kubectl(
    ['apply', '-f', '-'],
    readFileSync(join(import.meta.dirname, 'rights.yaml'), 'utf8'),
  );
  const kwok = startBound(node, join(node.bin, 'kwok'), [
    `--kubeconfig=${kubeconfig}`,
    `--config=${join(import.meta.dirname, 'stages.yaml')}`,
    `--manage-nodes-with-annotation-selector=${annotation}=fake`,
    '--node-lease-duration-seconds=40',
    '--v=ERROR',
  ]);
  kwok.stdout?.resume();
  kwok.stderr?.resume();
  const names = Array.from({ length: count }, (_, at) => `fake-${at}`);
  const labels = { 'kubernetes.io/os': 'linux' };
  await Promise.all(
    names.map((name) =>
      api.call('POST', '/api/v1/nodes', {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name, labels, annotations: { [annotation]: 'fake' } },
      }),
    ),
  );
  await until(async () => {
    const { body } = await api.call('GET', '/api/v1/nodes');
    return (body.items ?? []).filter(isReady).length > count || undefined;
  });
  await kubectl(['cordon', 'node1']);
  return {
    kubeconfig,
    async close() {
      kwok.kill();
      await kubectl(['delete', 'node', ...names]);
      await kubectl(['uncordon', 'node1']);
    },
  };
};

/** Starts a program in the namespaces of the node that ends when what is answered is killed: a signal gets no further than that. */
export const startBound = (node: ClusterNode, program: string, args: readonly string[]) =>
  node.start('setpriv', ['--pdeathsig', 'KILL', '--', program, ...args]);

const isReady = ({ status }: { status?: unknown }): boolean => {
  const { conditions = [] } = status as { conditions?: { type: string; status: string }[] };
  return conditions.some((each) => each.type === 'Ready' && each.status === 'True');
};

/** A certificate of the cluster's own authority, in the group of nodes: what nodes say, only they may. */
const credentials = async ({ root }: ClusterNode): Promise<string> => {
  const at = (name: string) => join(root, 'cfg', name);
  const [key, csr, crt] = ['key', 'csr', 'crt'].map((end) => at(`pki/kubelets.${end}`)) as [
    string,
    string,
    string,
  ];
  await run('openssl', ['ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', key]);
  const subject = '/O=system:nodes/CN=kubelets';
  await run('openssl', ['req', '-new', '-key', key, '-subj', subject, '-out', csr]);
  const signing = ['-CA', at('pki/ca.crt'), '-CAkey', at('pki/ca.key'), '-CAcreateserial'];
  await run('openssl', ['x509', '-req', '-in', csr, ...signing, '-days', '2', '-out', crt]);
  const kubelet = readFileSync(at('kubelet.kubeconfig'), 'utf8');
  const file = at('kubelets.kubeconfig');
  writeFileSync(file, kubelet.replaceAll('/kubelet.', '/kubelets.'), { mode: 0o600 });
  return file;
};
