import { certificate } from '@mayfly/shared/envelope/statement/certificate.ts';
import { read } from '@mayfly/shared/envelope/statement.ts';
import { signedFromJson } from '@mayfly/shared/api/signed-json.ts';
import { device } from '../../harness/device.ts';
import { servePages } from '../../harness/pages.ts';
import { goTo, permit } from '../../harness/permit.ts';
import { statementsOf } from '../../harness/run-evidence.ts';
import { until } from '../../harness/until.ts';
import { runPods } from './objects.ts';
import type { RunId } from '@mayfly/shared/base/ids.ts';
import type { RunLabel } from '@mayfly/shared/api/service-routes.ts';
import type { ServerResponse } from 'node:http';
import type { ClusterInstallation } from '../../harness/cluster-installation.ts';

/** Runs that stay at a page which does not come, so that something can be done meanwhile. */
export type Holding = {
  /** Orders a run, and answers when a pod of it waits for the page. */
  readonly hold: (deadlineMs: number) => Promise<RunId>;
  /** Waits until a further pod has asked for the page. */
  readonly again: () => Promise<void>;
  /** Orders a run of a page that comes. */
  readonly order: () => Promise<RunId>;
  readonly end: () => Promise<void>;
};

/** A site of this machine that pods reach. */
export async function holdRuns(whole: ClusterInstallation): Promise<Holding> {
  const held: ServerResponse[] = [];
  const pages = await servePages({
    '/hold': (_, response) => void held.push(response),
    '/': '<p>there</p>',
  });
  const origin = await whole.outside(Number(new URL(pages.origin).port));
  let seen = 0;
  const again = async () => {
    await until(() => (held.length > seen ? true : undefined));
    seen = held.length;
  };
  const at = async (path: string, deadlineMs: number) =>
    permit({
      steps: [goTo(`${origin}${path}`)],
      origins: [origin],
      settings: { stepTimeoutMs: 55_000, pictures: 'none' },
      limits: { deadlineMs },
    });
  return {
    async hold(deadlineMs) {
      seen = held.length;
      const run = await (await at('/hold', deadlineMs)).run();
      await again();
      return run;
    },
    again,
    order: async () => (await at('/', 60_000)).run(),
    async end() {
      for (const response of held) response.destroy();
      await pages[Symbol.asyncDispose]();
    },
  };
}

/** What the service says of a run. */
export async function labelOf(run: RunId): Promise<RunLabel> {
  const runs = await device.listRuns(await device.connect());
  const found = runs.find((each) => each.run === run);
  if (!found) throw new Error('The service does not know the run');
  return found;
}

/** The name and uid of the pod that has a run. */
export async function podOf(
  whole: ClusterInstallation,
  run: RunId,
): Promise<{ readonly name: string; readonly uid: string }> {
  const { certificates } = (await statementsOf(run))!;
  const { uid } = read(certificate, signedFromJson(certificates.at(-1)!));
  const pod = (await runPods(whole)).find(({ metadata }) => metadata?.uid === uid);
  return { name: pod?.metadata?.name ?? '', uid };
}
