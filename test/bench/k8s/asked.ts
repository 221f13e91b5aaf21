import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ClusterNode } from '../../harness/cluster.ts';

/** What `k8s/cluster/audit.yaml` has the API server write down of one request; a watch has a line more. */
type Asked = {
  readonly auditID: string;
  readonly requestReceivedTimestamp: string;
  readonly verb: string;
  readonly objectRef?: { readonly resource: string };
};

/** How often service and broker asked the API server between two times (ms since 1970), lists and watches too: by what. */
export const askedBetween = (
  { root }: ClusterNode,
  from: number,
  until: number,
): Readonly<Record<string, number>> => {
  const lines = readFileSync(join(root, 'log/audit.log'), 'utf8').split('\n');
  const seen = new Map<string, string>();
  for (const line of lines.filter((each) => each.endsWith('}'))) {
    const { auditID, requestReceivedTimestamp, verb, objectRef } = JSON.parse(line) as Asked;
    const at = Date.parse(requestReceivedTimestamp);
    if (at >= from && at <= until) seen.set(auditID, `${verb} ${objectRef?.resource ?? ''}`);
  }
  const counts: Record<string, number> = {};
  for (const what of seen.values()) counts[what] = (counts[what] ?? 0) + 1;
  return counts;
};
