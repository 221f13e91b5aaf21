import type { ClusterNode } from '../harness/cluster.ts';

/** The network of a cluster whose policies hold no longer: the agent stands still, and its rules are gone. `hold` brings both back. */
export type NoPolicies = { hold(): Promise<void> };

const rules = '/run/mayfly-containerd/rules.nft';

/** In the namespaces of the node, where nothing else of this machine is to be seen. */
const inside = async (node: ClusterNode, words: string): Promise<void> => {
  const { code, err } = await node.run('bash', ['-ec', words]);
  if (code !== 0) throw new Error(`${words}: ${err}`);
};

/** Takes the agent down, and all that it wrote into the kernel. */
export const dropPolicies = async (node: ClusterNode): Promise<NoPolicies> => {
  // The brackets keep the shell that asks from finding itself.
  const agent = '$(pgrep -f [c]luster/agent/main.ts)';
  await inside(
    node,
    `kill -STOP ${agent}; nft list table inet mayfly >${rules}; nft delete table inet mayfly`,
  );
  return { hold: () => inside(node, `nft -f ${rules}; kill -CONT ${agent}`) };
};
