import { installOnCluster } from '../../harness/cluster-installation.ts';
import { openCluster } from '../../harness/cluster.ts';
import { device } from '../../harness/device.ts';
import { htmlPage } from '../../sites/site.ts';
import { saveBoth } from '../automations.ts';
import { startRelay } from '../relay.ts';
import { formPage, startSurroundings } from '../surroundings.ts';
import { canary } from '../world.ts';
import { clusterFaults } from './faults.ts';
import { letWitnessesOut } from './objects.ts';
import type { ClusterInstallation } from '../../harness/cluster-installation.ts';
import type { Strike } from '../history.ts';
import type { World } from '../world.ts';
import type { ClusterFault } from './faults.ts';

/** A whole Mayfly on the test cluster, with a site and a network as on one machine. */
export type ClusterWorld = Omit<World, 'stack' | 'begin' | 'clocks'> & {
  readonly whole: ClusterInstallation;
  readonly origin: string;
  /** How long what is frozen, cut off, full or away stays so. */
  readonly spellMs: number;
  readonly begin: (strikes: readonly Strike<ClusterFault>[]) => void;
  /** Whether the site's pages take all the memory that they get. */
  readonly eatMemory: (isEating: boolean) => void;
};

const outside = '192.31.196.1';

/** Installs it with several services, connects this process' device, and saves an automation that reads and one that writes. */
export async function startClusterWorld(replicas: number, spellMs = 4_000): Promise<ClusterWorld> {
  const around = await startSurroundings<ClusterWorld, ClusterFault>(clusterFaults);
  const { node } = await openCluster();
  if (!node) throw new Error('This strikes at the node of k8s/cluster: unset KUBECONFIG');
  await node.run('ip', ['addr', 'replace', `${outside}/32`, 'dev', 'lo']);
  const door = async (address: string) => {
    const forward = await node.forward(address);
    const relay = await startRelay(`http://127.0.0.1:${forward.port}`, around.onPassing);
    const port = Number(new URL(relay.url).port);
    const exposed = await node.expose(`${outside}:${port}`, port);
    const stop = async () => {
      exposed.close();
      await relay.stop();
      forward.close();
    };
    return { here: relay.url, inside: `http://${outside}:${port}`, stop };
  };
  const [service, broker] = await Promise.all([door('10.96.77.10:4710'), door('10.96.77.11:4711')]);
  const whole = await installOnCluster({
    replicas,
    settings: {
      serviceUrl: service.inside,
      brokerUrl: broker.inside,
      devices: { serviceUrl: service.here, brokerUrl: broker.here },
      warmPods: 1,
      mostWarmPods: 1,
    },
  });
  await letWitnessesOut(whole, outside);
  const origin = await whole.outside(around.port);
  await device.pair(whole.invitation, 'mayflies live for one day');
  const deadlineMs = 60_000 + 2 * spellMs;
  const grants = await saveBoth(await device.connect(), origin, { code: canary, deadlineMs });
  const world: ClusterWorld = {
    ...around.parts,
    whole,
    origin,
    spellMs,
    deadlineMs,
    // A kubelet looks ever more seldom for an API server that is away.
    settlingMs: 60_000 + spellMs,
    grants,
    eatMemory: (isEating) => around.show(isEating ? hungryPage : formPage),
    begin: (planned) => around.begin(world, planned),
    end: async () => {
      await world.heal();
      await whole.remove();
      await Promise.all([service.stop(), broker.stop(), around.stop()]);
    },
  };
  return world;
}

const hungryPage = htmlPage(
  'Form',
  `<script>
    const kept = [];
    for (;;) {
      const bytes = new Uint8Array(2 ** 25);
      for (let at = 0; at < bytes.length; at += 4096) bytes[at] = 1;
      kept.push(bytes);
    }
  </script>`,
);
