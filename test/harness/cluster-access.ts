import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { until } from './until.ts';
import type { Cluster } from './cluster.ts';

/** How a service account asks the cluster: files as a pod of it would have them. */
export type ClusterAccess = {
  readonly url: string;
  readonly caFile: string;
  readonly tokenFile: string;
};

/** How a test does what the policies of an installation keep from everybody else. */
export const asBreakGlass = [
  '--as=test',
  '--as-group=mayfly:break-glass',
  '--as-group=system:masters',
] as const;

/** A token of a service account, as in a pod of it, with all its rights and no other. `remove` the files when done. */
export const accessAs = async (
  cluster: Cluster,
  [namespace, account]: readonly [namespace: string, account: string],
): Promise<{ access: ClusterAccess; remove: () => void }> => {
  const folder = mkdtempSync(join(tmpdir(), 'mayfly-access-'));
  const [caFile, tokenFile] = [join(folder, 'ca.crt'), join(folder, 'token')];
  const map = ['get', 'configmap', 'kube-root-ca.crt', '-n', namespace];
  // A namespace that was made a moment ago has neither the map nor its accounts.
  const certificate = await until(() =>
    cluster.kubectl([...map, '-o', String.raw`jsonpath={.data.ca\.crt}`]).catch(() => undefined),
  );
  writeFileSync(caFile, certificate);
  const token = await cluster.kubectl([
    'create',
    'token',
    account,
    '-n',
    namespace,
    '--duration=1h',
    ...asBreakGlass,
  ]);
  writeFileSync(tokenFile, token, { mode: 0o600 });
  return {
    access: { url: cluster.api.server, caFile, tokenFile },
    remove: () => rmSync(folder, { recursive: true }),
  };
};
