import { MayflyError } from '@mayfly/shared/base/errors.ts';
import { sign } from '@mayfly/shared/envelope/statement.ts';
import { gone as goneStatement } from '@mayfly/shared/envelope/statement/gone.ts';
import { closeRelease } from '../store/releases.ts';
import { allWatches, dropWatch, keepUnproved } from '../store/watches.ts';
import { changeOrg } from './change.ts';
import type { GoneGrade } from '@mayfly/shared/envelope/statement/gone.ts';
import type { Deps } from '../deps.ts';
import type { Watch } from '../store/watches.ts';

/** Looks after the pods that got keys, until they are gone. */
export type PodWatcher = {
  /**
   * Looks at each pod once: kills it where it is doomed, and when it is gone writes that down, signed, with how surely it was
   * seen. A pod of which nothing can be learned now is looked at the next time; so is one whose going is unproved, and when more
   * of it is seen, that is written down beside it.
   */
  readonly look: () => Promise<void>;
};

/** A pod that was out of reach is waited for so long after its keys were released: 30 days, in ms. */
const waitedMs = 30 * 86_400_000;

/** A watcher; each start of the broker kills what is doomed anew. */
export function makePodWatcher(deps: Deps): PodWatcher {
  const killed = new Set<string>();
  const lookAt = async (watch: Watch) => {
    const { uid, place, doomed, unproved } = watch;
    const isGivenUp = unproved && watch.at + waitedMs < deps.clock.now();
    if (isGivenUp) return giveUp(deps, watch);
    if (doomed && !killed.has(uid)) {
      await deps.identity.kill({ uid, place });
      killed.add(uid);
    }
    const seen = await deps.identity.seen({
      uid,
      place,
      leaving: doomed || watch.leaving,
      unproved,
    });
    if (!seen || seen.live || (unproved && seen.gone === 'unproved')) return;
    await signGone(deps, watch, seen.gone);
    killed.delete(uid);
  };
  const leavingSince = new Map<string, number>();
  const tellLeaving = (watches: readonly Watch[]) => {
    const now = performance.now();
    const leaving = watches.filter((watch) => watch.doomed || watch.leaving).map(({ uid }) => uid);
    for (const uid of leavingSince.keys()) if (!leaving.includes(uid)) leavingSince.delete(uid);
    for (const uid of leaving) if (!leavingSince.has(uid)) leavingSince.set(uid, now);
    deps.tally.watching(
      watches.length,
      leavingSince
        .values()
        .map((since) => now - since)
        .toArray(),
    );
  };
  return {
    look: async () => {
      const watches = await allWatches(deps.database);
      tellLeaving(watches);
      for (const watch of watches) await lookAt(watch).catch(unlessOurs);
    },
  };
}

async function giveUp(deps: Deps, { org, uid }: Watch): Promise<void> {
  await changeOrg(deps, org, async (change) => void (await dropWatch(change, uid)));
}

function unlessOurs(error: unknown): void {
  if (!(error instanceof MayflyError)) throw error;
}

async function signGone(deps: Deps, watch: Watch, seen: GoneGrade): Promise<void> {
  const { org, run, attempt, uid, at } = watch;
  await changeOrg(deps, org, async (change) => {
    const isNews = seen === 'unproved' ? keepUnproved(change, watch) : dropWatch(change, uid);
    if (!(await isNews)) return;
    const said = { org, at: change.now, run, attempt, uid, seen };
    const signed = sign(goneStatement, said, deps.keys.identity);
    const ended = await closeRelease(change, { run, attempt }, { gone_at: change.now });
    deps.tally.gone(seen, change.now - (ended ?? at));
    change.tell('gone', change.keep('gone', signed, { run, attempt }));
  });
}
