/**
 * The test cluster's policy agent: `main.ts --kubeconfig FILE --ready FILE`, in the network namespace of the node. It
 * writes one nft table, whole, at every change. The first closes everything; that one stays if the agent ends.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openApi } from '../api.ts';
import { follow } from './follow.ts';
import { tableOf } from './table.ts';
import type { Namespace, NetworkPolicy, Pod, World } from './objects.ts';

const { values } = parseArgs({
  options: { kubeconfig: { type: 'string' }, ready: { type: 'string' } },
});
if (!values.kubeconfig || !values.ready) throw new Error('usage: --kubeconfig FILE --ready FILE');

const ranges = { ip: '10.77.0.0/22', ip6: 'fd00:77::/64' };
const known: { -readonly [Key in keyof World]?: World[Key] } = {};
let written = '';
let writing = false;

const write = async (table: string) => {
  const nft = spawn('nft', ['-f', '-'], { stdio: ['pipe', 'inherit', 'inherit'] });
  nft.stdin.end(table);
  const [code] = await once(nft, 'close');
  if (code !== 0) throw new Error(`nft ended with ${code} over\n${table}`);
  written = table;
};

/** Nothing is written before all three lists are known: a pod without its policies would be open. */
const settle = async () => {
  const { pods, namespaces, policies } = known;
  if (writing || !pods || !namespaces || !policies) return;
  writing = true;
  for (;;) {
    const { pods, namespaces, policies } = known;
    if (!pods || !namespaces || !policies) break;
    const table = tableOf({ pods, namespaces, policies }, ranges);
    if (table === written) break;
    await write(table);
    process.stdout.write(`${Date.now()} wrote ${table.length} bytes\n`);
  }
  writing = false;
};

const api = openApi(values.kubeconfig);
await write(tableOf({ pods: [], namespaces: [], policies: [] }, ranges));
writeFileSync(values.ready, '');
await Promise.all([
  follow(api, '/api/v1/pods', (pods) => {
    known.pods = pods as readonly Pod[];
    void settle();
  }),
  follow(api, '/api/v1/namespaces', (namespaces) => {
    known.namespaces = namespaces as readonly Namespace[];
    void settle();
  }),
  follow(api, '/apis/networking.k8s.io/v1/networkpolicies', (policies) => {
    known.policies = policies as readonly NetworkPolicy[];
    void settle();
  }),
]);
