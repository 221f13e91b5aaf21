import { follow } from '../feed/follow.ts';
import { tell } from '../store/wake.ts';
import { giveLease, takeLease } from '../store/worker.ts';
import { loop } from './loop.ts';
import { reconcile } from './reconcile.ts';
import { sweep, takeUpForgotten } from './sweep.ts';
import { keepWarm } from './warm.ts';
import type { Deps } from '../deps.ts';
import type { Follower } from '../feed/follow.ts';
import type { FeedSource } from '../feed/source.ts';
import type { Loop } from './loop.ts';
import type { Pool } from './warm.ts';

/** What one process of all does: it follows the feed, and keeps pods as they should be. */
export type Keeper = {
  /** Whether it is this process. */
  isKeeping(): boolean;
  /** Looks now whether it should be this process. */
  poke(): void;
  close(): Promise<void>;
};

const lease = 'keeper';
const leaseMs = 30_000;
const renewMs = 10_000;
const lookMs = 2_000;
const soonMs = 500;
const takeUpMs = 10_000;
const sweepMs = 60_000;

/**
 * Does the keeper's work while the lease is held by `holder`, a name that no two live processes have: who starts again
 * under it goes on at once, any other when the lease was given back or has lapsed.
 */
export function keep(deps: Deps, source: FeedSource, holder: string): Keeper {
  let wasOurs = false;
  let work: { follower: Follower; loops: Loop[] } | undefined;
  const stop = async () => {
    const last = work;
    work = undefined;
    await Promise.all((last?.loops ?? []).map((each) => each.close()));
    await last?.follower.close();
  };
  const renew = async (): Promise<number> => {
    const now = deps.now();
    const isOurs = await takeLease(deps.yard, { name: lease, holder, now, until: now + leaseMs });
    if (isOurs) work ??= start(deps, source);
    else await stop();
    if (isOurs !== wasOurs) deps.tally.keeps(isOurs);
    wasOurs = isOurs;
    return renewMs;
  };
  const renewal = loop(deps.log, renew);
  const stopHearing = deps.wake.on('keeper', renewal.poke);
  return {
    isKeeping: () => work !== undefined,
    poke: renewal.poke,
    async close() {
      stopHearing();
      await renewal.close();
      await stop();
      await giveLease(deps.yard, lease, holder);
      await tell(deps.yard, 'keeper');
    },
  };
}

/** A pool that has been empty for so long is told of, in ms: longer than a pod takes to come up. */
const emptyMs = 60_000;

/** Answers since when the pool is empty. */
function noticeEmpty(
  { engine, now }: Deps,
  { ready, wanted }: Pool,
  since: number | undefined,
): number | undefined {
  if (ready > 0 || wanted === 0) return undefined;
  if (since !== undefined && now() - since >= emptyMs) engine.notice('pool-empty');
  return since ?? now();
}

function start(deps: Deps, source: FeedSource): { follower: Follower; loops: Loop[] } {
  const follower = follow(deps, source);
  let emptySince: number | undefined;
  const pods = loop(deps.log, async () => {
    const soon = await reconcile(deps, follower);
    emptySince = noticeEmpty(deps, await keepWarm(deps), emptySince);
    return soon ? soonMs : lookMs;
  });
  const stop = deps.wake.on('pods', pods.poke);
  const followed = deps.engine.follow(pods.poke);
  const forgotten = loop(deps.log, async () => {
    await takeUpForgotten(deps);
    return takeUpMs;
  });
  const sweeps = loop(deps.log, async () => {
    await sweep(deps);
    return sweepMs;
  });
  const close = async () => {
    stop();
    await pods.close();
    await followed.stop();
  };
  return { follower, loops: [{ ...pods, close }, forgotten, sweeps] };
}
