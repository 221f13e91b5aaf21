import { MayflyError } from '@mayfly/shared/base/errors.ts';
import { sign } from '@mayfly/shared/envelope/statement.ts';
import { gone as goneStatement } from '@mayfly/shared/envelope/statement/gone.ts';
import { closeRelease } from '../store/releases.ts';
import { allWatches, dropWatch } from '../store/watches.ts';
import { changeOrg } from './change.ts';
import type { GoneGrade } from '@mayfly/shared/envelope/statement/gone.ts';
import type { Deps } from '../deps.ts';
import type { Watch } from '../store/watches.ts';

/** Looks after the pods that got keys, until they are gone. */
export type PodWatcher = {
  /**
   * Looks at each pod once: kills it where it is doomed, and when it is gone writes that down, signed, with how surely it was
   * seen. A pod of which nothing can be learned now is looked at the next time.
   */
  readonly look: () => Promise<void>;
};

/** A watcher; each start of the broker kills what is doomed anew. */
export function makePodWatcher(deps: Deps): PodWatcher {
  const killed = new Set<string>();
  const lookAt = async (watch: Watch) => {
    const { uid, place, doomed } = watch;
    if (doomed && !killed.has(uid)) {
      await deps.identity.kill({ uid, place });
      killed.add(uid);
    }
    const seen = await deps.identity.seen({ uid, place, leaving: doomed || watch.leaving });
    if (!seen || seen.live) return;
    await signGone(deps, watch, seen.gone);
    killed.delete(uid);
  };
  return {
    look: async () => {
      for (const watch of await allWatches(deps.database)) await lookAt(watch).catch(unlessOurs);
    },
  };
}

function unlessOurs(error: unknown): void {
  if (!(error instanceof MayflyError)) throw error;
}

async function signGone(
  deps: Deps,
  { org, run, attempt, uid }: Watch,
  seen: GoneGrade,
): Promise<void> {
  await changeOrg(deps, org, async (change) => {
    if (!(await dropWatch(change, uid))) return;
    const said = { org, at: change.now, run, attempt, uid, seen };
    const signed = sign(goneStatement, said, deps.keys.identity);
    await closeRelease(change, { run, attempt }, { gone_at: change.now });
    change.tell('gone', change.keep('gone', signed, { run, attempt }));
  });
}
