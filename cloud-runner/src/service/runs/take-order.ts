import { inOrg } from '../store/database.ts';
import { assign } from './assign.ts';
import { makePod } from './dispatch.ts';
import { queueRun } from './life.ts';
import type { OrgId } from '@mayfly/shared/base/ids.ts';
import type { Deps } from '../deps.ts';
import type { InOrg } from '../store/database.ts';
import type { ShownRun } from '../store/runs.ts';
import type { Made } from './assign.ts';
import type { NewRun } from './life.ts';

/** So many orders at once are begun where they are taken: more would wait for one another, and wait better in the queue. */
const mostAtOnce = 2;

/** How orders are taken by one process. */
export type TakesOrders = { atOnce: number };

/**
 * Does `work` in one transaction, in which it queues the run of an order. Where browsers are kept warm and few order at once,
 * its pod is chosen there too: neither the queue nor another transaction is waited for.
 */
export async function takeOrder<Taken>(
  deps: Deps,
  org: OrgId,
  work: (at: InOrg, queue: (run: NewRun) => Promise<ShownRun | undefined>) => Promise<Taken>,
): Promise<Taken> {
  if (deps.config.warmPods === 0 || deps.orders.atOnce >= mostAtOnce)
    return inOrg(deps.mail, org, (at) => work(at, (run) => queueRun(deps, at, run)));
  let made: Made | undefined;
  const begin = (at: InOrg, run: NewRun) =>
    queueRun(deps, at, run, async () => {
      made = await assign(deps, at, run.run);
    });
  deps.orders.atOnce += 1;
  try {
    const taken = await inOrg(deps.mail, org, (at) => work(at, (run) => begin(at, run)));
    if (made) void make(deps, org, made);
    return taken;
  } finally {
    deps.orders.atOnce -= 1;
  }
}

/** What fails here is not lost: the row of the pod is there, and whoever looks after pods makes it. */
async function make(deps: Deps, org: OrgId, made: Made): Promise<void> {
  await makePod(deps, org, made).catch((error: unknown) => {
    deps.log.error({ run: made.run, err: error }, 'pod not made at once');
  });
}
