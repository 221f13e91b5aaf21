/**
 * `npm run bench:k8s`: what Mayfly takes on a cluster, each figure beside its goal, on a cluster of its own
 * (`k8s/cluster`) that is ended after it. Names of figures as arguments choose some; `--json`: one JSON object a line.
 */
import { downCluster, ownCluster } from '../../harness/cluster.ts';
import { runBench } from '../run-bench.ts';
import { families } from './families.ts';

process.env['MAYFLY_CLUSTER'] ??= 'bench';
delete process.env['KUBECONFIG'];
const { pid: wasUp } = await ownCluster();
await runBench(families);
if (wasUp === undefined) await downCluster();
process.exit();
